package reconcile

import "testing"

func TestClosable(t *testing.T) {
	for _, c := range []struct {
		closed, amount int64
		want           bool
	}{{0, 100, true}, {100, 100, true}, {101, 100, false}, {-1, 100, false},
		{0, -100, true}, {-100, -100, true}, {-101, -100, false}, {1, -100, false},
		{0, 0, true}, {1, 0, false}, {-1, 0, false}} {
		if Closable(c.closed, c.amount) != c.want {
			t.Errorf("Closable(%d, %d) is not %v", c.closed, c.amount, c.want)
		}
	}
}

// The equation of DESIGN section 3, decision by decision.
func TestDecisionBalances(t *testing.T) {
	p := Payment{ID: ID{1}, Amount: EUR(10000)}
	on := Decision{Payment: p.ID, Kind: Applied}
	for name, c := range map[string]struct {
		parts []Part
		first bool
		good  bool
	}{
		"whole":                   {[]Part{CashOn("F1", EUR(10000))}, true, true},
		"several and account":     {[]Part{CashOn("F1", EUR(6000)), CashOn("AV", EUR(-1000)), Waiting("C", EUR(5000))}, true, true},
		"with a discount":         {[]Part{CashOn("F1", EUR(10000)), Closing(Discount, "F1", EUR(200))}, true, true},
		"a cent short":            {[]Part{CashOn("F1", EUR(9999))}, true, false},
		"a cent over":             {[]Part{CashOn("F1", EUR(10001))}, true, false},
		"another currency":        {[]Part{CashOn("F1", Money{10000, "CHF"})}, true, false},
		"a move":                  {[]Part{CashOn("F1", EUR(10000)), Waiting("C", EUR(-10000))}, false, true},
		"a second whole":          {[]Part{CashOn("F1", EUR(10000))}, false, false},
		"a discount that moves":   {[]Part{{Kind: Discount, Invoice: "F1", Moves: EUR(10000)}}, true, false},
		"cash on nothing":         {[]Part{{Kind: Cash, Moves: EUR(10000)}}, true, false},
		"account with an invoice": {[]Part{{Kind: OnAccount, Invoice: "F1", Moves: EUR(10000)}}, true, false},
		"unknown kind":            {[]Part{{Kind: "gift", Moves: EUR(10000)}}, true, false},
	} {
		d := on
		d.Parts = c.parts
		if err := d.Balance(p, c.first); (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
	}
	elsewhere := Decision{Invoice: "F1", Parts: []Part{Closing(WriteOff, "F1", EUR(5))}}
	if err := elsewhere.Balance(Payment{}, true); err != nil {
		t.Error(err)
	}
	elsewhere.Parts = []Part{CashOn("F1", EUR(5))}
	if err := elsewhere.Balance(Payment{}, true); err == nil {
		t.Error("money moved without a payment")
	}
}
