package reconcile

import (
	"testing"
	"time"
)

// Every day of the range against the standard library's calendar.
func TestDateAgainstTime(t *testing.T) {
	day := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := Date(1); d <= MaxDate; d++ {
		if got := NewDate(day.Year(), int(day.Month()), day.Day()); got != d {
			t.Fatalf("NewDate(%s) = %d, want %d", day.Format(time.DateOnly), got, d)
		}
		if d.String() != day.Format(time.DateOnly) {
			t.Fatalf("Date(%d) prints %s, want %s", d, d, day.Format(time.DateOnly))
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestParseDate(t *testing.T) {
	for _, bad := range []string{"", "2026-02-31", "2026-02-29", "2026-13-01", "2026-00-10",
		"2026-1-01", "20260101", "01/02/2026", "1969-12-31", "2149-06-07", "2026-02-3x"} {
		if d, err := ParseDate(bad); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", bad, d)
		}
	}
	d, err := ParseDate("2028-02-29")
	if err != nil || d.MonthEnd().String() != "2028-02-29" || d.MonthStart().String() != "2028-02-01" ||
		d.Month() != "2028-02" {
		t.Errorf("leap day: %v %v", d, err)
	}
}
