package reconcile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// anomalies prints the kinds and keys of what is stored, in order.
func (o *office) anomalies() string {
	var out []string
	for _, l := range strings.Split(o.state(), "\n") {
		if strings.HasPrefix(l, "! ") {
			out = append(out, strings.TrimPrefix(strings.ReplaceAll(l, "FR1420041010050500013M02606|", ""), "! "))
		}
	}
	return strings.Join(out, ", ")
}

func TestContinuity(t *testing.T) {
	at := func(ref, day, opening, amount string) reconcile.Statement {
		return statement(ref, opening, line(day, amount, ref+"-1", "x"))
	}
	bare := func(s reconcile.Statement) reconcile.Statement {
		s.Opening, s.Closing = nil, nil
		return s
	}
	closed := func(s reconcile.Statement) reconcile.Statement {
		s.Opening = nil
		return s
	}
	numbered := func(s reconcile.Statement, n int64) reconcile.Statement {
		s.Sequence = n
		return bare(s)
	}
	number := func(s reconcile.Statement, n int64) reconcile.Statement {
		s.Sequence = n
		return s
	}
	for name, c := range map[string]struct {
		list []reconcile.Statement
		want string
	}{
		"whole": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "10"), at("S2", "2026-06-02", "10", "5")}, ""},
		"a quiet day": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "10"),
			at("S2", "2026-06-04", "10", "5")}, ""},
		"a day is missing": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "10"),
			at("S2", "2026-06-03", "17", "5")}, "statement_gap 2026-06-02"},
		"a day is missing before a longer statement of days told": {[]reconcile.Statement{
			at("S1", "2026-06-01", "0", "10"), at("S3", "2026-06-04", "20", "5"), statement("S2", "17",
				line("2026-06-03", "3", "S2-1", "x"), line("2026-06-04", "5", "S3-1", "x"))},
			"statement_gap 2026-06-02 7.00, statement_overlap S2 0.00"},
		"a weekend has no statement": {[]reconcile.Statement{at("S1", "2026-06-05", "0", "10"),
			at("S2", "2026-06-08", "17", "5")}, "statement_contradiction 2026-06-06"},
		"the next day contradicts": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "10"),
			at("S2", "2026-06-02", "17", "5")}, "statement_contradiction 2026-06-02"},
		"no balances, numbers follow": {[]reconcile.Statement{numbered(at("S1", "2026-06-01", "0", "10"), 7),
			numbered(at("S2", "2026-06-03", "0", "5"), 8)}, ""},
		"no balances, a number is missing": {[]reconcile.Statement{numbered(at("S1", "2026-06-01", "0", "10"), 7),
			numbered(at("S2", "2026-06-03", "0", "5"), 9)}, "statement_gap 2026-06-02"},
		"no balances, out of rhythm": {[]reconcile.Statement{bare(at("S1", "2026-06-01", "0", "1")),
			bare(at("S2", "2026-06-02", "0", "2")), bare(at("S3", "2026-06-03", "0", "3")),
			bare(at("S4", "2026-06-04", "0", "4")), bare(at("S5", "2026-06-25", "0", "5"))},
			"statement_gap 2026-06-05"},
		"over one without balances, whole": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "100"),
			bare(at("S2", "2026-06-02", "0", "20")), at("S3", "2026-06-03", "120", "5")}, ""},
		"over one without balances, missing": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "100"),
			bare(at("S2", "2026-06-03", "0", "20")), at("S3", "2026-06-04", "150", "5")},
			"statement_gap 2026-06-02 30.00"},
		"over one without balances, no room": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "100"),
			bare(at("S2", "2026-06-02", "0", "20")), at("S3", "2026-06-03", "150", "5")},
			"statement_contradiction 2026-06-03 30.00"},
		"over two without balances": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "100"),
			bare(at("S2", "2026-06-02", "0", "20")), bare(at("S3", "2026-06-04", "0", "-5")),
			at("S4", "2026-06-05", "114", "5")}, "statement_gap 2026-06-03 -1.00"},
		"a number is missing and a balance says no": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "100"),
			numbered(at("S2", "2026-06-03", "0", "20"), 7), numbered(at("S3", "2026-06-05", "0", "1"), 9),
			at("S4", "2026-06-08", "121", "5")}, "statement_skipped 2026-06-04"},
		"a number is missing and the balances agree": {[]reconcile.Statement{
			number(at("S1", "2026-06-01", "0", "10"), 5), number(at("S2", "2026-06-03", "10", "5"), 7)},
			"statement_skipped 2026-06-02 0.00"},
		"a month is missing and the balances agree": {[]reconcile.Statement{at("S1", "2026-01-31", "0", "1"),
			at("S2", "2026-02-28", "1", "1"), at("S3", "2026-03-31", "2", "1"), at("S4", "2026-04-30", "3", "1"),
			at("S5", "2026-06-30", "4", "1")}, "statement_skipped 2026-05-01 0.00"},
		"a week is missing and the balances agree": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "1"),
			at("S2", "2026-06-02", "1", "1"), at("S3", "2026-06-03", "2", "1"), at("S4", "2026-06-04", "3", "1"),
			at("S5", "2026-06-12", "4", "1")}, "statement_skipped 2026-06-05 0.00"},
		"a number a day": {[]reconcile.Statement{number(at("S1", "2026-06-04", "0", "10"), 155),
			number(at("S2", "2026-06-05", "10", "5"), 156), number(at("S3", "2026-06-08", "15", "5"), 159)}, ""},
		"a number is missing and a balance says what": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "100"),
			numbered(at("S2", "2026-06-02", "0", "20"), 7), numbered(at("S3", "2026-06-05", "0", "1"), 9),
			at("S4", "2026-06-08", "131", "5")}, "statement_gap 2026-06-03 10.00"},
		"a bare one inside a month": {[]reconcile.Statement{
			statement("M", "0", line("2026-06-01", "1", "A", "x"), line("2026-06-30", "9", "B", "x")),
			bare(statement("I", "0", line("2026-06-01", "1", "A", "x"))), at("N", "2026-07-01", "12", "1")},
			"statement_contradiction 2026-07-01 2.00"},
		"only a closing balance": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "10"),
			closed(at("S2", "2026-06-03", "12", "5"))}, "statement_gap 2026-06-02 2.00"},
		"only a closing balance, whole": {[]reconcile.Statement{at("S1", "2026-06-01", "0", "10"),
			closed(at("S2", "2026-06-03", "10", "5"))}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			for i := len(c.list) - 1; i >= 0; i-- { // the order of arrival does not matter
				o.load(bankFile(c.list[i].Reference, c.list[i]))
			}
			got, sums := o.anomalies(), o.withAmounts()
			if got != c.want && sums != c.want {
				t.Errorf("anomalies %q, want %q", sums, c.want)
			}
		})
	}
}

