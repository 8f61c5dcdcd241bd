package reconcile

// farDays is ten years. A clock may be wrong, and days to come are told of by banks that book
// ahead; another calendar (2082 of the Nepalese, 2569 of the Thai) or another century (790101 of
// SWIFT's two digits) is decades away, and nobody means it.
const farDays = 3653

// against holds a statement that is contradicted by what it says itself, or by the calendar,
// unless a person overrides it.
func (in *importing) against(st *Statement) (held bool, err error) {
	reason, err := st.against()
	if reason != "" {
		if err == nil && in.overrides(st, reason) {
			return false, nil
		}
		return true, in.hold(st, heldBecause(reason))
	}
	if reason, err = in.pagesAgainst(*st); err != nil {
		return false, err
	} else if reason != "" {
		if in.overrides(st, reason) {
			return false, nil
		}
		return true, in.hold(st, reason+"; held: ask the bank which page is wrong, undo its import and "+
			"import the right one, then this one again, or enter this one too with --override and a reason")
	}
	if st.LastBooked <= in.c.AsOf+farDays {
		return false, nil
	}
	reason = st.named() + "a line is booked on " + st.LastBooked.String() + ", more than ten years from now"
	if in.overrides(st, reason) {
		return false, nil
	}
	return true, in.hold(st, reason+"; held: ask for a file with dates of our calendar and years of four "+
		"digits, or enter it with --override and a reason")
}
