package reconcile

// clerk uses the transaction of a run while the run goes on matching: it does one thing after
// the other, in the order given, so that what is read later shows what was written before. A run
// that is faster than the store waits for it.
// Between [clerk.later] and [clerk.wait] nobody else uses the transaction.
type clerk struct {
	jobs  chan func() error
	ended chan struct{}
	err   error // the first, once nothing is under way
}

func newClerk() *clerk {
	c := &clerk{jobs: make(chan func() error), ended: make(chan struct{})}
	go func() {
		defer close(c.ended)
		for job := range c.jobs {
			if err := job(); err != nil && c.err == nil {
				c.err = err
			}
		}
	}()
	return c
}

// later has something done. After an error nothing more is.
func (c *clerk) later(job func() error) {
	c.jobs <- func() error {
		if c.err != nil {
			return nil
		}
		return job()
	}
}

// wait until everything is done.
func (c *clerk) wait() error {
	done := make(chan struct{})
	c.jobs <- func() error {
		close(done)
		return nil
	}
	<-done
	return c.err
}

// end dismisses the clerk once everything is done. It can be called again.
func (c *clerk) end() error {
	if c.jobs != nil {
		close(c.jobs)
		c.jobs = nil
	}
	<-c.ended
	return c.err
}
