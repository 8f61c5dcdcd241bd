package news

import (
	"slices"
	"testing"
	"time"

	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
)

var day = reconcile.NewDate(2026, 6, 30)

func euros(n int64) reconcile.Money { return reconcile.Money{Minor: n * 100, Currency: "EUR"} }

func payment(n byte, amount reconcile.Money) reconcile.Payment {
	return reconcile.Payment{ID: reconcile.ID{n}, Amount: amount}
}

func finding(kind reconcile.AnomalyKind, key string) anomalies.Finding {
	return anomalies.Finding{Anomaly: reconcile.Anomaly{Kind: kind, Key: key, Severity: reconcile.High},
		State: reconcile.AnomalyOpen, Family: string(kind), Shown: anomalies.Today}
}

// page is a page of one line, all of it for today or none.
func page(daily bool, list ...anomalies.Finding) anomalies.Page {
	p := anomalies.Page{Findings: list}
	if len(list) > 0 {
		p.Lines = []anomalies.Line{{Family: list[0].Family, Shown: anomalies.Today, Severity: reconcile.High, Findings: list}}
	}
	if daily {
		p.Daily = len(p.Lines)
	}
	return p
}

func file(folder, name string, written int64) inbox.Standing {
	return inbox.Standing{Folder: folder, Name: name, Written: time.Unix(written, 0)}
}

// What was told is not news; what comes beside it is; and what went and comes back is news again.
func TestOf(t *testing.T) {
	double, over := finding(reconcile.DuplicatePayment, "R1"), finding(reconcile.DuplicatePayment, "R2")
	var told []string
	for _, step := range []struct {
		what                        string
		books                       Books
		files                       []inbox.Standing
		held, failed, choose, lines int
	}{
		{"nothing", Books{}, nil, 0, 0, 0, 0},
		{"the first morning", Books{page(true, double), []reconcile.Payment{payment(1, euros(5)), payment(2, euros(7))}},
			[]inbox.Standing{file(inbox.Held, "a.xml", 1), file(inbox.Failed, "b.xml", 1)}, 1, 1, 2, 1},
		{"the same", Books{page(true, double), []reconcile.Payment{payment(1, euros(5)), payment(2, euros(7))}},
			[]inbox.Standing{file(inbox.Held, "a.xml", 1), file(inbox.Failed, "b.xml", 1)}, 0, 0, 0, 0},
		{"one more of each", Books{page(true, double, over), []reconcile.Payment{payment(1, euros(5)), payment(3, euros(1))}},
			[]inbox.Standing{file(inbox.Held, "a.xml", 1), file(inbox.Held, "c.xml", 1), file(inbox.Failed, "b.xml", 1)}, 1, 0, 1, 1},
		{"another file under a name", Books{page(true, double, over), []reconcile.Payment{payment(1, euros(5))}},
			[]inbox.Standing{file(inbox.Held, "a.xml", 2)}, 1, 0, 0, 0},
		{"a line that is not for today", Books{page(false, double, over), nil}, nil, 0, 0, 0, 0},
		{"and is again", Books{page(true, double, over), nil}, nil, 0, 0, 0, 0},
		{"gone", Books{page(true), nil}, nil, 0, 0, 0, 0},
		{"and back", Books{page(true, double), []reconcile.Payment{payment(2, euros(7))}},
			[]inbox.Standing{file(inbox.Held, "a.xml", 2)}, 1, 0, 1, 1},
	} {
		n := Of("atelier", day, step.books, step.files, told)
		if len(n.Held) != step.held || len(n.Failed) != step.failed || n.Choose.New != step.choose || len(n.Lines) != step.lines {
			t.Errorf("%s: %+v", step.what, n)
		}
		if again := Of("atelier", day, step.books, step.files, told); !slices.Equal(again.Told, n.Told) {
			t.Errorf("%s: asked again, something else was told", step.what)
		}
		if n.Empty() != (step.held+step.failed+step.choose+step.lines == 0) {
			t.Errorf("%s: empty %v", step.what, n.Empty())
		}
		told = n.Told
	}
	if len(told) != 3 {
		t.Errorf("%d things stand, %v were told", 3, told)
	}
}

// A matter says how much there is of it, and how much of that is new; choices are said once.
func TestMatters(t *testing.T) {
	a, b := finding(reconcile.Overpayment, "R1"), finding(reconcile.Overpayment, "R2")
	first := Of("a", day, Books{Page: page(true, a)}, nil, nil)
	n := Of("a", day, Books{page(true, a, b), []reconcile.Payment{payment(1, euros(5)),
		payment(2, reconcile.Money{Minor: 1, Currency: "CHF"}), payment(3, euros(7)), payment(4, euros(-3))}},
		nil, first.Told)
	if m := n.Lines[0]; m.All != 2 || m.New != 1 || m.Kind != reconcile.Overpayment || m.Severity != reconcile.High {
		t.Errorf("%+v", m)
	}
	if m := n.Choose; m.All != 4 || !slices.Equal(m.Sums, []reconcile.Money{{Minor: 1, Currency: "CHF"}, euros(15)}) {
		t.Errorf("%+v", m)
	}
	choose := finding("reference_ambiguous", "R3")
	choose.Family = "choose"
	if n := Of("a", day, Books{Page: page(true, choose)}, nil, nil); len(n.Lines) != 0 || len(n.Told) != 1 {
		t.Errorf("%+v", n)
	}
}
