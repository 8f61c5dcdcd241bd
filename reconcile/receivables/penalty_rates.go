package receivables

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// PenaltyRate is a yearly rate of penalties for late payment (pénalités de retard, L441-10 II). The
// legal one is that of the central bank on the first day of a half-year plus ten points, and holds for
// that half-year alone; one that a contract sets may hold for all days.
type PenaltyRate struct {
	From     reconcile.Date // the first day of its half-year, zero for one of all days
	Per10000 int64          // 1215 is 12.15 % a year
}

// PenaltyRates are rates in the order in which they are asked: the first that holds on a day counts.
type PenaltyRates []PenaltyRate

// Over puts rates before others. Of each list the rates of a half-year stand before those of all days.
func (r PenaltyRates) Over(others PenaltyRates) PenaltyRates {
	return slices.Concat(r.ordered(), others.ordered())
}

func (r PenaltyRates) ordered() PenaltyRates {
	r = slices.Clone(r)
	slices.SortStableFunc(r, func(a, b PenaltyRate) int { return int(b.From - a.From) })
	return r
}

// of is the rate of a half-year. There is none where nobody gave it: the rate of the half-year before
// is never used again, since a penalty that is worked out with a wrong rate can be refused as a whole.
func (r PenaltyRates) of(half reconcile.Date) (per10000 int64, ok bool) {
	for _, rate := range slices.Concat(r, verifiedRates()) {
		if rate.From == 0 || rate.From == half {
			return rate.Per10000, true
		}
	}
	return 0, false
}

// verifiedRates are the legal rates that were verified (DOMAIN 3.2); what is not there must be entered.
func verifiedRates() PenaltyRates {
	return PenaltyRates{{reconcile.NewDate(2025, 7, 1), 1215}}
}

// Floor is the least that the rate of a half-year may be: three times the legal interest (taux d'intérêt
// légal) between professionals.
type Floor struct {
	From     reconcile.Date // first day of the half-year
	Interest int64          // the legal interest, per 10000
}

// Least is the least rate, per 10000.
func (f Floor) Least() int64 { return 3 * f.Interest }

// floors are those that were verified (DOMAIN 3.2).
func floors() []Floor {
	return []Floor{{reconcile.NewDate(2024, 7, 1), 492}, {reconcile.NewDate(2025, 1, 1), 371},
		{reconcile.NewDate(2025, 7, 1), 276}, {reconcile.NewDate(2026, 1, 1), 262}}
}

// Below gives the highest floor that a rate does not reach, among the known ones of the half-years in
// which it would hold.
func (r PenaltyRate) Below() (highest Floor, below bool) {
	for _, f := range floors() {
		if (r.From == 0 || r.From == f.From) && r.Per10000 < f.Least() && f.Interest > highest.Interest {
			highest, below = f, true
		}
	}
	return highest, below
}

// HalfYear is the first day of the half-year of a day: 1 January or 1 July.
func HalfYear(day reconcile.Date) reconcile.Date {
	year, month, _ := day.Civil()
	return reconcile.NewDate(year, 1+(month-1)/6*6, 1)
}

// lastOfHalf is the last day of the half-year of a day.
func lastOfHalf(day reconcile.Date) reconcile.Date {
	return HalfYear(HalfYear(day)+190) - 1 // which lies in the next one
}
