package anomalies

import (
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// area are the countries of the European Economic Area, Switzerland and the United Kingdom.
const area = " AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK "

// payers examines who pays from which account, and how much.
func (b *books) payers() {
	users := map[string][]string{} // customers by the account that pays
	first := map[string]reconcile.Payment{}
	usual := map[string][]reconcile.Payment{}
	for _, p := range b.payments {
		iban, customer := reconcile.CompactAccount(p.Detail.Payer.IBAN), b.customerOf(p)
		if p.Amount.Minor <= 0 {
			continue
		}
		b.country(p, iban, customer)
		if customer == "" {
			continue
		}
		usual[customer+" "+string(p.Amount.Currency)] = append(usual[customer+" "+string(p.Amount.Currency)], p)
		b.otherName(p, iban, customer)
		if iban == "" {
			continue
		}
		if !slices.Contains(users[iban], customer) {
			users[iban] = append(users[iban], customer)
		}
		first[iban] = p
	}
	for _, iban := range slices.Sorted(maps.Keys(users)) {
		if p := first[iban]; len(users[iban]) > 1 {
			slices.Sort(users[iban])
			a := evidence("customers", strings.Join(users[iban], " "))
			a.Kind, a.Key, a.Account, a.BookingDate = IBANShared, iban, p.Account, p.BookingDate
			b.raise(a)
		}
	}
	for _, c := range slices.Sorted(maps.Keys(usual)) {
		b.unusual(usual[c])
	}
	b.roundTrips()
}

// country finds payers whose account is in a country that is neither near nor the customer's own.
func (b *books) country(p reconcile.Payment, iban, customer string) {
	if !reconcile.ValidIBAN(iban) || strings.Contains(area, " "+iban[:2]+" ") {
		return
	}
	for _, own := range b.customers[customer].IBANs {
		if strings.HasPrefix(reconcile.CompactAccount(own), iban[:2]) {
			return
		}
	}
	a := evidence("iban_country", iban[:2])
	a.Customer = customer
	b.onPayment(IBANCountryRisk, p, a)
}

// otherName finds a customer's own account under a name that has no word of his.
func (b *books) otherName(p reconcile.Payment, iban, customer string) {
	c := b.customers[customer]
	if iban == "" || p.Detail.Payer.Name == "" || c.Name == "" ||
		!slices.ContainsFunc(c.IBANs, func(own string) bool { return reconcile.CompactAccount(own) == iban }) {
		return
	}
	own := words(c.Name)
	named := words(p.Detail.Payer.Name)
	if len(own) == 0 || len(named) == 0 ||
		slices.ContainsFunc(named, func(w string) bool { return slices.ContainsFunc(own, alike(w)) }) {
		return
	}
	a := evidence("payer_name", p.Detail.Payer.Name)
	a.Customer = customer
	b.onPayment(NameIBANMismatch, p, a)
}

// words are the words of a name of three letters or more, without accents.
func words(name string) []string {
	name = strings.Map(func(r rune) rune {
		const from, to = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŠŽŁ", "AAAAAACEEEEIIIINOOOOOOUUUUYSZL"
		if i := slices.Index([]rune(from), r); i >= 0 {
			return rune(to[i])
		}
		return r
	}, strings.ToUpper(name))
	list := strings.FieldsFunc(name, func(r rune) bool { return (r < 'A' || r > 'Z') && r < 0x80 })
	return slices.DeleteFunc(list, func(w string) bool { return len(w) < 3 })
}

// alike says whether a word is another one, or begins it as banks cut names.
func alike(w string) func(string) bool {
	return func(o string) bool { return strings.HasPrefix(o, w) || strings.HasPrefix(w, o) }
}

// unusual finds amounts of a customer that lie far from what he usually pays: by the logarithm, more
// than 3.5 times as far from the median as half of the others, and twice as much or as little at
// least. Logarithms are compared by powers of whole numbers: no float touches an amount.
func (b *books) unusual(list []reconcile.Payment) {
	if int64(len(list)) < b.limits["unusual_payments"] {
		return
	}
	minor := make([]int64, len(list))
	for i, p := range list {
		minor[i] = p.Amount.Minor
	}
	slices.Sort(minor)
	middle := minor[len(minor)/2]
	away := make([]ratio, len(list))
	for i, m := range minor {
		away[i] = ratio{max(m, middle), min(m, middle)}
	}
	slices.SortFunc(away, ratio.compare)
	half := away[len(away)/2]
	for _, p := range list {
		r := ratio{max(p.Amount.Minor, middle), min(p.Amount.Minor, middle)}
		if r.compare(ratio{2, 1}) >= 0 && r.power(2).Cmp(half.power(7)) > 0 {
			b.onPayment(UnusualAmount, p, reconcile.Anomaly{Customer: b.customerOf(p)})
		}
	}
}

// ratio is a fraction of two amounts, at least 1.
type ratio struct{ over, under int64 }

func (r ratio) compare(o ratio) int { return r.power(1).Cmp(o.power(1)) }

func (r ratio) power(n int64) *big.Rat {
	raised := func(v int64) *big.Int { return new(big.Int).Exp(big.NewInt(v), big.NewInt(n), nil) }
	return new(big.Rat).SetFrac(raised(r.over), raised(r.under))
}

// roundTrips finds credits that go back where they came from within days, with no document.
func (b *books) roundTrips() {
	debits := map[string][]reconcile.Payment{}
	for _, p := range b.payments {
		if iban := reconcile.CompactAccount(p.Detail.Payer.IBAN); p.Amount.Minor < 0 && iban != "" &&
			!b.onDocuments(p) {
			debits[iban] = append(debits[iban], p)
		}
	}
	for _, p := range b.payments {
		iban := reconcile.CompactAccount(p.Detail.Payer.IBAN)
		if _, ours := b.accounts[iban]; ours || p.Amount.Minor <= 0 || b.onDocuments(p) {
			continue
		}
		share := b.limits["round_trip_share"]
		if slices.ContainsFunc(debits[iban], func(d reconcile.Payment) bool {
			off := p.Amount.Minor + d.Amount.Minor
			return d.Amount.Currency == p.Amount.Currency && d.BookingDate >= p.BookingDate &&
				d.BookingDate-p.BookingDate <= b.limits.days("round_trip_days") &&
				max(off, -off) <= p.Amount.Minor/10000*share+p.Amount.Minor%10000*share/10000
		}) {
			b.onPayment(RoundTrip, p, reconcile.Anomaly{})
		}
	}
}

// onDocuments says whether something of a payment lies on a document.
func (b *books) onDocuments(p reconcile.Payment) bool {
	for _, d := range b.live[p.ID] {
		if slices.ContainsFunc(d.Parts, func(part reconcile.Part) bool { return part.Kind.OnInvoice() }) {
			return true
		}
	}
	return false
}
