package catalogue

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every error that ends a command is translated: what the program, its configuration and the
// service make of what a person wrote, and the rules that verify finds broken.
func TestEveryMessageOfTheProgram(t *testing.T) {
	texts, n := New(French), 0
	for _, s := range messageTexts(t) {
		if n++; !slices.ContainsFunc(saidOf(s.text), func(s string) bool {
			_, ok := texts.translate(s)
			return ok
		}) {
			t.Errorf("%s: remarks.txt has no pattern for %q", s.at, s.text)
		}
	}
	if n < 150 {
		t.Errorf("only %d texts were found", n)
	}
}

// messageTexts are the texts of calls that make errors.
func messageTexts(t *testing.T) (list []sourceText) {
	t.Helper()
	const root = "../../../"
	var names []string
	for _, folder := range []string{"cmd/rappro", "cmd/internal/config", "cmd/internal/lists",
		"cmd/internal/render", "cmd/internal/report", "cmd/internal/metrics", "cmd/internal/web",
		"cmd/internal/inbox", "cmd/internal/mail", "cmd/internal/schedule", "store", "store/internal/schema", "store/sqlite", "store/postgres", "reconcile"} {
		more, err := filepath.Glob(root + folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, more...)
	}
	eachSource(t, names, func(n ast.Node, at func() string) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 || !makesMessage(call.Fun) {
			return true
		}
		if text, ok := fold(call.Args[0]); ok && shortSentence(text) {
			list = append(list, sourceText{at(), text})
		}
		return true
	})
	return list
}

// eachSource visits the source of files, tests left out; at is the place of the node.
func eachSource(t *testing.T, names []string, visit func(n ast.Node, at func() string) bool) {
	t.Helper()
	set := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			return visit(n, func() string { return set.Position(n.Pos()).String() })
		})
	}
}

// makesMessage says whether a function makes an error of its first argument.
func makesMessage(f ast.Expr) bool {
	name := ""
	switch f := f.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	return slices.Contains([]string{"Errorf", "New", "usagef", "broken"}, name)
}

// saidOf is what a text says with a value, a word or, at its end, a cause that is known.
func saidOf(text string) []string {
	fill := func(text, with string) string {
		return anyVerb.ReplaceAllStringFunc(text, func(verb string) string {
			switch verb {
			case "%w":
				return "not found"
			case "%q":
				return `"x"`
			}
			return with
		})
	}
	cause := strings.TrimSuffix(text, "%s") + "not found"
	return []string{fill(text, "7"), fill(text, "import"), fill(cause, "7")}
}

// inside are parts of texts that no person reads by themselves.
func inside() []string {
	return []string{"dry run", "salt of company", "the matcher gave", "list %s of %s", "want 26 characters",
		"%w %q: want", "%w: the sum of", "%w: %q has no known", "%w: %s and %s"}
}

// shortSentence says whether a text has words beside names and what is put in.
func shortSentence(s string) bool {
	return len(strings.Fields(anyVerb.ReplaceAllString(s, ""))) > 1 &&
		!slices.ContainsFunc(inside(), func(part string) bool { return strings.Contains(s, part) })
}
