package bankcsv

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

func TestAmount(t *testing.T) {
	french := amountForm{decimal: ',', thousands: "space ."}
	swiss := amountForm{decimal: '.', thousands: "'"}
	for _, c := range []struct {
		form amountForm
		in   string
		cur  reconcile.Currency
		want string // decimal, or empty when it is refused
	}{
		{french, "1 234,56", "EUR", "1234.56"},
		{french, "1\u00a0234,56 €", "EUR", "1234.56"},
		{french, "1\u202f234\u202f567,8", "EUR", "1234567.80"},
		{french, "1.234,56", "EUR", "1234.56"},
		{french, "\u22121 234,56", "EUR", "-1234.56"},
		{french, "1234,56-", "EUR", "-1234.56"},
		{french, "(12,00)", "EUR", "-12.00"},
		{french, "+12", "EUR", "12.00"},
		{french, "EUR -12,5", "EUR", "-12.50"},
		{french, "- 12,50 EUR", "EUR", "-12.50"},
		{french, "0,00", "EUR", "0.00"},
		{french, "1 234", "JPY", "1234"},
		{french, "1,234", "TND", "1.234"},
		{swiss, "1'234.50", "CHF", "1234.50"},
		{swiss, "1’234.50", "CHF", "1234.50"},
		{swiss, "1234.5", "CHF", "1234.50"},
		{french, "1,234", "EUR", ""},
		{french, "1,2,3", "EUR", ""},
		{french, "12.34", "EUR", ""},
		{french, "1.23.456,00", "EUR", ""},
		{french, "1234.567,00", "EUR", ""},
		{french, ".123,00", "EUR", ""},
		{french, "12,", "EUR", ""},
		{french, ",5,", "EUR", ""},
		{french, "--12,00", "EUR", ""},
		{french, "-12,00-", "EUR", ""},
		{french, "12,00 CHF", "EUR", ""},
		{french, "12 €", "CHF", ""},
		{french, "1e3", "EUR", ""},
		{french, "١٢", "EUR", ""},
		{french, "", "EUR", ""},
		{french, "-", "EUR", ""},
		{french, "99999999999999999999", "EUR", ""},
		{french, "1,5", "JPY", ""},
		{swiss, "1 234.50", "CHF", ""},
		{french, "12,00", "XXX", "12.00"},
		{french, "12,00", "", ""},
	} {
		m, err := c.form.parse([]byte(c.in), c.cur)
		got := ""
		if err == nil {
			got = m.Decimal()
		}
		if got != c.want {
			t.Errorf("%q %s: got %q (%v), want %q", c.in, c.cur, got, err, c.want)
		}
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct{ in, form, want string }{
		{"05/01/2026", "dd/mm/yyyy", "2026-01-05"},
		{"05.01.26", "dd.mm.yy", "2026-01-05"},
		{"05.01.99", "dd.mm.yy", "1999-01-05"},
		{"2026-01-05 05:14:00", "yyyy-mm-dd", "2026-01-05"},
		{"2026-01-05T05:14:00.123+02:00", "yyyy-mm-dd", "2026-01-05"},
		{"20260105", "yyyymmdd", "2026-01-05"},
		{"29/02/2024", "dd/mm/yyyy", "2024-02-29"},
		{"29/02/2026", "dd/mm/yyyy", ""},
		{"5/1/2026", "dd/mm/yyyy", ""},
		{"05/01/26", "dd/mm/yyyy", ""},
		{"05-01-2026", "dd/mm/yyyy", ""},
		{"2026-01-05x", "yyyy-mm-dd", ""},
		{"2026-01-051", "yyyy-mm-dd", ""},
		{"05.01.2026", "dd.mm.yy", ""},
		{"", "dd/mm/yyyy", ""},
	} {
		form := compileDate(c.form)
		d, err := form.parse([]byte(c.in))
		if d.String() != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q as %s: got %q (%v), want %q", c.in, c.form, d, err, c.want)
		}
	}
}

