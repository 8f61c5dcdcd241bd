package matcher

// tally says that an account, a name or a mandate has paid for a customer: how often live
// decisions showed it, and whether the seller's file says so.
type tally struct {
	customer int32
	count    int32
	next     int32 // the next customer of the same key, -1 for none
	known    bool
}

// tallies are the tallies of all keys of one kind. Nearly every key has one customer, so
// that they stand in one place and are chained, the first one met first.
type tallies[K comparable] struct {
	first map[K]int32
	all   []tally
}

func newTallies[K comparable](room int) tallies[K] {
	return tallies[K]{first: make(map[K]int32, room), all: make([]tally, 0, room)}
}

// of appends the tallies of a key.
func (t *tallies[K]) of(key K, out []tally) []tally {
	i, ok := t.first[key]
	if !ok {
		return out
	}
	for ; i >= 0; i = t.all[i].next {
		out = append(out, t.all[i])
	}
	return out
}

// paid counts n more payments for a customer and gives the tally.
func (t *tallies[K]) paid(key K, customer, n int32) *tally {
	i, ok := t.first[key]
	if !ok {
		t.first[key] = int32(len(t.all))
		return t.add(customer, n)
	}
	for t.all[i].customer != customer {
		if t.all[i].next < 0 {
			t.all[i].next = int32(len(t.all))
			return t.add(customer, n)
		}
		i = t.all[i].next
	}
	t.all[i].count += n
	return &t.all[i]
}

func (t *tallies[K]) add(customer, n int32) *tally {
	t.all = append(t.all, tally{customer: customer, count: n, next: -1})
	return &t.all[len(t.all)-1]
}
