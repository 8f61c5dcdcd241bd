package formats_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/fixtures/convert"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestConvertAnything: statements with every field set or not, with texts that XML, CSV,
// spreadsheets and our own rules could change, are the same after writing and reading.
func TestConvertAnything(t *testing.T) {
	known := all(t)
	rapid.Check(t, func(t *rapid.T) {
		list := make([]reconcile.Statement, rapid.IntRange(1, 3).Draw(t, "statements"))
		for i := range list {
			list[i] = drawStatement(t)
		}
		for _, form := range convert.Forms() {
			convert.Same(t, known, list, form)
		}
	})
}

// words are texts that mean something to somebody.
func words() *rapid.Generator[string] {
	return rapid.OneOf(rapid.Just(""), rapid.SampledFrom([]string{"NOTPROVIDED", "NONE", "n/a", "-", "'=1",
		"PMNT-RRTN", "PMNT-RCDT-ESCT", "PMNT-RDDT-UPDD", "DE89370400440532013000", "fr76 3000", `\n`, `\`}),
		rapid.StringOf(rapid.RuneFrom([]rune("aZ 09-/\\n\n\t\r'\"=+@<&>];,\u00a0\u202f\u3000\u2028\u0085\ufeff\ufffdé😀"))),
		rapid.Map(rapid.SliceOfN(rapid.StringMatching(`[a-z]{0,90}`), 1, 5), func(s []string) string {
			out := ""
			for _, w := range s {
				out += w + " "
			}
			return out
		}))
}

func drawStatement(t *rapid.T) reconcile.Statement {
	c := rapid.SampledFrom([]reconcile.Currency{"EUR", "JPY", "TND"}).Draw(t, "currency")
	text := func(name string) string { return words().Draw(t, name) }
	account := text("account")
	if account == "" || account == "NOTPROVIDED" {
		account = "FR7630006000011234567890189"
	}
	s := reconcile.Statement{Account: account, Currency: c, Owner: text("owner"),
		Sequence: rapid.Int64Range(0, math.MaxInt64).Draw(t, "sequence"), Stated: rapid.Bool().Draw(t, "stated")}
	if rapid.Bool().Draw(t, "cut") {
		s.Pages.First = rapid.IntRange(2, math.MaxInt32-1).Draw(t, "page")
		s.Pages.Last, s.Pages.More = s.Pages.First, rapid.Bool().Draw(t, "more")
	}
	if rapid.Bool().Draw(t, "doubtful") {
		s.Doubt = text("doubt")
	}
	if s.Reference = text("id"); s.Reference == "NOTPROVIDED" {
		s.Reference = ""
	}
	s.Source.Format = rapid.SampledFrom([]string{"", "mt940", "camt.053"}).Draw(t, "format")
	if s.From = drawDay(t); s.From != 0 {
		s.To = s.From + reconcile.Date(rapid.IntRange(0, 40).Draw(t, "days"))
	} else {
		s.Stated = false
	}
	s.Opening, s.Closing = drawBalance(t, c), drawBalance(t, c)
	for range rapid.IntRange(0, 3).Draw(t, "announced") {
		s.Announced = append(s.Announced, reconcile.Announced{Amount: drawMoney(t, c), Day: drawDay(t)})
	}
	for range rapid.IntRange(0, 6).Draw(t, "entries") {
		s.Entries = append(s.Entries, drawEntry(t, s))
	}
	return collected(t, s)
}

// collected fills in what a sink computes.
func collected(t *rapid.T, s reconcile.Statement) reconcile.Statement {
	c := importers.Collector{Announced: true}
	head := s
	head.Entries, head.Announced = nil, nil
	err := c.Begin(head)
	for _, a := range s.Announced {
		if err == nil {
			err = c.Pending(a.Amount)
			c.PendingDay(a.Day)
		}
	}
	for _, e := range s.Entries {
		if err == nil {
			err = c.Entry(e)
		}
	}
	if err == nil {
		err = c.End(head)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c.Statements[0]
}

func drawDay(t *rapid.T) reconcile.Date {
	if rapid.Bool().Draw(t, "no day") {
		return 0
	}
	return reconcile.NewDate(2026, 1, 1) + reconcile.Date(rapid.IntRange(0, 60).Draw(t, "day"))
}

func drawMoney(t *rapid.T, c reconcile.Currency) reconcile.Money {
	return reconcile.Money{Minor: rapid.Int64Range(-1<<40, 1<<40).Draw(t, "amount"), Currency: c}
}

func drawBalance(t *rapid.T, c reconcile.Currency) *reconcile.Balance {
	if rapid.Bool().Draw(t, "no balance") {
		return nil
	}
	return &reconcile.Balance{Amount: drawMoney(t, c), Date: drawDay(t)}
}

func drawEntry(t *rapid.T, s reconcile.Statement) reconcile.Entry {
	text := func(name string) string { return words().Draw(t, name) }
	e := reconcile.Entry{Account: s.Account, Amount: drawMoney(t, s.Currency), Reference: text("reference"),
		BookingDate: reconcile.NewDate(2026, 1, 5), ValueDate: drawDay(t), Code: text("code"),
		Reversal: rapid.Bool().Draw(t, "reversal"), Text: text("text"),
		Lump: rapid.Bool().Draw(t, "lump"), BatchCount: rapid.IntRange(0, 9).Draw(t, "count"),
		BatchRef: text("batch")}
	e.Stable = e.Reference != "" && rapid.Bool().Draw(t, "stable")
	n := rapid.IntRange(0, 4).Draw(t, "payments")
	left := e.Amount.Minor
	for i := range n {
		d := drawDetail(t, s.Currency)
		if d.Amount.Minor = left; i < n-1 {
			d.Amount.Minor = rapid.Int64Range(-1<<30, 1<<30).Draw(t, "part")
			left -= d.Amount.Minor
		}
		e.Details = append(e.Details, d)
	}
	return e
}

func drawDetail(t *rapid.T, c reconcile.Currency) reconcile.Detail {
	text := func(name string) string { return words().Draw(t, name) }
	list := func(name string) []string {
		return rapid.SliceOfN(words().Filter(func(s string) bool { return s != "" }), 0, 3).Draw(t, name)
	}
	d := reconcile.Detail{Amount: reconcile.Money{Currency: c}, Reference: text("payment"),
		EndToEndID: text("end to end"), MandateID: text("mandate"), ReturnReason: text("reason"),
		Payer:         reconcile.Party{Name: text("payer"), IBAN: text("iban"), BIC: text("bic"), ID: text("id")},
		UltimatePayer: reconcile.Party{Name: text("ultimate"), ID: text("ultimate id")}.OrNil(),
		Text:          rapid.SliceOfN(words(), 0, 3).Draw(t, "texts"), References: list("references"), Code: text("detail code"),
		AdditionalText: text("additional")}
	var x reconcile.Exchange
	if rapid.Bool().Draw(t, "charged") {
		x.Charges = reconcile.Money{Minor: rapid.Int64Range(0, 999).Draw(t, "charges"), Currency: c}
	}
	if rapid.Bool().Draw(t, "ordered") {
		x.Instructed = reconcile.Money{Minor: rapid.Int64Range(0, 999).Draw(t, "instructed"), Currency: "USD"}
		x.Rate = text("rate")
	}
	d.Exchange = x.OrNil()
	for _, number := range list("documents") {
		doc := reconcile.Document{Number: number}
		if rapid.Bool().Draw(t, "remitted") {
			doc.Amount = drawMoney(t, c)
		}
		d.Documents = append(d.Documents, doc)
	}
	return d
}
