package matcher

import "github.com/rappro/rappro/reconcile"

// How sure it is that a debit speaks of another payment than an earlier credit: of one in a sum whose
// details are not known, as a rule.
const (
	hardly = iota
	likely
	certainly
)

// another says whether the debit quotes documents that the credit was not put on, carries an
// end-to-end id of its own beside that of the credit, is a payment of ours, or comes back by a way or
// so late as the credit cannot. One that is on account may have quoted any document.
func (b *takingBack) another(x *suspect) int {
	h, id := &b.s.earlier, b.p.Detail.EndToEndID
	switch theirs := h.text(x.past, pastEndToEnd); {
	case x.id:
		return hardly
	case b.said && (sentByUs(b.p) || otherWay(x.way(), wayOf(b.p.Code))):
		return likely
	case x.doc >= 0:
		return hardly
	case b.r.namesDocument() && len(h.on(x.past)) > 0:
		return certainly
	case !b.said: // who sends money back quotes what he likes
		return hardly
	case b.r.namesDocument(), plainID(id) && plainID(theirs), b.late(x):
		return likely
	}
	return hardly
}

// sameDays is how long the payer and the amount tell which payment comes back (DOMAIN 6.3): eight
// weeks, in which who pays may contest a direct debit.
const sameDays = 56

// late says whether a credit is so old that its payer and amount may be those of a later one that is
// not known. Only for want of a mandate may the bank take one back as late as [returnDays].
func (b *takingBack) late(x *suspect) bool {
	return x.date()+sameDays < b.p.BookingDate &&
		reconcile.ClassOfReturn(b.p.Detail.ReturnReason) != reconcile.ReturnMandate
}

// way is the way by which money comes, as the bank's code tells it, and by which it goes back.
type way uint32

const (
	anyWay way = iota // the code does not tell
	byTransfer
	byDirectDebit
	byCheque
	byBill
)

// wayOf reads the family of a code. A card's money comes by transfer as a rule, and tells nothing.
func wayOf(code string) way {
	switch family, _ := codeParts(code); family {
	case "RCDT", "ICDT", "RRCT", "IRCT":
		return byTransfer
	case "IDDT", "RDDT":
		return byDirectDebit
	case "RCHQ", "ICHQ":
		return byCheque
	case "DRFT":
		return byBill
	}
	return anyWay
}

// otherWay says whether what came by one way cannot go back by another: an unpaid cheque takes no
// transfer back.
func otherWay(came, back way) bool { return came != anyWay && back != anyWay && came != back }

// sentByUs says whether the bank's code tells of a transfer that we sent. What its text says of a
// return or a rejection is of goods or of something else between the two: it takes no payment back
// without being asked. Of direct debits no code tells it: exports have one for what was collected from
// us and for what bounced.
func sentByUs(p *reconcile.Payment) bool {
	family, _ := codeParts(p.Code)
	return family == "ICDT" && !returnCode(p) && p.Detail.ReturnReason == "" && !p.Reversal
}
