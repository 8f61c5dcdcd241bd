package catalogue

import (
	"go/ast"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every text of the source that can become a remark is translated, also where no golden
// file has it: texts that hold a sentence, whatever function takes them.
func TestEveryRemarkOfTheSource(t *testing.T) {
	texts, n := New(French), 0
	for _, s := range sourceTexts(t) {
		if n++; !slices.ContainsFunc(filled(s.text), func(s string) bool { return known(texts, s) }) {
			t.Errorf("%s: remarks.txt has no pattern for %q", s.at, s.text)
		}
	}
	if n < 300 {
		t.Errorf("only %d texts were found", n)
	}
}

type sourceText struct{ at, text string }

// sourceTexts are the texts of importers and of what reconcile says of files.
func sourceTexts(t *testing.T) (list []sourceText) {
	t.Helper()
	const root = "../../../"
	var names []string
	err := filepath.WalkDir(root+"importers", func(path string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"reconcile/import*.go", "reconcile/route.go", "reconcile/attach*.go",
		"reconcile/batch*.go", "reconcile/statement.go", "reconcile/money.go", "reconcile/date.go",
		"reconcile/currency.go", "cmd/rappro/dossiers.go"} {
		more, err := filepath.Glob(root + pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, more...)
	}
	eachSource(t, names, func(n ast.Node, at func() string) bool {
		if silent(n) {
			return false
		}
		x, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		text, ok := fold(x)
		if ok && sentence(text) {
			list = append(list, sourceText{at(), text})
		}
		return !ok
	})
	return list
}

// silent says what holds texts that no remark is made of: imports, and lists of names.
func silent(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return true
	case *ast.CompositeLit: // a list of names
		list, ok := n.Type.(*ast.ArrayType)
		return ok && list.Len == nil && len(n.Elts) > 0 && isText(n.Elts[0])
	}
	return false
}

func isText(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING
}

// fold joins the texts of a sum; what is computed stands in it as %v.
func fold(e ast.Expr) (string, bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			s, err := strconv.Unquote(x.Value)
			return s, err == nil
		}
	case *ast.BinaryExpr:
		a, left := fold(x.X)
		b, right := fold(x.Y)
		if x.Op != token.ADD || !left && !right {
			return "", false
		}
		if !left {
			a = "%v"
		}
		if !right {
			b = "%v"
		}
		return a + b, true
	}
	return "", false
}

var words = regexp.MustCompile(`[a-z]+ [a-z]+ [a-zA-Z]+ [a-zA-Z%(-]`)

// sentence says whether a text can be a remark, as far as its words go.
func sentence(s string) bool {
	return words.MatchString(s) && !slices.ContainsFunc(noRemarks(), func(part string) bool {
		return strings.Contains(s, part)
	})
}

// noRemarks are parts of texts that no person reads by themselves: what is put into others,
// which goldens and tables show, and what detection notes as its proofs.
func noRemarks() []string {
	return []string{"customer_name customer_email", "number customer_id", "correct it, or leave it out",
		"statement of line %d: ", "statement %v of %v", "%v: closing balance differs", "%w %q: want",
		"%w: the sum of", "%w: %q has no known", "salt of company", "# which number is the day",
		"no line names a day and an amount", "no line with a day and an amount follows",
		"%s (%q): name a profile", "in this order only", ", as the balances have it",
		"the year comes first", "every date is the same day", "booking days and value dates lie",
		"other numbers of the table", "amounts have no decimals", "it stands beside the amounts",
		"the column %v names it", "card used for transaction", "rappro reads %v"}
}

var anyVerb = regexp.MustCompile(`%[#.0-9]*[a-zU]`)

// filled are remarks that a text may become.
func filled(text string) []string {
	list, rest := []string{""}, text
	for {
		at := anyVerb.FindStringIndex(rest)
		if at == nil {
			for i := range list {
				list[i] += rest
			}
			return list
		}
		with := []string{"7"}
		switch rest[at[1]-1] {
		case 'q':
			with = []string{`"x"`}
		case 's', 'v', 'w':
			with = []string{"7", `"x"`, "no digits", ""}
			with = append(with, "account", "branch", "old balance", "JJMMAA", "error 7", "a statement",
				"thousandths of debits", "control total", "1 line is", "2 lines have a type", "1 trade is",
				"compressed: unpack it first", "rappro reads 7")
		}
		if len(list) > 200 {
			with = with[:min(2, len(with))]
		}
		var next []string
		for _, s := range list {
			for _, w := range with {
				next = append(next, s+rest[:at[0]]+w)
			}
		}
		list, rest = next, rest[at[1]:]
	}
}
