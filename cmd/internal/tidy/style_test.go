package tidy

import (
	"go/ast"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every package has a comment that teaches what it is.
func TestPackagesAreDocumented(t *testing.T) {
	documented := map[string]bool{}
	for _, f := range source(t) {
		if !f.test {
			documented[f.dir] = documented[f.dir] || f.Doc != nil && len(f.Doc.Text()) > 20
		}
		last := f.dir[strings.LastIndex(f.dir, "/")+1:]
		if slices.Contains([]string{"util", "utils", "common", "model", "models", "types", "helpers"}, last) {
			t.Errorf("%s: a package is named for what it is, not for what it holds", f.path)
		}
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("package %s has no comment", dir)
		}
	}
}

// Every exported name says what it is.
func TestExportedNamesAreDocumented(t *testing.T) {
	for _, f := range source(t) {
		if f.test || f.Name.Name == "main" {
			continue
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && exportedReceiver(d) && d.Doc == nil {
					t.Errorf("%s: %s has no comment", f.at(d), d.Name.Name)
				}
			case *ast.GenDecl:
				undocumented(t, f, d)
			}
		}
	}
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	x := d.Recv.List[0].Type
	if star, ok := x.(*ast.StarExpr); ok {
		x = star.X
	}
	name, ok := x.(*ast.Ident)
	return ok && name.IsExported()
}

func undocumented(t *testing.T, f file, d *ast.GenDecl) {
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && d.Doc == nil && s.Doc == nil {
				t.Errorf("%s: %s has no comment", f.at(s), s.Name.Name)
			}
		case *ast.ValueSpec:
			for _, n := range s.Names {
				if n.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
					t.Errorf("%s: %s has no comment", f.at(s), n.Name)
				}
			}
		}
	}
}

// No float in the domain and around it: money is whole minor units, and a score is an
// integer so that every machine computes the same one. The endpoint for Prometheus is the
// one place where an amount is written as a float.
func TestNoFloats(t *testing.T) {
	for _, f := range source(t) {
		// The store's benchmark divides rows by seconds; it ships with no program.
		if f.test || f.path == "store/storetest/bench.go" || !slices.ContainsFunc([]string{"reconcile", "matcher", "importers", "store"},
			func(dir string) bool { return under(f.dir, dir) }) {
			continue
		}
		ast.Inspect(f.File, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && (id.Name == "float64" || id.Name == "float32") {
				t.Errorf("%s: %s: no float touches an amount or a score", f.at(id), id.Name)
			}
			return true
		})
	}
}

var amountWord = regexp.MustCompile(`(?i)amount|balance|montant|money`)

// And nowhere a name that means money is declared as a float.
func TestNoFloatAmounts(t *testing.T) {
	for _, f := range source(t) {
		ast.Inspect(f.File, func(n ast.Node) bool {
			field, ok := n.(*ast.Field)
			if !ok {
				return true
			}
			id, ok := field.Type.(*ast.Ident)
			for _, name := range field.Names {
				if ok && strings.HasPrefix(id.Name, "float") && amountWord.MatchString(name.Name) {
					t.Errorf("%s: %s is a float", f.at(field), name.Name)
				}
			}
			return true
		})
	}
}

// init() hides an order of things, and package-level state hides a caller: neither is ours.
func TestNoInit(t *testing.T) {
	for _, f := range source(t) {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: init(): make it when it is needed, and hand it over", f.at(fn))
			}
		}
	}
}

// The same input gives the same result: no clock and no chance outside the program's edge.
func TestNoClockAndNoChance(t *testing.T) {
	for _, f := range source(t) {
		if f.test || under(f.dir, "cmd") || under(f.dir, "fixtures") ||
			under(f.dir, "store/postgres/pgtest") || under(f.dir, "store/sqlite/disktest") ||
			under(f.dir, "store/storetest") {
			continue
		}
		for _, spec := range f.Imports {
			// PostgreSQL's retries wait a random time, so that two writers do not meet again;
			// how long a transaction waited is in no result.
			if path := spec.Path.Value; f.dir != "store/postgres" && strings.Contains(path, "math/rand") || path == `"crypto/rand"` {
				t.Errorf("%s imports %s: chance is handed in", f.at(spec), path)
			}
		}
		ast.Inspect(f.File, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, sel.Sel.Name) {
				t.Errorf("%s: time.%s: the clock is handed in", f.at(sel), sel.Sel.Name)
			}
			return true
		})
	}
}
