package morning

import (
	"context"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/storetest"
)

// What blocks closing burns more than anything else, and so on down to what nothing explains.
func TestBurns(t *testing.T) {
	order := []Company{
		{Blocking: 1}, {Missing: 2}, {Held: 1, Missing: 0}, {Returns: Tally{Count: 9}}, {Today: 9},
		{ToChoose: Tally{Count: 9}}, {Unexplained: Tally{Count: 9}}, {Received: 9, Later: 9},
	}
	for i := 1; i < len(order); i++ {
		if compareBurns(&order[i-1], &order[i]) >= 0 {
			t.Errorf("%v burns no more than %v", order[i-1].burns(), order[i].burns())
		}
	}
	if a, b := (Company{ID: "a"}), (Company{ID: "b"}); compareBurns(&a, &b) >= 0 {
		t.Error("companies that burn alike are not in order of code")
	}
}

func TestTally(t *testing.T) {
	var c Tally
	c.add(2, reconcile.EUR(500))
	c.add(1, reconcile.Money{Minor: 7, Currency: "CHF"})
	c.add(1, reconcile.EUR(-100))
	c.add(0, reconcile.Money{Minor: 9, Currency: "USD"})
	if c.Count != 4 || len(c.Sums) != 2 || c.Sums[0].String() != "0.07 CHF" || c.Sums[1].String() != "4.00 EUR" {
		t.Errorf("%+v", c)
	}
}

// A store without a company has no rows, and what goes wrong with one company is said.
func TestLook(t *testing.T) {
	ctx, m := context.Background(), storetest.NewModel()
	call := func(company string) reconcile.Call { return reconcile.Call{Company: company, AsOf: 20000} }
	if list, err := Look(ctx, m.View, call); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
	for _, id := range []string{"b", "a"} {
		err := m.Update(ctx, id, func(w reconcile.Writer) error {
			return w.PutCompany(ctx, reconcile.Company{ID: id, Name: "Maison " + id, Salt: []byte{1}})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	list, err := Look(ctx, m.View, call)
	if err != nil || len(list) != 2 || list[0].ID != "a" || list[1].Name != "Maison b" || list[0].Statements.Last != 0 {
		t.Errorf("%+v %v", list, err)
	}
}
