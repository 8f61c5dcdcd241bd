package reconcile

import (
	"fmt"
	"time"
)

// Date is a civil date without time or zone, from 1970-01-01 to 2149-06-05. Its value is
// the number of days with 1970-01-01 as 1, so that dates compare as integers, fit in two
// bytes of an id, and zero means that there is no date.
type Date int32

// MaxDate is the last date that an id can hold.
const MaxDate Date = 65535

const dateEpochDays = 719162 // days from 0001-01-01 to 1969-12-31

// NewDate makes a date from a year, a month and a day that exist. It is zero for a day
// that no calendar has (31 February) or that lies outside the range of Date.
func NewDate(year, month, day int) Date {
	if month < 1 || month > 12 || day < 1 || day > DaysIn(year, month) {
		return 0
	}
	y := year - 1
	days := y*365 + y/4 - y/100 + y/400
	for m := 1; m < month; m++ {
		days += DaysIn(year, m)
	}
	d := Date(days + day - dateEpochDays)
	if d < 1 || d > MaxDate {
		return 0
	}
	return d
}

// DaysIn is the number of days of a month, 1 to 12, in a year of the Gregorian calendar.
func DaysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// ParseDate reads an ISO date, YYYY-MM-DD. Anything else is refused, a day that does not
// exist included.
func ParseDate(s string) (Date, error) {
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		y, ok1 := digits(s[:4])
		m, ok2 := digits(s[5:7])
		d, ok3 := digits(s[8:])
		if ok1 && ok2 && ok3 {
			if date := NewDate(y, m, d); date != 0 {
				return date, nil
			}
			return 0, fmt.Errorf("date %q does not exist or lies outside 1970 to 2149", s)
		}
	}
	return 0, fmt.Errorf("date %q: want YYYY-MM-DD", s)
}

func digits(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// Civil gives the year, the month and the day.
func (d Date) Civil() (year, month, day int) {
	t := time.Unix((int64(d)-1)*86400, 0).UTC()
	return t.Year(), int(t.Month()), t.Day()
}

// String prints YYYY-MM-DD, and nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Civil()
	b := []byte("0000-00-00")
	put := func(at, width, v int) {
		for i := at + width - 1; i >= at; i-- {
			b[i] = byte('0' + v%10)
			v /= 10
		}
	}
	put(0, 4, y)
	put(5, 2, m)
	put(8, 2, day)
	return string(b)
}

// Month prints YYYY-MM.
func (d Date) Month() string {
	if d == 0 {
		return ""
	}
	return d.String()[:7]
}

// MonthEnd is the last day of the date's month.
func (d Date) MonthEnd() Date {
	y, m, _ := d.Civil()
	return NewDate(y, m, DaysIn(y, m))
}

// MonthStart is the first day of the date's month.
func (d Date) MonthStart() Date {
	_, _, day := d.Civil()
	return d - Date(day) + 1
}

// DateOf is the day written on an instant in its own zone.
func DateOf(t time.Time) Date { return NewDate(t.Year(), int(t.Month()), t.Day()) }

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD, or nothing for no date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDate(string(b))
	*d = v
	return err
}
