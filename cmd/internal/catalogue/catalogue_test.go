package catalogue

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
	"github.com/rappro/rappro/reconcile/receivables"
)

var verb = regexp.MustCompile(`%(\[\d+\])?[a-z%]`)

// Every key has both languages, with the same verbs and the same forms, and stands once.
func TestEveryTextInBothLanguages(t *testing.T) {
	for key, by := range parse(source) {
		for _, l := range Langs() {
			if by[l] == "" {
				t.Errorf("%s has no %s text", key, l)
			}
		}
		if len(by) != len(Langs()) {
			t.Errorf("%s has %d languages: %v", key, len(by), by)
		}
		en, fr := verb.FindAllString(by[English], -1), verb.FindAllString(by[French], -1)
		slices.Sort(en)
		slices.Sort(fr)
		if !slices.Equal(en, fr) {
			t.Errorf("%s: English has %v, French %v", key, en, fr)
		}
		if strings.Contains(by[English], "|") != strings.Contains(by[French], "|") {
			t.Errorf("%s: one language has two forms, the other one", key)
		}
	}
	seen := map[string]bool{}
	for _, line := range strings.Split(source, "\n") {
		if line != "" && !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "#") {
			if seen[line] {
				t.Errorf("%s stands twice", line)
			}
			seen[line] = true
		}
	}
}

// Every code of the domain has its words, so that no screen shows a code.
func TestEveryCodeHasWords(t *testing.T) {
	texts := New(French)
	need := func(key string) {
		if !texts.Has(key) {
			t.Errorf("%s is missing", key)
		}
	}
	for _, k := range reconcile.Kinds() {
		for _, part := range []string{".title", ".explain", ".next"} {
			need("anomaly." + string(k) + part)
		}
		need("severity." + string(k.Severity()))
	}
	for _, c := range reconcile.ReturnClasses() {
		if c != reconcile.ReturnUnknown {
			need("return." + string(c))
		}
	}
	for _, k := range reconcile.PartKinds() {
		need("part." + string(k))
	}
	for _, k := range reconcile.ReceiptKinds() {
		need("receipt." + k)
	}
	for _, s := range []reconcile.Status{reconcile.StatusCancelled, reconcile.StatusDraft,
		reconcile.StatusPaid, reconcile.StatusPartiallyPaid, reconcile.StatusOverdue, reconcile.StatusOpen} {
		need("status." + string(s))
	}
	for _, o := range []reconcile.Outcome{reconcile.OutcomeRead, reconcile.OutcomeHeld,
		reconcile.OutcomeKnown, reconcile.OutcomeRefused, reconcile.OutcomeAsked} {
		need("outcome." + string(o))
	}
}

func TestForms(t *testing.T) {
	fr, en := New(French), New(English)
	for _, c := range []struct{ got, want string }{
		{fr.Amount(reconcile.EUR(123456)), "1\u202f234,56\u00a0€"},
		{fr.Amount(reconcile.EUR(-5)), "-0,05\u00a0€"},
		{fr.Amount(reconcile.Money{Minor: 1234567, Currency: "JPY"}), "1\u202f234\u202f567\u00a0JPY"},
		{en.Amount(reconcile.EUR(123456)), "€1,234.56"},
		{en.Amount(reconcile.EUR(-100)), "-€1.00"},
		{en.Amount(reconcile.Money{Minor: 100000, Currency: "CHF"}), "CHF 1,000.00"},
		{fr.Date("2026-11-21"), "21/11/2026"},
		{en.Date("2026-11-21"), "2026-11-21"},
		{fr.Month("2026-11"), "11/2026"},
		{fr.Percent(9987), "99,87\u00a0%"},
		{en.Percent(10000), "100.00%"},
		{fr.Number(1234), "1\u202f234"},
		{fr.Code("status", "overdue"), "en retard"},
		{fr.Code("status", "new_code"), "new code"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestParseLang(t *testing.T) {
	for s, want := range map[string]Lang{"fr": French, "fr_FR.UTF-8": French, "FR-ca": French,
		"en_GB": English, "en": English} {
		if got, ok := ParseLang(s); got != want || !ok {
			t.Errorf("%s: %s %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "C.UTF-8", "de_DE"} {
		if got, ok := ParseLang(s); got != English || ok {
			t.Errorf("%s: %s %v", s, got, ok)
		}
	}
}

// Every indicator has a name and a formula, and every horizon, method and window a name.
func TestEveryIndicatorHasWords(t *testing.T) {
	texts := New(French)
	var keys []string
	for _, k := range receivables.Kinds() {
		keys = append(keys, "indicator."+string(k), "formula."+string(k))
	}
	for _, h := range receivables.Horizons() {
		keys = append(keys, "horizon."+string(h))
	}
	for _, m := range []receivables.Method{receivables.Transfer, receivables.InstantTransfer, receivables.DirectDebit,
		receivables.Card, receivables.Cheque, receivables.CashIn, receivables.Bill, receivables.OtherMethod} {
		keys = append(keys, "method."+string(m))
	}
	for _, w := range append(receivables.Windowed(20000), receivables.Window{Name: "period"}) {
		keys = append(keys, "window."+w.Name)
	}
	for _, key := range keys {
		if !texts.Has(key) {
			t.Errorf("%s is missing", key)
		}
	}
}

// Every kind of anomaly that is examined has its words, every family of several kinds a title, and
// so have visibilities and states.
func TestEveryAnomalyHasWords(t *testing.T) {
	texts := New(French)
	need := func(key string) {
		if !texts.Has(key) {
			t.Errorf("%s is missing", key)
		}
	}
	families := map[string]int{}
	for _, k := range anomalies.Catalogue() {
		for _, part := range []string{".title", ".explain", ".next"} {
			need("anomaly." + string(k.Kind) + part)
		}
		families[k.Family]++
	}
	for f, kinds := range families {
		if kinds > 1 {
			need("family." + f)
		}
	}
	for _, v := range anomalies.Visibilities() {
		need("visibility." + string(v))
	}
	for _, s := range reconcile.AnomalyStates() {
		need("state." + string(s))
	}
}
