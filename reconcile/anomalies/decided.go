package anomalies

import (
	"cmp"
	"maps"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// decidedPayments examines what was decided on payments: charges kept on the way, small sums given
// up, money that stays on account, our own transfers that came back, customers whose payments keep
// coming back.
func (b *books) decidedPayments() {
	small := map[money]reconcile.Money{} // given up, by month
	back := map[string][]reconcile.Date{}
	account := map[holder]int64{}
	for _, p := range b.payments {
		for _, d := range b.live[p.ID] {
			for _, part := range d.Parts {
				if part.Kind == reconcile.OnAccount {
					account[holder{part.Customer, part.Moves.Currency}] += part.Moves.Minor
				}
			}
		}
	}
	for _, p := range b.payments {
		for _, d := range b.live[p.ID] {
			b.parts(p, d, small)
			if d.Rule == reconcile.RuleReturn && d.Customer != "" {
				back[d.Customer] = append(back[d.Customer], p.BookingDate)
			}
		}
		b.unapplied(p, account)
	}
	for _, d := range b.all {
		if d.Live && d.Payment.IsZero() {
			b.parts(reconcile.Payment{}, d, small)
		}
	}
	for _, m := range slices.SortedFunc(maps.Keys(small), money.compare) {
		if sum := small[m]; b.limits.reaches("write_off_month", sum) {
			day, _ := reconcile.ParseDate(m.month + "-01")
			b.raise(reconcile.Anomaly{Kind: WriteOffExcess, Key: m.month + " " + string(m.currency),
				BookingDate: day, Amount: sum})
		}
	}
	for _, c := range slices.Sorted(maps.Keys(back)) {
		days := slices.DeleteFunc(back[c], func(d reconcile.Date) bool {
			return d <= b.asOf-b.limits.days("returns_days")
		})
		if int64(len(days)) >= b.limits["returns_count"] {
			b.raise(reconcile.Anomaly{Kind: RepeatedReturns, Key: c, Customer: c, BookingDate: slices.Max(days)})
		}
	}
}

// money of a month in a currency.
type money struct {
	month    string
	currency reconcile.Currency
}

func (m money) compare(o money) int {
	return cmp.Or(cmp.Compare(m.month, o.month), cmp.Compare(m.currency, o.currency))
}

// holder is a customer's account in a currency.
type holder struct {
	customer string
	currency reconcile.Currency
}

// parts examines the parts of a live decision, on a payment or of a document alone.
func (b *books) parts(p reconcile.Payment, d reconcile.Decision, small map[money]reconcile.Money) {
	for _, part := range d.Parts {
		switch part.Kind {
		case reconcile.BankFee:
			if d.Automatic() && part.Closes.Minor > 0 && !p.ID.IsZero() {
				b.onPayment(FeeDeducted, p, reconcile.Anomaly{Invoice: part.Invoice, Customer: d.Customer})
			}
		case reconcile.Rounding, reconcile.WriteOff:
			m := money{d.Effective.Month(), part.Closes.Currency}
			size := max(part.Closes.Minor, -part.Closes.Minor)
			small[m] = reconcile.Money{Minor: small[m].Minor + size, Currency: m.currency}
			if v, ok := b.invoice(part.Invoice); ok && part.Kind == reconcile.WriteOff &&
				b.limits.reaches("write_off_each", reconcile.Money{Minor: size - 1, Currency: m.currency}) {
				b.onInvoice(WriteOffExcess, v, d.Effective, part.Closes)
			}
		case reconcile.NotForInvoices:
			if part.Reason == "returned_transfer" && p.Amount.Minor > 0 {
				b.onPayment(OwnTransferReturned, p, reconcile.Anomaly{})
			}
		}
	}
}

// unapplied finds money that has lain on a customer's account for long, as far as his account holds
// that much in all: what went back or was used since does not lie there.
func (b *books) unapplied(p reconcile.Payment, account map[holder]int64) {
	if p.Amount.Minor <= 0 || b.asOf-p.BookingDate <= b.limits.days("unapplied_days") {
		return
	}
	lies := reconcile.Money{Currency: p.Amount.Currency}
	customer := ""
	for _, d := range b.live[p.ID] {
		for _, part := range d.Parts {
			if part.Kind == reconcile.OnAccount {
				lies.Minor += part.Moves.Minor
				customer = part.Customer
			}
		}
	}
	h := holder{customer, lies.Currency}
	lies.Minor = min(lies.Minor, account[h])
	if lies.Minor > 0 && b.limits.reaches("unapplied_amount", lies) {
		account[h] -= lies.Minor
		a := reconcile.Anomaly{Kind: UnappliedCreditOld, Key: p.ID.String(), Account: p.Account,
			BookingDate: p.BookingDate, Amount: lies, Customer: customer, Payment: p.ID}
		b.raise(a)
	}
}

// transfers finds the legs of transfers between two accounts of ours whose other leg is not there
// though the statements of the other account tell of those days.
func (b *books) transfers() {
	type sum struct {
		account string
		money   reconcile.Money
	}
	legs := map[sum][]reconcile.Date{}
	for _, p := range b.payments {
		k := sum{p.Account, p.Amount}
		legs[k] = append(legs[k], p.BookingDate)
	}
	told := map[string]reconcile.Date{} // the last day that an account's statements tell of
	for _, s := range b.statements {
		if s.State == reconcile.StatementEntered {
			told[s.Account] = max(told[s.Account], s.To)
		}
	}
	near := b.limits["transfer_pair_days"]
	for _, p := range b.payments {
		if !b.ownTransfer(p) {
			continue
		}
		other := reconcile.CompactAccount(p.Detail.Payer.IBAN)
		if _, ours := b.accounts[other]; !ours || other == p.Account ||
			bankDays(p.BookingDate, told[other]) <= b.limits["transfer_days"] {
			continue
		}
		if !slices.ContainsFunc(legs[sum{other, p.Amount.Neg()}], func(d reconcile.Date) bool {
			return bankDays(min(d, p.BookingDate), max(d, p.BookingDate)) <= near
		}) {
			b.onPayment(TransferSingleLeg, p, reconcile.Anomaly{})
		}
	}
}

func (b *books) ownTransfer(p reconcile.Payment) bool {
	for _, d := range b.live[p.ID] {
		for _, part := range d.Parts {
			if part.Kind == reconcile.OwnTransfer {
				return true
			}
		}
	}
	return false
}