// TestLabelCuts: wherever the bank cuts a label, names and texts come out the same.
func TestLabelCuts(t *testing.T) {
	p := profile(t, "label32")
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[A-Z]{1,9}( [A-Z0-9]{1,12}){0,6}`)
		name, text := word.Draw(t, "name"), word.Draw(t, "text")
		whole := "VIR SEPA RECU /DE " + name + " /MOTIF " + text + " /REF E2E-1"
		var cell strings.Builder
		for i := 0; i < len(whole); i += 32 {
			if i > 0 {
				cell.WriteByte('\n')
			}
			cell.WriteString(whole[i:min(i+32, len(whole))])
		}
		l := p.parseLabel(joinPieces(cell.String(), p.LabelWidth))
		if l.head != "VIR SEPA RECU" || l.name != name || len(l.text) != 1 || l.text[0] != text ||
			l.e2e != "E2E-1" {
			t.Fatalf("%q gives %+v", whole, l)
		}
	})
}

// TestChainProperty: a running balance proves in both orders, and a line left out in the
// middle is always seen.
func TestChainProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Int64Range(-500, 500).Filter(func(v int64) bool {
			return v != 0
		}), 3, 20).Draw(t, "amounts")
		opening := rapid.Int64Range(-1000, 1000).Draw(t, "opening")
		type row struct{ amount, balance int64 }
		var rows []row
		sum := opening
		for _, a := range amounts {
			sum += a
			rows = append(rows, row{a, sum})
		}
		newest := rapid.Bool().Draw(t, "newest first")
		gone := rapid.IntRange(0, len(rows)-2).Draw(t, "line left out") // 0: none
		c := chain{currency: "EUR"}
		total := int64(0)
		for n := range rows {
			i := n
			if newest {
				i = len(rows) - 1 - n
			}
			if gone > 0 && i == gone {
				continue
			}
			total += rows[i].amount
			if err := c.add(rows[i].amount, reconcile.Date(20000+i)); err != nil {
				t.Fatal(err)
			}
			c.check(rows[i].balance, rows[i].amount, n)
		}
		from, to, note := c.balances()
		if from == nil {
			t.Fatal("no balances: ", note)
		}
		if gone == 0 && (from.Amount.Minor != opening || to.Amount.Minor != sum || note != "") {
			t.Fatalf("opening %s closing %s %s", from.Amount, to.Amount, note)
		}
		// Days are in order, so that a chain broken in one order is not explained by the other
		// unless that one is proved by every line.
		if gone > 0 && from.Amount.Minor+total == to.Amount.Minor && c.ascBroken > 0 &&
			c.descBroke > 0 {
			t.Fatalf("line %d left out is not seen", gone)
		}
	})
}

func profile(t testing.TB, name string) *Profile {
	t.Helper()
	list, err := Profiles()
	if err != nil {
		t.Fatal(err)
	}
	p, err := namedProfile(list, name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestProfilesAreDistinct: no two embedded profiles have the same columns, so that a file
// that fits one fits no other.
func TestProfilesAreDistinct(t *testing.T) {
	list, err := Profiles()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		if p.NoHeader {
			continue // fits nothing by itself
		}
		line := strings.Join(p.Header, string(p.Separator)) + "\n"
		if got, err := fitting(list, newHeads([]byte(line))); err != nil || got != p {
			t.Errorf("%s is not recognised by its own columns: %v", p.Name, err)
		}
	}
	_, err = fitting(append(list, list[3]),
		newHeads([]byte(strings.Join(list[3].Header, ";")+"\n")))
	if err == nil || !strings.Contains(err.Error(), "--profile") {
		t.Errorf("two profiles that fit: %v", err)
	}
}

// TestProfileErrors: a profile that says nonsense is refused, and says where.
func TestProfileErrors(t *testing.T) {
	good := "header: D;T;A\ndate: dd/mm/yyyy\nbooking date: D\ntext: T\namount: A\n"
	if _, err := ParseProfile("good", good); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		good + "colour: red\n", good + "text: X\n", good + "balance: B\n", good + "debit: T\n",
		good + "date: dd/mm\n", good + "currency: EUX\n", good + "encoding: ebcdic\n",
		good + "word: A = B\n", good + "line: {what}\n", good + "status: T\n",
		good + "side: T\n", good + "decimal: ;\n", good + "label width: wide\n", good + "nothing\n",
		"header: D;T;A\n", "",
	} {
		if _, err := ParseProfile("bad", bad); err == nil {
			t.Errorf("accepted:\n%s", bad)
		}
	}
}

// TestLongRecord: a quote that is never closed does not take the file into memory.
func TestLongRecord(t *testing.T) {
	p := profile(t, "cic")
	in := strings.Join(p.Header, ";") + "\n\"" + strings.Repeat("x;\n", 8<<20)
	im, _ := New("")
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	err := im.Read(context.Background(), strings.NewReader(in), importers.Options{}, &importers.Collector{})
	runtime.ReadMemStats(&after)
	if !errors.Is(err, importers.ErrLimit) {
		t.Errorf("got %v", err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("%d bytes allocated", used)
	}
}

// TestCancelled: a context that ends stops the reading.
func TestCancelled(t *testing.T) {
	p := profile(t, "cic")
	in := strings.Join(p.Header, ";") + "\n" + strings.Repeat("01/06/2026;;;1,00;X;\n", 5000)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	im, _ := New("")
	err := im.Read(ctx, strings.NewReader(in), importers.Options{Account: "1"}, &importers.Collector{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestMonthNames: no name is that of two months.
func TestMonthNames(t *testing.T) {
	seen := map[string]string{}
	for line := range strings.Lines(monthWords) {
		number, words, ok := strings.Cut(line, ":")
		for _, w := range strings.Fields(words) {
			if other := seen[fold(w)]; ok && line[0] != '#' && other != "" && other != number {
				t.Errorf("%s is month %s and %s", w, other, number)
			}
			if line[0] != '#' {
				seen[fold(w)] = number
			}
		}
	}
}
