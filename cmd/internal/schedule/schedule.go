// Package schedule runs something at times of the day, inside a program that goes on: what cron or a
// systemd timer does for a program that ends. It knows nothing of what it runs.
//
// The times are those of a zone, so that half past six is when people begin to work, in winter
// and in summer. A time that a night of changed clocks leaves out is kept an hour later, one that
// comes twice is kept once: every day has as many runs as it has times, and more where one fails.
package schedule

import (
	"context"
	"fmt"
	"time"
)

// At is a time of the day.
type At struct{ Hour, Minute int }

// Parse reads a time such as 06:30.
func Parse(s string) (At, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return At{}, fmt.Errorf("%q is no time of the day: write one such as 06:30", s)
	}
	return At{t.Hour(), t.Minute()}, nil
}

// String is the time as it is written.
func (a At) String() string { return fmt.Sprintf("%02d:%02d", a.Hour, a.Minute) }

// on is the instant of a time on a civil day.
func (a At) on(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), a.Hour, a.Minute, 0, 0, day.Location())
}

// Next is the first instant after another one that is one of the times in a zone. There has
// to be a time.
func Next(after time.Time, at []At, zone *time.Location) time.Time {
	today := after.In(zone)
	noon := time.Date(today.Year(), today.Month(), today.Day(), 12, 0, 0, 0, zone) // no clock changes then
	var next time.Time
	for _, a := range at {
		for days := 0; ; days++ {
			if t := a.on(noon.AddDate(0, 0, days)); t.After(after) {
				if next.IsZero() || t.Before(next) {
					next = t
				}
				break
			}
		}
	}
	return next
}

// look is how often the clock is looked at. A machine that slept, or whose clock was set, is late
// by no more than this: a timer counts the time that the machine is awake.
const look = 30 * time.Second

// longest is how far away the next time is at most: a day, of 25 hours where clocks are set back, and
// as much again by which somebody may have set the clock back, who does not want the same time twice.
const longest = 2 * 25 * time.Hour

// Schedule says what is done, and when.
type Schedule struct {
	At   []At // at least one
	Zone *time.Location
	Now  func() time.Time
	// Do is done to its end before anything else is. Its error has it tried again before the next of
	// the times.
	Do func(context.Context) error
	// Failed hears of such an error, and when the next try is.
	Failed func(err error, next time.Time)
}

// Run does it at once, because the program may have been down at the hour, and then at each of the
// times, until the context ends. What takes longer than to the next time leaves that one
// out. What fails is tried again, later each time ([Pause]), or at the next of the times if that is
// earlier. A clock that was wrong by days when the program began (a machine that is started asks
// for the time later) keeps nothing waiting for them.
func (s Schedule) Run(ctx context.Context) {
	failures := 0
	for due := s.Now(); ; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(min(look, max(0, due.Sub(s.Now())))):
		}
		if t := s.Now(); due.Sub(t) > longest {
			due = Next(t, s.At, s.Zone)
		} else if ctx.Err() == nil && !t.Before(due) {
			err := s.Do(ctx)
			last := due
			if t = s.Now(); t.After(last) {
				last = t
			}
			due = Next(last, s.At, s.Zone)
			if err == nil || ctx.Err() != nil {
				failures = 0
				continue
			}
			failures++
			if again := last.Add(Pause(failures)); again.Before(due) {
				due = again
			}
			s.Failed(err, due)
		}
	}
}

// Pause is how long what failed so many times in a row waits: a minute, then twice as long each
// time, an hour at most. A database that is started again is missed for some minutes; one
// that is down for a night is not called upon all the time.
func Pause(failures int) time.Duration {
	return min(time.Hour, time.Minute<<(min(max(failures, 1), 7)-1))
}
