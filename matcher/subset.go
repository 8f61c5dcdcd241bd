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

const surely = 50 // amounts to each sum that could be made, from which on a sum is no chance

// byChance says whether a sum proves little though it is the only one. Fourteen documents of
// whole hundreds make a thousand sums of five: one of them soon is what a customer sends in
// advance. A set tells something when few as small as it can be made, against all the amounts
// up to its own; where amounts are round, only round ones count. The values stand in order of
// issue: the oldest are paid before others, and of them there is one set of each size.
func byChance(values []int64, set []int, target int64) bool {
	oldest := set[len(set)-1] == len(set)-1
	for grain := int64(1); target%grain == 0; grain *= 10 {
		round := 0
		for _, v := range values {
			round += bit(v%grain == 0)
		}
		sets := setsUpTo(round, len(set))
		if oldest {
			sets = int64(round)
		}
		if sets*surely > target/grain {
			return true
		}
	}
	return false
}

// setsUpTo counts the sets of two to size of n things.
func setsUpTo(n, size int) (sets int64) {
	of := int64(n) // sets of one thing
	for k := 2; k <= min(n, size); k++ {
		of = of * int64(n-k+1) / int64(k)
		sets += of
	}
	return sets
}
