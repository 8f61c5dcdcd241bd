package matcher

// Again implements [reconcile.Session]. What the session knows otherwise comes from the ledger
// and from decisions alone: judging a day teaches it nothing.
func (s *session) Again() { clear(s.waiting) }
