package schedule

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestParse(t *testing.T) {
	for _, s := range []string{"06:30", "00:00", "23:59"} {
		if a, err := Parse(s); err != nil || a.String() != s {
			t.Errorf("%s: %v %v", s, a, err)
		}
	}
	for _, s := range []string{"", "6h30", "24:00", "06:60", "06:30:10", "-1:00"} {
		if a, err := Parse(s); err == nil {
			t.Errorf("%q is %s", s, a)
		}
	}
}

// Every civil day of a year has one instant of each time, in every zone, those too in which a time
// of a night does not exist or comes twice.
func TestEveryDayHasEachTime(t *testing.T) {
	at := []At{{0, 0}, {2, 30}, {6, 30}, {23, 59}}
	for _, name := range []string{"Europe/Paris", "America/New_York", "Pacific/Auckland", "UTC", "Africa/Cairo"} {
		z := zone(t, name)
		seen := map[string]int{}
		now := time.Date(2025, 12, 31, 23, 59, 30, 0, z)
		end := time.Date(2027, 1, 1, 0, 0, 0, 0, z)
		for n := 0; ; n++ {
			next := Next(now, at, z)
			if !next.After(now) {
				t.Fatalf("%s: after %s comes %s", name, now, next)
			}
			if !next.Before(end) {
				if n != 365*len(at) {
					t.Errorf("%s: %d times in a year", name, n)
				}
				break
			}
			seen[next.Format(time.DateOnly)]++
			now = next
		}
		for day, n := range seen {
			if n != len(at) {
				t.Errorf("%s: %s has %d times", name, day, n)
			}
		}
	}
}

// Run keeps the hours of the zone over the change of clocks, and leaves out what it is late for.
func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		z := zone(t, "Europe/Paris")
		from := time.Date(2026, 3, 28, 20, 0, 0, 0, z) // the clocks change in this night
		start := time.Now()
		now := func() time.Time { return from.Add(time.Since(start)) }
		ctx, stop := context.WithCancel(t.Context())
		var got []string
		done := make(chan struct{})
		go func() {
			defer close(done)
			Schedule{At: []At{{6, 30}, {7, 0}}, Zone: z, Now: now, Do: func(context.Context) error {
				got = append(got, now().In(z).Format("02 15:04"))
				if len(got) == 2 {
					time.Sleep(time.Hour) // and 07:00 is over
				}
				return nil
			}}.Run(ctx)
		}()
		time.Sleep(2*24*time.Hour - time.Hour)
		stop()
		<-done
		want := []string{"28 20:00", "29 06:30", "30 06:30", "30 07:00"}
		if len(got) != len(want) {
			t.Fatalf("%v, want %v", got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%v, want %v", got, want)
			}
		}
	})
}

// What fails is tried again, later each time, and at its own time if that is earlier; once it is done, the next
// failure begins with a short pause.
func TestRunAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		from, start := time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC), time.Now()
		now := func() time.Time { return from.Add(time.Since(start)) }
		away := errors.New("the database is away")
		var got, said []string
		s := Schedule{At: []At{{6, 30}}, Zone: time.UTC, Now: now, Do: func(context.Context) error {
			got = append(got, now().Format("02 15:04"))
			if len(got) == 10 || len(got) == 12 {
				return nil
			}
			return away
		}, Failed: func(err error, next time.Time) {
			if !errors.Is(err, away) {
				t.Error(err)
			}
			said = append(said, next.Format("02 15:04"))
		}}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); s.Run(ctx) }()
		time.Sleep(48 * time.Hour)
		stop()
		<-done
		want := []string{"01 03:00", "01 03:01", "01 03:03", "01 03:07", "01 03:15", "01 03:31", "01 04:03", "01 05:03",
			"01 06:03", "01 06:30", "02 06:30", "02 06:31"}
		if !slices.Equal(got, want) {
			t.Errorf("tries %v, want %v", got, want)
		}
		if want := slices.Concat(want[1:10], want[11:]); !slices.Equal(said, want) {
			t.Errorf("said %v, want %v", said, want)
		}
	})
}

// A clock that was years ahead when the program began, and was then set right, keeps no time waiting.
func TestRunWhenTheClockWasAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		from, start := time.Date(2036, 6, 1, 3, 0, 0, 0, time.UTC), time.Now()
		var jump, n atomic.Int64
		now := func() time.Time { return from.Add(time.Since(start) + time.Duration(jump.Load())) }
		ctx, stop := context.WithCancel(t.Context())
		go Schedule{At: []At{{6, 30}}, Zone: time.UTC, Now: now,
			Do: func(context.Context) error { n.Add(1); return nil }}.Run(ctx)
		time.Sleep(time.Minute)
		synctest.Wait()
		jump.Store(int64(-10 * 365 * 24 * time.Hour))
		time.Sleep(48 * time.Hour)
		synctest.Wait()
		if n.Load() != 3 {
			t.Errorf("%d runs at once and in two days", n.Load())
		}
		stop()
		synctest.Wait()
	})
}

// A clock that is set forward, as by a machine that wakes up, is seen within a minute; one that is
// set back does the same time no second time.
func TestRunWhenTheClockJumps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		from, start := time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC), time.Now()
		var jump, n atomic.Int64
		now := func() time.Time { return from.Add(time.Since(start) + time.Duration(jump.Load())) }
		ctx, stop := context.WithCancel(t.Context())
		go Schedule{At: []At{{6, 30}}, Zone: time.UTC, Now: now,
			Do: func(context.Context) error { n.Add(1); return nil }}.Run(ctx)
		time.Sleep(time.Minute)
		synctest.Wait()
		jump.Store(int64(5 * time.Hour)) // it is 08:01
		time.Sleep(time.Minute)
		synctest.Wait()
		if n.Load() != 2 {
			t.Errorf("%d runs after the jump", n.Load())
		}
		jump.Store(0) // it is 03:02 again
		time.Sleep(20 * time.Hour)
		synctest.Wait()
		if n.Load() != 2 {
			t.Errorf("%d runs of one day", n.Load())
		}
		time.Sleep(8 * time.Hour) // it is past 06:30 of the next day
		synctest.Wait()
		if n.Load() != 3 {
			t.Errorf("%d runs of two days", n.Load())
		}
		stop()
	})
}
