package matcher

import "slices"

// The weights of evidence, in hundredths of a bit: how much likelier the evidence is when
// the proposal is right than when it is not. doc.go says where they come from.
const (
	otherAmounts  = 300 // amounts that money for others may have, however few documents are open
	weightNothing = 800 // prior of "none of our documents" against any one proposal
	weightRefund  = 700 // words of money back or of no sale
	weightStrange = -150
	weightUnheard = -400 // a stranger quotes a number and pays another amount
	weightOther   = -450 // the payer is plainly another customer
	weightDate    = 450  // the issue date is quoted
	weightMonth   = 900  // of a payer's equal documents one is of the month that the text names
	weightProject = 900  // an order number that no other document has is quoted
	weightSum     = 650  // a unique sum of open documents
	weightBalance = 850  // everything that is open, to the cent
	weightHabit   = 1050
	weightRule    = 1300 // a rule of the company: what its own file says of an account, and more
)

// quoteWeight is what a quotation tells.
func quoteWeight(c *cite, letters bool) int {
	w := 0
	byDigits := 250 * c.digits
	switch c.level {
	case exactReference:
		w = 2000
	case exactFull:
		w = min(1700, byDigits)
		if letters {
			w = 1800
		}
	case exactVariant:
		w = min(1450, byDigits)
		if letters {
			w = 1450
		}
	case exactNoPrefix:
		w = min(1250, byDigits)
	case exactNoYear:
		w = min(1050, 400+byDigits)
	case exactTail:
		w = min(800, 350+130*c.digits)
	}
	if c.said && c.level >= exactNoPrefix {
		w += 200
	}
	if c.loose {
		w -= 350
	}
	if c.order {
		w -= 600
	}
	return w - rarity(len(c.docs), 1)
}

// fitWeight is what the agreement of the amounts tells.
func (w *work) fitWeight(s *settlement) int {
	base := 900
	if len(s.lines) == 1 {
		d := &w.view.book.docs[s.lines[0].doc]
		base = min(900, max(300, rarity(w.view.book.openCount+otherAmounts, int(d.same))))
	}
	switch s.fit {
	case fitExact, fitCharges:
		return base
	case fitDiscount:
		return base - 100
	case fitRounding:
		return base - 150
	case fitFee:
		return base/2 - 50
	case fitRetention:
		return base - 200
	case fitLate:
		return base - 200
	case fitPartial:
		return -200
	case fitOver:
		return -250
	}
	return -600
}

// score turns weights into probabilities: the share of each proposal among all of them and
// "nothing of ours", in ten-thousandths. They are written behind out.
func (p *powers) score(out, weights []int, nothing int) []int {
	top := nothing
	for _, w := range weights {
		top = max(top, w)
	}
	sum := p.of(nothing - top)
	for _, w := range weights {
		sum += p.of(w - top)
	}
	for _, w := range weights {
		out = append(out, int(p.of(w-top)*10000/sum))
	}
	return out
}

// powers are 2^(-i/100), times 2^40.
type powers [100]uint64

func newPowers() (p powers) {
	const step = 65083 // 2^(-1/100) · 2^16, rounded
	p[0] = 1 << 40
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * step >> 16
	}
	return p
}

// of is 2^(v/100) for v ≤ 0, times 2^40.
func (p *powers) of(v int) uint64 {
	if v <= -4000 {
		return 0
	}
	return p[-v%100] >> uint(-v/100)
}

func contains(list []int32, v int32) bool { return slices.Contains(list, v) }
