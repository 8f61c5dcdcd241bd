package reconcile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// said prints the statements as the dump of the state does: without the file that each is from.
func (o *office) said() string {
	o.t.Helper()
	var b strings.Builder
	err := o.Read(o.t.Context(), func(r reconcile.Reader) error {
		list, err := r.Statements(o.t.Context(), reconcile.Query{Company: o.call.Company})
		for _, s := range list {
			fmt.Fprintln(&b, s.ID, s.Reference, s.From, s.To, s.State, s.Reason, s.Booked)
		}
		ids, err2 := r.EntryIDs(o.t.Context(), reconcile.Query{Company: o.call.Company})
		fmt.Fprintln(&b, ids, o.withAmounts())
		if err == nil {
			err = err2
		}
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return b.String()
}

// What the books say of statements that came twice, grew or were cut does not depend on the
// order in which the files came, nor on how large they are.
func TestAnyOrderOfArrival(t *testing.T) {
	a, b, c := line("2026-06-01", "5.00", "A", "A"), line("2026-06-02", "6.00", "", "COFFEE"),
		line("2026-06-03", "7.00", "C", "C")
	bare := func(s reconcile.Statement) reconcile.Statement {
		s.Opening, s.Closing = nil, nil
		return s
	}
	noon, whole := statement("N", "0.00", a, b), statement("W", "0.00", a, b, b, c)
	next := statement("X", "24.00", line("2026-06-04", "1.00", "D", "D"))
	wrong := next
	wrong.Closing = &reconcile.Balance{Amount: eur("99.00"), Date: next.To}
	for name, list := range map[string][]reconcile.Statement{
		"twice":          {whole, whole, next},
		"three times":    {whole, whole, whole},
		"grown":          {noon, whole, whole, next},
		"cut":            {bare(noon), whole, bare(statement("N", "0.00", b))},
		"held twice":     {whole, wrong, wrong},
		"in other words": {whole, statement("OTHER", "0.00", a, b, b, c), next},
		"with a gap":     {whole, whole, statement("Z", "30.00", line("2026-06-09", "1.00", "E", "E"))},
	} {
		var files []reconcile.File
		for i, s := range list {
			files = append(files, bankFile(fmt.Sprint(name, i), s))
		}
		want := ""
		for i, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 0, 3, 2}, {2, 3, 0, 1}, {1, 2, 3, 0}} {
			for _, big := range []bool{false, true} {
				o := newOffice(t)
				for _, n := range order {
					if n >= len(files) {
						continue
					}
					if f := files[n]; big {
						o.load(streamed(f))
					} else {
						o.load(f)
					}
				}
				o.verify()
				if got := o.said(); want == "" {
					want = got
				} else if got != want {
					t.Errorf("%s, order %d, large %v:\n%swant\n%s", name, i, big, got, want)
				}
			}
		}
	}
}
