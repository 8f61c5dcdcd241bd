package mt940

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// compose makes the entry of a movement and its texts. It has one payment; a batch, by its
// business code, is a lump that waits for its details.
func (r *reader) compose(m movement, texts []field) (reconcile.Entry, error) {
	in, err := readInfo(texts)
	if err != nil {
		return reconcile.Entry{}, err
	}
	e := reconcile.Entry{Account: r.st.row.Account, BookingDate: m.booked, ValueDate: m.value,
		Amount: m.amount, Reference: m.bank, Reversal: m.reversal, Line: m.line,
		Code: isoCode(in.gvc, m.code, m.amount.Minor >= 0)}
	words := m.words(&in)
	e.Stable = stable(m.bank, append(in.text, in.posting))
	d := reconcile.Detail{Amount: m.amount, EndToEndID: in.endToEnd, MandateID: in.mandate,
		Payer: in.payer, Text: in.text, References: in.refs, ReturnReason: in.reason}
	in.sides(&d, e.Code)
	d.Exchange = in.exchange(d.Amount.Currency).OrNil()
	in.keepCustomer(&e)
	d.AdditionalText = strings.Join(in.extra, " ")
	e.Text = strings.Join(words, " ")
	if e.Lump = batch(in.gvc); e.Lump || silent(&d) {
		return e, nil
	}
	e.Details = []reconcile.Detail{d}
	return e, nil
}

// silent says whether nothing is said of the payment beyond the entry.
func silent(d *reconcile.Detail) bool {
	return d.EndToEndID == "" && d.MandateID == "" && len(d.Text) == 0 && len(d.References) == 0 &&
		d.Payer == (reconcile.Party{}) && d.UltimatePayer == nil &&
		d.ReturnReason == "" && d.AdditionalText == "" && d.Exchange == nil
}

// words are the bank's own words on the line: the operation, and what stands beside the
// references. An IBAN there is the other side's account, and words behind one its name.
func (m *movement) words(in *info) []string {
	words := []string{in.posting}
	if in.payer.Name == "" {
		in.payer.Name = m.name
	} else if m.name != "" {
		words = append(words, m.name)
	}
	own, more := m.own, m.more
	account := func(s string) bool {
		v := reconcile.CompactAccount(s)
		if !reconcile.ValidIBAN(v) || in.payer.IBAN != "" && in.payer.IBAN != v {
			return false
		}
		in.payer.IBAN = v
		return true
	}
	if m.name != "" && in.payer.IBAN == "" && digits(own) >= 5 {
		in.payer.IBAN, own = reconcile.CompactAccount(own), "" // number and name, as one
	}
	switch {
	case own != "" && account(own):
		own = ""
		if in.payer.Name == "" {
			in.payer.Name, more = more, ""
		}
	case more != "" && account(more):
		more = ""
	}
	if strings.HasPrefix(more, "/") && in.supplement(more) {
		more = ""
	}
	all := ""
	if more != "" || own != "" {
		all = reconcile.NormalText(strings.Join(append(in.text, in.posting, in.endToEnd), ""))
	}
	for _, s := range []string{more, own} {
		if s != "" && !strings.Contains(all, reconcile.NormalText(s)) {
			words = append(words, s)
		}
	}
	if words[0] == "" {
		words = words[1:]
	}
	return words
}

// supplement reads slash keywords of the supplementary details: the amount ordered, charges,
// the rate. It is false when there is none.
func (in *info) supplement(s string) bool {
	var other info
	if !other.slashes([]string{s}) {
		return false
	}
	for _, v := range [][2]*string{{&in.ordered, &other.ordered}, {&in.charges, &other.charges},
		{&in.rate, &other.rate}} {
		if *v[0] == "" {
			*v[0] = *v[1]
		}
	}
	return true
}

// sides says who the other side is. The payer of a credit and the payee of a debit stand in
// the same subfields; ultimate parties and identifiers have words of their own. A returned
// direct debit is a debit with our debtor.
func (in *info) sides(d *reconcile.Detail, code string) {
	debtor := d.Amount.Minor >= 0 || strings.HasPrefix(code, "PMNT-IDDT")
	name, id := in.ultPayee, in.creditor
	if debtor {
		name, id = in.ultDebtor, in.debtor
	}
	d.UltimatePayer = reconcile.Party{Name: name}.OrNil()
	if d.Payer.ID == "" {
		d.Payer.ID = id
	}
}

// exchange reads charges, the amount ordered and the rate on an account in c, where they are
// readable: a payer's slip must not keep a bank's statement away. An amount ordered in the
// account's currency says nothing new.
func (in *info) exchange(c reconcile.Currency) reconcile.Exchange {
	x := reconcile.Exchange{Rate: in.rate}
	if m, ok := written(in.charges, c); ok && m.Currency == c {
		x.Charges = m
	}
	if m, ok := written(in.ordered, c); ok && m.Currency != c {
		x.Instructed = m
	}
	return x
}

// keepCustomer keeps the reference of the order or batch: of a batch it is its name.
func (in *info) keepCustomer(e *reconcile.Entry) {
	switch {
	case in.customer == "":
	case batch(in.gvc):
		e.BatchRef = in.customer
	default:
		in.extra = append(in.extra, in.customer)
	}
}
