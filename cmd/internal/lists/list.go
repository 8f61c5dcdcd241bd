package lists

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
)

// List is one list: `rappro list NAME`.
type List struct {
	Name    string
	Order   string // its total order, for the help
	Columns []render.Column
	// Day, Status and Kind name the columns that --from/--to, --status and --kind look at;
	// empty when the list has no such thing.
	Day, Status, Kind string
	// Statuses and Kinds are every value that may stand in those columns; none when the
	// list is open, such as that of the matcher's rules.
	Statuses, Kinds []string
	Story           bool // it can be that of one payment or invoice
	rows            func(ctx context.Context, in Input, add func(...string) bool) error
}

// Input is what a list is made from.
type Input struct {
	Reader  reconcile.Reader
	Service *reconcile.Service
	Company string
	AsOf    reconcile.Date
	// Payment and Invoice narrow a list to the story of one of them.
	Payment, Invoice string
	// NextStep says what to do about an anomaly, in the language of the output.
	NextStep func(reconcile.Anomaly) string
	// Remark puts what was written of a file, in English, into the language of the output.
	Remark func(string) string
}

func (in Input) query() reconcile.Query {
	return reconcile.Query{Company: in.Company, AsOf: in.AsOf}
}

// All are the lists, in the order of the documentation.
func All() []List {
	return []List{statements(), entries(), batches(), payments(), invoices(), customers(), accounts(),
		companies(), allocations(), decisions(), anomalies(), followups(), rules(), imports()}
}

// Names are the names of the lists.
func Names() []string {
	var names []string
	for _, l := range All() {
		names = append(names, l.Name)
	}
	return names
}

// Find gives a list by name.
func Find(name string) (List, error) {
	for _, l := range All() {
		if l.Name == name {
			return l, nil
		}
	}
	return List{}, fmt.Errorf("there is no list %q: there are %s", name, strings.Join(Names(), ", "))
}

// Rows calls row with the cells of every row that the filter keeps, in the list's order,
// until row says false. The slice is the caller's to keep.
func (l List) Rows(ctx context.Context, in Input, f Filter, row func([]string) bool) error {
	keep, err := f.compile(l)
	if err != nil {
		return err
	}
	in.Payment, in.Invoice = f.Payment, f.Invoice
	return l.rows(ctx, in, func(cells ...string) bool {
		if len(cells) != len(l.Columns) {
			panic(fmt.Sprintf("list %s: %d cells for %d columns", l.Name, len(cells), len(l.Columns)))
		}
		return !keep(cells) || row(cells)
	})
}

func (l List) index(column string) int {
	for i, c := range l.Columns {
		if c.Name == column {
			return i
		}
	}
	return -1
}

// text and its fellows are short for columns.
func text(name string) render.Column  { return render.Column{Name: name} }
func code(name string) render.Column  { return render.Column{Name: name, Kind: render.Code} }
func money(name string) render.Column { return render.Column{Name: name, Kind: render.Money} }
func count(name string) render.Column { return render.Column{Name: name, Kind: render.Number} }
func date(name string) render.Column  { return render.Column{Name: name, Kind: render.Date} }
func flag(name string) render.Column  { return render.Column{Name: name, Kind: render.Bool} }

func wide(c render.Column) render.Column {
	c.Wide = true
	return c
}

func volatile(c render.Column) render.Column {
	c.Volatile, c.Wide = true, true
	return c
}

// codes are enumerated values as text.
func codes[T ~string](list ...T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

func boolean(v bool) string { return strconv.FormatBool(v) }

func number(n int) string { return strconv.Itoa(n) }

func join(pieces []string) string { return strings.Join(pieces, " ") }
