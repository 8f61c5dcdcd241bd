package reconcile

import (
	"context"
	"errors"
	"time"
)

// Service is the door: command line, job, screen and API call it and never the store. It
// holds no state of its own.
type Service struct {
	Store   Store
	Matcher Matcher
	// Examiner finds anomalies that are not stored; nil for none.
	Examiner Examiner
	Now      func() time.Time       // for recorded instants only, never for a rule
	Salt     func() ([]byte, error) // random bytes of a new company's audit salt
	Version  string                 // of the program, stored with runs
	// Progress is told how far long work is; nil when nobody watches.
	Progress func(Step)
	atOnce   int  // see [heldAtOnce], which tests lower
	readAll  bool // desks read the whole books for whatever is asked, as tests compare
}

// Step is one report of progress.
type Step struct {
	What  string // "import", "match"
	Done  int
	Total int // 0 when unknown
}

// Call is who asks, for which company and day, under which policy.
type Call struct {
	Actor   Actor
	Company string // code; DefaultCompany while there is one
	AsOf    Date   // figures use money effective by then; payments booked later wait
	Policy  Policy
	Limits  []Limit   // thresholds of the company's own, in order of their days
	Cards   []Account // account cards of the configuration
	DryRun  bool      // say what would happen and change nothing
	// Reason is -m, stored with every manual decision. What takes back, writes off or overrides does not go
	// without one: see [ErrNoReason].
	Reason string
	Key    string // --key, empty to derive one
	// Login says that the actor has proved who he is, so that his role counts: see [Role].
	Login bool
	// Second is who approved what takes four eyes, zero for nobody.
	Second Actor
	// Override enters statements that do not prove. It needs a Reason, which is recorded.
	Override bool
}

// ErrNoReason refuses what nobody understands later without a reason: an undo, a write-off, an
// override. A dry run needs none.
var ErrNoReason = errors.New("an undo, a write-off or an override needs a reason: give it with -m")

// explained says whether a call gives the reason that it needs.
func (c Call) explained() error {
	if c.Reason == "" {
		return ErrNoReason
	}
	return nil
}

// Read runs fn on one consistent snapshot of the store, for lists and reports.
func (s *Service) Read(ctx context.Context, fn func(Reader) error) error {
	return s.Store.View(ctx, fn)
}

func (s *Service) progress(what string, done, total int) {
	if s.Progress != nil {
		s.Progress(Step{What: what, Done: done, Total: total})
	}
}
