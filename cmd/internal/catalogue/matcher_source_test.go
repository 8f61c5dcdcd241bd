package catalogue

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"
)

// Every rule, signal and obstacle of the matcher is shown to people: none may be a code in French.
func TestEveryCodeOfTheMatcher(t *testing.T) {
	names, err := filepath.Glob("../../../matcher/*.go")
	if err != nil {
		t.Fatal(err)
	}
	texts, count := New(French), map[string]int{}
	eachSource(t, names, func(n ast.Node, at func() string) bool {
		for family, codes := range codesOf(n) {
			for _, code := range codes {
				count[family]++
				if !texts.Has(family + "." + code) {
					t.Errorf("%s: texts.txt has no %s.%s", at(), family, code)
				}
			}
		}
		return true
	})
	for family, least := range map[string]int{"rule": 15, "signal": 20, "obstacle": 10} {
		if count[family] < least {
			t.Errorf("only %d codes of %s were found", count[family], family)
		}
	}
}

// codesOf are the codes that a piece of source gives a rule, a signal or an obstacle by name.
func codesOf(n ast.Node) map[string][]string {
	family := map[string]string{"rule": "rule", "ruleHabit": "rule", "ruleAmount": "rule", "Signal": "signal",
		"obstacle": "obstacle", "Obstacle": "obstacle", "obstacleAmbiguous": "obstacle"}
	first := map[string]string{"quoting": "rule", "proposeList": "rule", "proposeWith": "rule", "evidenceOf": "signal",
		"shown": "signal"}
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		return literals(family[nameOf(n.Key)], n.Value)
	case *ast.AssignStmt:
		if len(n.Lhs) == len(n.Rhs) {
			return literals(family[nameOf(n.Lhs[0])], n.Rhs[0])
		}
	case *ast.ValueSpec:
		if len(n.Values) == 1 {
			return literals(family[n.Names[0].Name], n.Values[0])
		}
	case *ast.CallExpr:
		if len(n.Args) > 0 {
			return literals(first[nameOf(n.Fun)], n.Args[0])
		}
	case *ast.FuncDecl:
		codes := map[string]string{"ruleOf": "rule", "ruleFor": "rule", "levelSignal": "signal", "amountSignal": "signal"}
		return literals(codes[n.Name.Name], n.Body)
	}
	return nil
}

func nameOf(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

// literals are the strings within a node that are not empty; none where it is of no family.
func literals(family string, n ast.Node) map[string][]string {
	if family == "" {
		return nil
	}
	var codes []string
	ast.Inspect(n, func(n ast.Node) bool {
		if _, call := n.(*ast.CallExpr); call {
			return false
		}
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if s, err := strconv.Unquote(l.Value); err == nil && s != "" {
				codes = append(codes, s)
			}
		}
		return true
	})
	return map[string][]string{family: codes}
}
