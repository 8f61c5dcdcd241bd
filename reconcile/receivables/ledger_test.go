package receivables

import (
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// desk writes a ledger by hand.
type desk struct {
	*testing.T
	l    *Ledger
	said *decided
	n    byte
}

func newDesk(t *testing.T, asOf string) *desk {
	return &desk{T: t, l: newLedger("x", day(t, asOf)), said: newDecided()}
}

// invoice adds a document; an empty due date is none.
func (d *desk) invoice(number, issued, due string, m reconcile.Money) {
	v := reconcile.Invoice{Number: number, Customer: "C", Type: reconcile.PlainInvoice, State: reconcile.StateOpen,
		IssueDate: day(d.T, issued), Amount: m}
	if m.Minor < 0 {
		v.Type = reconcile.CreditNote
	}
	if due != "" {
		v.DueDate = day(d.T, due)
	}
	d.enter(&v)
	d.settle()
}

// enter keeps a document in its place: stores give them in order of number.
func (d *desk) enter(v *reconcile.Invoice) {
	d.l.document(v)
	slices.SortFunc(d.l.documents, func(a, b document) int { return strings.Compare(a.number, b.number) })
}

// paid adds a live decision on a payment of a day.
func (d *desk) paid(when string, parts ...reconcile.Part) reconcile.ID {
	d.n++
	id := reconcile.EntryKey("x", reconcile.Entry{Account: "A", BookingDate: day(d.T, when)}, int(d.n))
	d.said.add(&reconcile.Decision{ID: reconcile.ID{d.n}, Kind: reconcile.Applied, Live: true, Payment: id,
		Effective: day(d.T, when), Parts: parts, Actor: reconcile.Actor{Kind: reconcile.Rule}})
	d.settle()
	return id
}

// settle puts what was said on the documents that are there.
func (d *desk) settle() {
	for i := range d.l.documents {
		v := &d.l.documents[i]
		v.closed, v.paid, v.retained, v.since = 0, 0, 0, 0
	}
	d.l.held, d.l.made, d.l.credits = d.said.held, d.said.made, d.said.credits
	d.l.move(d.said.moves)
}

// list gives the indicators of the last 90 days.
func (d *desk) list() []Indicator {
	o := d.l.owed()
	d.l.free = nil
	d.l.finish(o.sales)
	return d.l.Indicators(Rolling(d.l.asOf, 90))
}

// shows checks figures of the last 90 days in euro.
func (d *desk) shows(want map[Kind]string) {
	d.Helper()
	list := d.list()
	for k, v := range want {
		if got := Of(list, "EUR", k).Decimal(); got != v {
			d.Errorf("%s is %q, want %q", k, got, v)
		}
	}
}

// Without sales there is no DSO, with more owed to customers than by them it is 0: DOMAIN 1.1.
func TestNoSales(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-01-10", "2026-02-10", reconcile.EUR(1000))
	d.shows(map[Kind]string{DSOSimple: "", DSOBestPossible: "", DaysDelinquent: "", PaidDays: "", AutoCount: "",
		ContractDays: "", OverdueShare: "1.0000", Turnover: "0.00", MatchMedian: "", FalseMatch: ""})
	d.invoice("AV1", "2026-06-10", "", reconcile.EUR(-3000))
	d.shows(map[Kind]string{DSOSimple: "", Turnover: ""}) // sales below zero are no sales
	d.invoice("F2", "2026-06-11", "2026-07-11", reconcile.EUR(4000))
	d.paid("2026-06-20", reconcile.CashOn("F2", reconcile.EUR(4000)))
	d.shows(map[Kind]string{DSOSimple: "0.00", DaysDelinquent: "0.00"})
}

func TestNothing(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	if list := d.list(); len(list) != 0 || len(d.l.Expected()) != 0 ||
		len(d.l.Unapplied()) != 0 || len(d.l.Ageing()) != 0 {
		t.Errorf("nothing has figures: %v", list)
	}
}

// Currencies are apart, also those without decimals: DOMAIN 0.
func TestCurrenciesApart(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-06-01", "2026-07-01", reconcile.EUR(1000))
	d.paid("2026-06-20", reconcile.CashOn("F1", reconcile.EUR(500)))
	d.invoice("F2", "2026-06-01", "2026-07-01", reconcile.Money{Minor: 7000, Currency: "JPY"})
	list := d.list()
	if eur, jpy := Of(list, "EUR", DSOSimple), Of(list, "JPY", DSOSimple); eur.Decimal() != "45.00" ||
		jpy.Decimal() != "90.00" || jpy.Terms[0].Decimal("JPY") != "7000" || eur.Terms[0].Decimal("EUR") != "5.00" {
		t.Errorf("EUR %s %v, JPY %s %v", eur.Decimal(), eur.Terms, jpy.Decimal(), jpy.Terms)
	}
}

// Sales paid on the spot were never receivables; what is due at once and not paid is a sale.
func TestCashSales(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-06-01", "2026-06-01", reconcile.EUR(9000))
	d.paid("2026-06-01", reconcile.CashOn("F1", reconcile.EUR(9000)))
	d.shows(map[Kind]string{DSOSimple: ""})
	d.invoice("F2", "2026-06-01", "2026-06-01", reconcile.EUR(1000))
	d.paid("2026-06-02", reconcile.CashOn("F2", reconcile.EUR(1000)))
	d.invoice("F3", "2026-06-01", "2026-06-01", reconcile.EUR(1000))
	d.shows(map[Kind]string{DSOSimple: "45.00"})
}

// A partial payment leaves what is open in the numerator, and each part its own delay.
func TestPartials(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-05-01", "2026-05-31", reconcile.EUR(1000))
	d.paid("2026-05-11", reconcile.CashOn("F1", reconcile.EUR(600)))
	d.paid("2026-06-20", reconcile.CashOn("F1", reconcile.EUR(200)))
	d.shows(map[Kind]string{DSOSimple: "18.00", PaidDays: "20.00", LateSigned: "-10.00", LateOnly: "5.00",
		LateShare: "0.2500", FullyPaidDays: ""})
}

// What the bank takes back was no receipt: it goes out of the day on which it had come.
func TestTakenBack(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-05-01", "2026-05-31", reconcile.EUR(1000))
	d.invoice("F2", "2026-05-01", "2026-05-31", reconcile.EUR(1000))
	id := d.paid("2026-05-11", reconcile.CashOn("F1", reconcile.EUR(1000)), reconcile.Waiting("C", reconcile.EUR(50)))
	d.paid("2026-06-10", reconcile.CashOn("F2", reconcile.EUR(1000)))
	mark, _ := id.MarshalText()
	cash, rest := reconcile.CashOn("F1", reconcile.EUR(-1000)), reconcile.Waiting("C", reconcile.EUR(-50))
	cash.Reason, rest.Reason = "returns:"+string(mark), "returns:"+string(mark)
	if u := d.l.unapplied("EUR"); u.Identified.Count != 1 || u.Identified.Oldest != day(t, "2026-05-11") {
		t.Errorf("on account: %+v", u)
	}
	d.paid("2026-06-25", cash, rest)
	d.shows(map[Kind]string{PaidDays: "40.00", LateShare: "1.0000"})
	if u := d.l.unapplied("EUR"); u.Identified.Count != 0 {
		t.Errorf("on account after the return: %+v", u)
	}
}

// Documents without a due date are never late, and no terms were granted on them.
func TestNoDueDate(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2025-01-01", "", reconcile.EUR(1000))
	d.paid("2026-06-20", reconcile.CashOn("F1", reconcile.EUR(400)))
	d.shows(map[Kind]string{OverdueShare: "0.0000", OverdueDays: "", ContractDays: "", LateSigned: "", PaidDays: "535.00"})
	if e := d.l.Expected(); len(e) != 6 || e[5].Due != reconcile.EUR(600) {
		t.Errorf("expected %v", e)
	}
	if a := d.l.Ageing(); len(a) != 1 || a[0].NotDue != reconcile.EUR(600) || a[0].Three.NotDue != reconcile.EUR(600) {
		t.Errorf("ages %+v", a)
	}
}

// Valmeca on 31 October (PRACTICE 7, story 4): 210 000 are its own, of which a bill of 18 000, 80 000 are
// still ceded; sales of 92 days are 600 000.
func TestCeded(t *testing.T) {
	d := newDesk(t, "2026-10-31")
	for number, v := range map[string]struct {
		claim reconcile.Claim
		euros int64
	}{"F1": {"", 192_000}, "F2": {reconcile.ClaimBill, 18_000}, "F3": {reconcile.ClaimCeded, 50_000},
		"F4": {reconcile.ClaimDiscounted, 30_000}, "F5": {reconcile.ClaimCeded, 310_000}} {
		d.enter(&reconcile.Invoice{Number: number, Customer: "C", Type: reconcile.PlainInvoice, Claim: v.claim,
			State: reconcile.StateOpen, IssueDate: day(t, "2026-09-01"), DueDate: day(t, "2026-10-01"),
			Amount: reconcile.EUR(v.euros * 100)})
	}
	d.paid("2026-10-20", reconcile.CashOn("F5", reconcile.EUR(310_000_00)))
	d.list()
	list := d.l.Indicators(Window{From: day(t, "2026-08-01"), To: day(t, "2026-10-31")})
	for k, want := range map[Kind]string{DSOSimple: "44.47", DSOWithoutCeded: "32.20"} {
		if got := Of(list, "EUR", k).Decimal(); got != want {
			t.Errorf("%s is %s, want %s", k, got, want)
		}
	}
	a := d.l.Ageing()[0]
	want := ApartAges{reconcile.EUR(50_000_00), reconcile.EUR(30_000_00), reconcile.EUR(18_000_00), reconcile.EUR(0)}
	if a.Apart != want || a.To30 != reconcile.EUR(290_000_00) || a.Total != a.To30 {
		t.Errorf("the balance is %+v", a)
	}
}

// Only a person who refuses a match says that it was false: DOMAIN 1.14.
func TestFalseMatches(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	parts := []reconcile.Part{reconcile.CashOn("F1", reconcile.EUR(100)), reconcile.CashOn("F2", reconcile.EUR(100))}
	for n, c := range []struct {
		by      reconcile.ActorKind
		refuses bool
		want    string
	}{{reconcile.Job, true, "0.0000"}, {reconcile.Person, false, "0.0000"}, {reconcile.Person, true, "0.3333"}} {
		id := reconcile.ID{byte(100 + n)}
		payment := reconcile.EntryKey("x", reconcile.Entry{Account: "A", BookingDate: day(t, "2026-06-01")}, n+1)
		d.said.add(&reconcile.Decision{ID: id, Kind: reconcile.Applied, Payment: payment, Parts: parts,
			Actor: reconcile.Actor{Kind: reconcile.Rule}})
		u := reconcile.Decision{ID: reconcile.ID{byte(200 + n)}, Kind: reconcile.Undone, Payment: payment, Undoes: id,
			Actor: reconcile.Actor{Kind: c.by}}
		if c.refuses {
			u.Refuses = []reconcile.ID{{1}}
		}
		d.said.add(&u)
		d.settle()
		d.shows(map[Kind]string{FalseMatch: c.want})
	}
}

// Money on account is unapplied also where nothing else has its currency: it may have come on an
// account that does not count.
func TestOnAccountAlone(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.paid("2026-06-01", reconcile.Waiting("C", reconcile.EUR(500)))
	d.list()
	if u := d.l.Unapplied(); len(u) != 1 || u[0].Identified.Amount != reconcile.EUR(500) {
		t.Errorf("unapplied %+v", u)
	}
}

// Horizons add up to what is outstanding, and each day belongs to one: DOMAIN 1.12.
func TestHorizons(t *testing.T) {
	asOf := day(t, "2026-06-17") // a Wednesday
	for s, want := range map[string]Horizon{"2026-06-16": Overdue, "2026-06-17": ThisWeek, "2026-06-21": ThisWeek,
		"2026-06-22": NextWeek, "2026-06-28": NextWeek, "2026-06-29": ThisMonth, "2026-06-30": ThisMonth,
		"2026-07-01": NextMonth, "2026-07-31": NextMonth, "2026-08-01": Later} {
		if got := HorizonOf(day(t, s), asOf); got != want {
			t.Errorf("%s is %s, want %s", s, got, want)
		}
	}
	if HorizonOf(0, asOf) != Later {
		t.Error("no due date is expected soon")
	}
}

// Three invoices, 60 % of their amount more than 5 days late: DOMAIN 1.6.
func TestHabit(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-05-01", "2026-05-10", reconcile.EUR(400))
	d.paid("2026-05-12", reconcile.CashOn("F1", reconcile.EUR(400)))
	d.invoice("F2", "2026-05-01", "2026-05-10", reconcile.EUR(300))
	d.paid("2026-05-20", reconcile.CashOn("F2", reconcile.EUR(300)))
	late := func() bool { return d.l.habits()[customerKey{"C", "EUR"}].late() }
	if late() {
		t.Error("two invoices make a habit")
	}
	d.invoice("F3", "2026-06-01", "2026-06-10", reconcile.EUR(300))
	if !late() {
		t.Error("600 of 1000 late is no habit")
	}
	d.invoice("F4", "2026-06-01", "2026-06-25", reconcile.EUR(1)) // five days late
	if late() {
		t.Error("600 of 1001 late is a habit")
	}
}

func TestWindows(t *testing.T) {
	for asOf, want := range map[string]string{"2026-06-30": "month 2026-06-01 quarter 2026-04-01 year 2026-01-01 12m 2025-07-01",
		"2028-02-29": "month 2028-02-01 quarter 2028-01-01 year 2028-01-01 12m 2027-03-01",
		"2029-02-28": "month 2029-02-01 quarter 2029-01-01 year 2029-01-01 12m 2028-02-29",
		"2026-12-31": "month 2026-12-01 quarter 2026-10-01 year 2026-01-01 12m 2026-01-01"} {
		got := ""
		d := day(t, asOf)
		for _, w := range []Window{MonthTo(d), QuarterTo(d), YearTo(d), twelveMonths(d)} {
			got += w.Name + " " + w.From.String() + " "
			if w.To != d {
				t.Errorf("%s ends on %s", w.Name, w.To)
			}
		}
		if got != want+" " {
			t.Errorf("%s: %s, want %s", asOf, got, want)
		}
	}
	if w := Rolling(day(t, "2026-06-30"), 90); w.Days() != 90 || w.Noisy() || !Rolling(w.To, 29).Noisy() {
		t.Errorf("%v", w)
	}
}
