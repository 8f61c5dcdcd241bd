package matcher

import "slices"

const (
	maxItems = 24     // documents of one customer in a search for a sum
	maxNodes = 200000 // steps of one search
	maxSums  = 3      // solutions that are kept: two already are no proof
	maxTold  = 64     // solutions that are counted
)

// sums lists the sets of values, by their places, that add up to a target exactly: a few of
// them, and how many there are. complete is false when the search could not be finished, so
// that a single solution then proves nothing. One value alone is no sum.
func sums(values []int64, target int64) (sets [][]int, count int, complete bool) {
	if len(values) > maxItems {
		return nil, 0, false
	}
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { // large ones first cut the tree early
		return int(min(1, max(-1, values[b]-values[a])))
	})
	s := search{values: values, order: order, target: target}
	s.high, s.low = make([]int64, len(order)+1), make([]int64, len(order)+1)
	for i := len(order) - 1; i >= 0; i-- {
		v := values[order[i]]
		s.high[i], s.low[i] = s.high[i+1]+max(v, 0), s.low[i+1]+min(v, 0)
	}
	s.walk(0, 0)
	for _, set := range s.found {
		slices.Sort(set)
	}
	return s.found, s.count, s.nodes < maxNodes || s.count >= maxSums
}

type search struct {
	values    []int64
	order     []int
	target    int64
	high, low []int64 // what the rest can still add or take away
	taken     []int
	found     [][]int
	count     int
	nodes     int
}

func (s *search) walk(at int, sum int64) {
	s.nodes++
	if s.nodes >= maxNodes || s.count >= maxTold {
		return
	}
	if at == len(s.order) {
		if sum == s.target && len(s.taken) > 1 {
			if s.count++; s.count <= maxSums {
				s.found = append(s.found, slices.Clone(s.taken))
			}
		}
		return
	}
	if rest := s.target - sum; rest > s.high[at] || rest < s.low[at] {
		return
	}
	s.taken = append(s.taken, s.order[at])
	s.walk(at+1, sum+s.values[s.order[at]])
	s.taken = s.taken[:len(s.taken)-1]
	s.walk(at+1, sum)
}
