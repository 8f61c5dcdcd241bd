package anomalies

import (
	"maps"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// persons finds who makes nearly all manual decisions of a month though others decide too: where two
// share the work, one alone is worth a look.
func (b *books) persons() {
	by := map[string]map[string]int64{}
	for _, d := range b.all {
		if d.Automatic() {
			continue
		}
		m := d.Effective.Month()
		if by[m] == nil {
			by[m] = map[string]int64{}
		}
		by[m][d.Actor.Name]++
	}
	for _, m := range slices.Sorted(maps.Keys(by)) {
		all := int64(0)
		for _, n := range by[m] {
			all += n
		}
		for _, name := range slices.Sorted(maps.Keys(by[m])) {
			if len(by[m]) > 1 && all >= b.limits["manual_decisions"] &&
				by[m][name]*10000 > all*b.limits["manual_share"] {
				day, _ := reconcile.ParseDate(m + "-01")
				a := evidence("person", name)
				a.Kind, a.Key, a.BookingDate = ManualOverridePattern, name+"|"+m, day
				b.raise(a)
			}
		}
	}
}