// withAmounts prints the anomalies with their amounts.
func (o *office) withAmounts() string {
	o.t.Helper()
	var out []string
	err := o.Read(o.t.Context(), func(r reconcile.Reader) error {
		for a, err := range r.Anomalies(o.t.Context(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			_, key, _ := strings.Cut(a.Key, "|")
			out = append(out, string(a.Kind)+" "+key+" "+a.Amount.Decimal())
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return strings.Join(out, ", ")
}

// The card of an account may say its rhythm, before the account has one of its own, and later
// than the account is known.
func TestRhythmOfTheCard(t *testing.T) {
	for days, want := range map[int]string{0: "", 1: "statement_gap 2026-06-02", 7: "statement_gap 2026-06-02", 31: ""} {
		o := newOffice(t)
		for i, day := range []string{"2026-06-01", "2026-07-01"} {
			o.call.Cards = []reconcile.Account{{ID: "FR1420041010050500013M02606",
				Card: reconcile.AccountCard{Rhythm: days * i}}}
			s := statement(day, "0", line(day, "1", day, "x"))
			s.Opening, s.Closing = nil, nil
			o.load(bankFile(day, s))
		}
		if got := o.anomalies(); got != want {
			t.Errorf("a rhythm of %d days: %q, want %q", days, got, want)
		}
	}
}

// Files of one call are chained together, and a crash before that is made good by the same
// files or by the next run.
func TestChainAfterACrash(t *testing.T) {
	for name, next := range map[string]func(*office, ...reconcile.File){
		"the same files": func(o *office, files ...reconcile.File) { o.load(files...) },
		"a run":          func(o *office, _ ...reconcile.File) { o.run() },
	} {
		o := newOffice(t)
		files := []reconcile.File{bankFile("1", statement("S1", "0", line("2026-06-01", "10", "A", "x"))),
			bankFile("3", statement("S3", "17", line("2026-06-03", "5", "C", "x")))}
		whole := o.Store
		o.Store = &cutAfter{Store: whole, left: len(files)}
		if _, err := o.Import(t.Context(), o.call, files); !errors.Is(err, errCut) || o.anomalies() != "" {
			t.Fatal(err)
		}
		o.Store = whole
		if next(o, files...); o.anomalies() != "statement_gap 2026-06-02" {
			t.Errorf("%s: %q", name, o.anomalies())
		}
	}
}

// The missing statement resolves its own anomaly.
func TestGapIsFilled(t *testing.T) {
	o := newOffice(t)
	o.load(bankFile("1", statement("S1", "0", line("2026-06-01", "10", "A", "x"))),
		bankFile("3", statement("S3", "17", line("2026-06-03", "5", "C", "x"))))
	if got := o.anomalies(); got != "statement_gap 2026-06-02" {
		t.Errorf("anomalies %q", got)
	}
	o.load(bankFile("2", statement("S2", "10", line("2026-06-02", "7", "B", "x"))))
	if got := o.anomalies(); got != "" {
		t.Errorf("anomalies %q", got)
	}
}

// A statement that does not prove enters only by an override with a reason, which is
// recorded; what speaks against it stays visible.
func TestOverride(t *testing.T) {
	o := newOffice(t)
	wrong := statement("W1", "50.00", line("2026-06-04", "7.00", "R2", "X"))
	wrong.Closing.Amount = eur("99.00")
	f := bankFile("wrong", wrong)
	if got := outcomes(o.load(f)); got != "held" || o.entries() != 0 {
		t.Fatalf("outcome %s", got)
	}
	o.call.Override, o.call.Reason = true, ""
	if _, err := o.Import(t.Context(), o.call, []reconcile.File{f}); !errors.Is(err, reconcile.ErrNoReason) {
		t.Errorf("an override without a reason: %v", err)
	}
	o.call.Reason = "the bank confirmed by telephone"
	if got := outcomes(o.load(f)); got != "read" || o.entries() != 1 {
		t.Errorf("outcome %s, %d entries", got, o.entries())
	}
	if got := o.anomalies(); got != "statement_unbalanced W1" {
		t.Errorf("anomalies %q", got)
	}
	if got := outcomes(o.load(f)); got != "known" {
		t.Errorf("again: %s", got)
	}
	r, err := o.Verify(t.Context(), o.call.Company)
	if err != nil || len(r.Broken) != 0 {
		t.Errorf("verify: %v %v", r.Broken, err)
	}
}

// The proof of statements says what is so now, and not what was so when a file last came: a card that
// says another rhythm since lets a statement be missing.
func TestProofOfStatementsIsOfNow(t *testing.T) {
	o := newOffice(t)
	const account = "FR1420041010050500013M02606"
	for _, day := range []string{"2026-06-01", "2026-06-29"} {
		s := statement(day, "0", line(day, "1", day, "x"))
		s.Opening, s.Closing = nil, nil
		o.load(bankFile(day, s))
	}
	findings := func() string {
		var out []string
		err := o.Read(t.Context(), func(r reconcile.Reader) error {
			list, err := receivables.Accounts(t.Context(), r, reconcile.Query{Company: o.call.Company, AsOf: o.call.AsOf})
			for _, f := range list[0].Findings {
				out = append(out, string(f.Kind)+" "+strings.TrimPrefix(f.Key, account+"|"))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(out, ", ")
	}
	o.expect("before", findings(), "")
	err := o.Store.Update(t.Context(), o.call.Company, func(w reconcile.Writer) error {
		list, err := w.Accounts(t.Context(), o.call.Company)
		if err == nil {
			list[0].Card.Rhythm = 7
			err = w.PutAccounts(t.Context(), list)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	o.expect("after", findings(), "statement_gap 2026-06-02")
}
