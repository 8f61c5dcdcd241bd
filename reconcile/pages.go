package reconcile

import (
	"fmt"
	"strconv"
)

// Pages says which pages of a statement a file has, where the bank sends a long statement in
// parts and counts them (camt StmtPgntn, the number behind the slash of MT940 :28C:). It is zero
// for a statement that is whole.
type Pages struct {
	First, Last int  // from 1
	More        bool // the bank says that another page follows
}

// String is the page or the pages, "" for a whole statement.
func (p Pages) String() string {
	switch {
	case p.First == 0:
		return ""
	case p.First == p.Last:
		return strconv.Itoa(p.First)
	}
	return strconv.Itoa(p.First) + "-" + strconv.Itoa(p.Last)
}

// samePaged says whether two statements that tell of a same day have one number or one name of
// the bank's: they may be pages of one statement, or a page and the whole.
func samePaged(a, b Statement) bool {
	if a.Account != b.Account || a.From > b.To || b.From > a.To ||
		a.Sequence > 0 && b.Sequence > 0 && a.Sequence != b.Sequence {
		return false
	}
	return a.Sequence > 0 && a.Sequence == b.Sequence || a.Reference != "" && a.Reference == b.Reference
}

// otherPage says whether two statements are different pages of one: by the bank's own count
// they hold different money, whatever their lines and balances look like.
func otherPage(a, b Statement) bool {
	return a.Pages.First > 0 && b.Pages.First > 0 && samePaged(a, b) &&
		(a.Pages.Last < b.Pages.First || b.Pages.Last < a.Pages.First)
}

// nextPage says whether b is the page behind a, and begins with the balance that a ends with
// where both say one.
func nextPage(a, b Statement) bool {
	return b.Pages.First == a.Pages.Last+1 &&
		(a.Closing == nil || b.Opening == nil || a.Closing.Amount == b.Opening.Amount)
}

// pageOfWhole says whether one of two is a page of what the other has whole: that repeats it and
// never continues it.
func pageOfWhole(a, b Statement) bool {
	return (a.Pages.First > 0) != (b.Pages.First > 0) && samePaged(a, b)
}

// between names the pages that lie between two of a statement.
func (g gap) between() string {
	missing := Pages{First: g.last.Pages.Last + 1, Last: g.next.Pages.First - 1}
	if missing.Last < missing.First { // none does, and the balances do not meet
		missing = g.next.Pages
	}
	return fmt.Sprintf("%s page %s", statementName(g.next), missing)
}

// pagesContradict says whether no page lies between two whose balances do not meet. Where both begin
// with one balance it is that of the whole statement.
func (g gap) pagesContradict() bool {
	a, b := g.last, g.next
	return b.Pages.First == a.Pages.Last+1 &&
		(a.Opening == nil || b.Opening == nil || a.Opening.Amount != b.Opening.Amount)
}
