package reconcile

// HoldAtOnce makes the runs of a service hold fewer payments and decisions at once.
func (s *Service) HoldAtOnce(n int) { s.atOnce = n }

// ReadAll makes desks read the whole books for whatever is asked.
func (s *Service) ReadAll() { s.readAll = true }
