package tidy

import (
	"strconv"
	"strings"
	"testing"
)

// rule forbids an import, or allows it in one place only.
type rule struct {
	in      []string // the folders that the rule is for; empty for the whole module
	except  []string // folders where the import is right
	imports string   // the package, or a folder of packages
	reason  string
	tests   bool // holds for tests too
	below   bool // holds below the folders only, not in them
}

// rules are the import rules of the house.
func rules() []rule {
	return []rule{
		{in: []string{"importers"}, imports: module + "matcher", tests: true,
			reason: "an importer does not know what is done with what it read"},
		{in: []string{"importers"}, imports: module + "store", tests: true,
			reason: "an importer does not know what is done with what it read"},
		{in: []string{"matcher"}, imports: module + "importers",
			reason: "the matcher is pure: it is tested without any file"},
		{in: []string{"matcher"}, imports: module + "store",
			reason: "the matcher is pure: it does no I/O"},
		{in: []string{"store"}, imports: module + "matcher",
			reason: "the store only remembers: only reconcile decides"},
		{in: []string{"store"}, imports: module + "importers",
			reason: "the store only remembers: it does not know where something came from"},
		{except: []string{"cmd"}, imports: module + "cmd",
			reason: "the program stands on the packages, never the other way round"},
		{except: []string{"cmd", "fixtures"}, imports: module + "fixtures",
			reason: "fixtures are for tests and tools: nothing that ships may need them"},
		{in: []string{"cmd"}, imports: module + "fixtures",
			reason: "fixtures are for tests and tools: nothing that ships may need them"},
		{except: []string{"store"}, imports: "database/sql", tests: true,
			reason: "only the store knows that there is a database"},
		{except: []string{"store/sqlite"}, imports: "modernc.org/",
			reason: "SQLite is one of two stores, behind one interface"},
		{except: []string{"store/postgres"}, imports: "github.com/jackc/pgx",
			reason: "PostgreSQL is one of two stores, behind one interface"},
		{except: []string{"store/postgres"}, imports: "github.com/riverqueue/river", tests: true,
			reason: "who shares jobs out is behind the queue of reconcile/jobs"},
		{except: []string{"store/sqlite", "store/postgres"}, imports: "github.com/pressly/goose",
			reason: "migrations belong to a database"},
		{except: []string{"cmd/internal/metrics"}, imports: "github.com/prometheus", tests: true,
			reason: "metrics are one way to show the books; the books do not know them"},
		{except: []string{"cmd/internal/mail"}, imports: "github.com/wneessen/go-mail", tests: true,
			reason: "one place writes letters; who has something to say hands it a text"},
		{except: []string{"cmd"}, imports: "net/http",
			reason: "no network but for the store and what the program serves"},
		{except: []string{"cmd"}, imports: "github.com/spf13",
			reason: "flags and configuration stop at the edge of the program"},
		{except: []string{"cmd", "fixtures", "importers/bankcsv"}, imports: "regexp",
			reason: "parsers are written by hand; only the profiles of bank CSV have patterns (T23)"},
		{imports: "C", tests: true, reason: "no cgo: one command builds one static program everywhere"},
		{in: []string{"cmd/rappro"}, imports: "net/http",
			reason: "the program's commands are wiring: HTTP lives in cmd/internal"},
		{in: []string{"importers"}, except: []string{"importers/bankcsv"}, imports: "os", below: true,
			reason: "a reader is given bytes: nothing that a file says can open another one (T1)"},
		{in: []string{"importers"}, imports: "net",
			reason: "a reader is given bytes: nothing that a file says can open a connection (T1)"},
		{in: []string{"importers"}, imports: "os/exec",
			reason: "nothing that a file says can start a program"},
		{except: []string{"fixtures"}, imports: "github.com/moov-io",
			reason: "the oracle of the camt tests must not become the reader"},
	}
}

func TestImports(t *testing.T) {
	for _, f := range source(t) {
		for _, spec := range f.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rules() {
				if !r.tests && f.test || !r.holds(f.dir) || !under(path, r.imports) {
					continue
				}
				t.Errorf("%s imports %s: %s", f.at(spec), path, r.reason)
			}
			if f.dir == "reconcile" && !f.test && strings.Contains(path, ".") {
				t.Errorf("%s imports %s: the domain needs the standard library alone", f.at(spec), path)
			}
			if under(f.dir, "reconcile") && !f.test && strings.Contains(path, ".") && !under(path, module+"reconcile") {
				t.Errorf("%s imports %s: everybody imports the domain, and it imports nobody", f.at(spec), path)
			}
		}
	}
}

func (r rule) holds(dir string) bool {
	for _, e := range r.except {
		if under(dir, e) {
			return false
		}
	}
	for _, in := range r.in {
		if under(dir, in) && !(r.below && dir == in) {
			return true
		}
	}
	return len(r.in) == 0
}

// Formats and stores do not know each other: what two of them share stands above them, or
// under internal, where the tools are that several formats are made of, such as a tokenizer.
func TestSiblings(t *testing.T) {
	for _, f := range source(t) {
		for _, spec := range f.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			for _, parent := range []string{"importers", "store"} {
				mine, isChild := strings.CutPrefix(f.dir, parent+"/")
				other, fromSibling := strings.CutPrefix(path, module+parent+"/")
				shared := strings.HasPrefix(other, "internal") || other == "storetest" || mine == "formats"
				if !f.test && isChild && fromSibling && !shared && first(mine) != first(other) {
					t.Errorf("%s imports its sibling %s: what both need stands in %s", f.at(spec), other, parent)
				}
			}
		}
	}
}

func first(path string) string {
	s, _, _ := strings.Cut(path, "/")
	return s
}
