package reconcile

import (
	"fmt"
	"slices"
	"strings"
)

// One payout, slip or collection is one entry of the bank. A report of it may be cut or be one page
// of two, and still sum to the entry of another by chance. So what is sold is the money of one entry:
// of several reports of one payout one is used, and one that is in doubt only where the bank names
// the payout.

// sameSales says whether two batches tell of one payout, slip or collection: they have its number
// and a sale in common, or are of one payout and day. A number alone is no proof: slips are counted
// anew each year, and some payouts carry the same words each time.
func (b Batch) sameSales(o Batch) bool {
	kind, _ := b.kindOf()
	if b.ID == o.ID || b.Group == "" || b.Group != o.Group || b.Source != o.Source || b.fromBank() ||
		b.Source == RejectsSource || b.Amount.Currency != o.Amount.Currency ||
		b.Account != o.Account && b.Account != "" && o.Account != "" ||
		b.Message != o.Message && b.Message != "" && o.Message != "" {
		return false
	}
	apart := b.Date - o.Date
	switch {
	case kind == kindPayout && apart == 0:
		return true
	case kind != kindPayout && (apart < -BatchDays || BatchDays < apart):
		return false
	}
	own := map[string]bool{}
	for _, d := range b.Details {
		own[b.sale(d)] = apart == 0 || d.EndToEndID != ""
	}
	return slices.ContainsFunc(o.Details, func(d Detail) bool { return own[o.sale(d)] })
}

// sale tells a detail from the others of its payout: a provider's own id, and whether the money came
// or went back. What is paid in by hand is numbered by anybody.
func (b Batch) sale(d Detail) string {
	if kind, _ := b.kindOf(); kind == kindPayout && d.EndToEndID != "" {
		return fmt.Sprint(d.EndToEndID, d.Amount.Minor < 0)
	}
	return strings.Join([]string{d.EndToEndID, d.Amount.String(), NormalText(d.Payer.Name),
		NormalText(strings.Join(d.Text, " "))}, "\x00")
}

// within says whether another batch tells of every sale of this one.
func (b Batch) within(o Batch) bool {
	left := map[string]int{}
	for _, d := range o.Details {
		left[o.sale(d)]++
	}
	return !slices.ContainsFunc(b.Details, func(d Detail) bool {
		left[b.sale(d)]--
		return left[b.sale(d)] < 0
	})
}

// once says whether a batch is the one of its payout that is used: none of it is at a better fit,
// and of those that fit as well it tells of all sales.
func (b Batch) once(batches []Batch, done, now map[ID]Payment) bool {
	return !slices.ContainsFunc(batches, func(o Batch) bool {
		_, before := done[o.ID]
		_, beside := now[o.ID]
		if !before && !beside || !b.sameSales(o) {
			return false
		}
		return before || !o.within(b) || b.within(o) && string(o.ID[:]) < string(b.ID[:])
	})
}

// least says how well a batch that waits has to fit, where its kind is not enough.
func (a *attaching) least(forms []Batch) map[ID]int {
	out := map[ID]int{}
	for _, b := range forms {
		switch {
		case a.used(b) >= 0:
			out[b.ID] = fitsNever
		case a.doubted(b):
			out[b.ID] = fitsGroup
		}
	}
	return out
}

// used finds the other report of a batch's payout that details an entry, -1 for none.
func (a *attaching) used(b Batch) int {
	return a.other(b, func(o Batch) bool { return !o.Entry.IsZero() })
}

// doubted says whether a batch is details of the entry that names it, or of none: the bank names it
// on an entry, or another report of its payout tells of sales that it lacks.
func (a *attaching) doubted(b Batch) bool {
	if _, ok := a.called[b.ID]; ok {
		return true
	}
	return a.fuller(b) >= 0
}

// fuller finds another report of a batch's payout that has all its sales and more, -1 for none. One
// that says otherwise of a sale is another matter: the sum of the entry tells which of them is right.
func (a *attaching) fuller(b Batch) int {
	return a.other(b, func(o Batch) bool { return o.Amount != b.Amount && b.within(o) && !o.within(b) })
}

// other finds another report of a batch's payout, -1 for none.
func (a *attaching) other(b Batch, is func(Batch) bool) int {
	if b.Group == "" {
		return -1
	}
	for _, i := range a.of[b.Group] {
		if o := a.batches[i]; b.sameSales(o) && is(o) {
			return i
		}
	}
	return -1
}

// callee is a batch that an entry may name.
type callee struct {
	batch Batch
	group string // as it would stand in a compact text, without zeros before a number
}

// callable lists the batches that entries may name, by the days of such entries.
func (a *attaching) callable() map[Date][]callee {
	out := map[Date][]callee{}
	for _, b := range a.batches {
		c := callee{b, strings.TrimLeft(CompactReference(b.Group), "0")}
		if c.group == "" || b.Date == 0 || b.fromBank() {
			continue
		}
		for day := b.Date - BatchDays; day <= b.Date+BatchDays; day++ {
			out[day] = append(out[day], c)
		}
	}
	return out
}

// call notes which batches the entry of a payment names, whatever its sum. Of an entry with details
// only its own words count.
func (a *attaching) call(calls map[Date][]callee, p Payment) {
	if len(calls[p.BookingDate]) == 0 {
		return
	}
	if p.ID != p.Entry {
		p.Detail = Detail{}
	}
	text := CompactReference(batchWords(p))
	for _, c := range calls[p.BookingDate] {
		b := c.batch
		if p.Entry == b.Entry || p.Amount.Currency != b.Amount.Currency || b.Account != "" && b.Account != p.Account ||
			(p.Amount.Minor < 0) != (b.Amount.Minor < 0) || !strings.Contains(text, c.group) {
			continue
		}
		// A slip is numbered by anybody, with numbers that invoices have too, and that stand within the
		// bank's own reference.
		kind, _ := b.kindOf()
		words := p
		if kind != kindPayout {
			words.Reference = ""
		}
		if own, _ := b.names(words); own && (kind == kindPayout || b.akin(p)) {
			a.called[b.ID] = p
		}
	}
}

// doubt says why a batch waits that is of one payout with another, or that an entry of another sum
// names. It is empty for others.
func (a *attaching) doubt(b Batch) string {
	if i := a.used(b); i >= 0 {
		return fmt.Sprintf("the details %s are not used: another report of it, import %s, details an "+
			"entry; undo that import if it was incomplete", b.Group, a.batches[i].Import)
	}
	if p, ok := a.called[b.ID]; ok && p.Amount != b.Amount {
		return fmt.Sprintf("the details %s sum to %s, and the entry of %s that names it is %s: get a "+
			"complete report", b.Group, b.Amount, p.BookingDate, p.Amount)
	}
	if i := a.fuller(b); i >= 0 {
		return fmt.Sprintf("the details %s are not used: import %s tells of more of it", b.Group,
			a.batches[i].Import)
	}
	return ""
}
