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

// place is where the tallies of a key begin, -1 for none.
func (t *tallies[K]) place(key K) int32 {
	if i, ok := t.first[key]; ok {
		return i
	}
	return -1
}

// of appends the tallies that begin at a place.
func (t *tallies[K]) of(place int32, out []tally) []tally {
	for i := place; i >= 0; i = t.all[i].next {
		out = append(out, t.all[i])
	}
	return out
}

// paid counts n more payments for a customer and gives the tally. The key is looked up if its place is
// -1: there was none when somebody looked.
func (t *tallies[K]) paid(key K, i, customer, n int32) *tally {
	if i < 0 {
		i = t.place(key)
	}
	if i < 0 {
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
