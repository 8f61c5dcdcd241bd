package anomalies

import (
	"cmp"
	"context"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Finding is an anomaly that stands, with what people said of it and where it is shown.
type Finding struct {
	reconcile.Anomaly
	State  reconcile.AnomalyState
	Family string
	Shown  Visibility
}

// Line is what a page shows of a family: one finding, or several in one line.
type Line struct {
	Family   string
	Shown    Visibility
	Severity reconcile.Severity // the gravest of them
	Findings []Finding          // in order of booking date, account, kind and key
	Sums     []reconcile.Money  // of their amounts without sign, in order of currency
}

// StepBack is a kind that people dismiss too often to be shown any more.
type StepBack struct {
	Kind             reconcile.AnomalyKind
	Dismissed, Found int // of the last year
}

// Page is what stands in the books of a company on a day.
type Page struct {
	Company string
	AsOf    reconcile.Date
	// Findings are all of them, dismissed ones and those whose document is settled too, in order of booking date, account, kind and key.
	Findings []Finding
	// Lines are what a page shows: what is open, and of what blocks closing also what is acknowledged,
	// because it blocks until it is resolved or dismissed. In order of visibility, severity and
	// catalogue.
	Lines []Line
	// Daily is how many of the first lines are for today: what blocks closing, and of the rest as many
	// as a person can be asked to look at on a day. The others come when these are dealt with.
	Daily int
	Back  []StepBack // in order of catalogue
}

// Look reads what stands on the as-of date of the call.
func Look(ctx context.Context, r reconcile.Reader, c reconcile.Call) (Page, error) {
	out := Page{Company: c.Company, AsOf: c.AsOf}
	b, err := load(ctx, r, c)
	if err != nil {
		return out, err
	}
	steps, err := r.Followups(ctx, c.Company)
	if err != nil {
		return out, err
	}
	list := append(b.examine(), b.stored...)
	slices.SortStableFunc(list, reconcile.Anomaly.Compare)
	life := reconcile.LifeOf(steps)
	out.Back = b.stepBack(list, steps)
	rows := map[reconcile.AnomalyKind]Kind{}
	for _, k := range Catalogue() {
		rows[k.Kind] = k
	}
	for _, a := range list {
		f := Finding{Anomaly: a, State: life.State(a), Family: string(a.Kind), Shown: Today}
		if k, ok := rows[a.Kind]; ok {
			f.Family, f.Shown = k.Family, b.shown(k, a)
		}
		if b.gone(a) {
			f.State = reconcile.AnomalyResolved
		}
		if slices.ContainsFunc(out.Back, func(s StepBack) bool { return s.Kind == a.Kind }) {
			f.Shown = OnDemand
		}
		out.Findings = append(out.Findings, f)
	}
	waitWithTheirCause(out.Findings)
	out.Lines = lines(out.Findings)
	for i, l := range out.Lines {
		if l.Shown == Blocks || l.Shown == Today && int64(i) < b.limits["page_lines"] {
			out.Daily = i + 1
		}
	}
	return out, nil
}

// waits says whether a kind says no more than that a payment waits.
func waits(k reconcile.AnomalyKind) bool { return k == StaleUnmatched || k == UnknownPayer }

// waitWithTheirCause puts what says no more than that a payment waits on the line that says why.
func waitWithTheirCause(list []Finding) {
	family := map[reconcile.ID]string{}
	for _, f := range list {
		if !waits(f.Kind) && family[f.Payment] == "" &&
			(f.Shown == Today || f.Shown == Blocks) && f.State != reconcile.AnomalyDismissed {
			family[f.Payment] = f.Family
		}
	}
	for i, f := range list {
		if to := family[f.Payment]; to != "" && waits(f.Kind) {
			list[i].Family = to
		}
	}
}

// lines puts the findings of each family together.
func lines(list []Finding) []Line {
	var out []Line
	for _, f := range list {
		if f.State == reconcile.AnomalyDismissed || f.State == reconcile.AnomalyResolved ||
			f.State == reconcile.AnomalyAcknowledged && f.Shown != Blocks {
			continue
		}
		i := slices.IndexFunc(out, func(l Line) bool { return l.Family == f.Family && l.Shown == f.Shown })
		if i < 0 {
			i, out = len(out), append(out, Line{Family: f.Family, Shown: f.Shown, Severity: f.Severity})
		}
		out[i].add(f)
	}
	places := map[string]int{}
	for i, k := range slices.Backward(Catalogue()) {
		places[k.Family] = i
	}
	slices.SortStableFunc(out, func(a, b Line) int {
		return cmp.Or(cmp.Compare(slices.Index(Visibilities(), a.Shown), slices.Index(Visibilities(), b.Shown)),
			cmp.Compare(grave(a.Severity), grave(b.Severity)), cmp.Compare(places[a.Family], places[b.Family]))
	})
	return out
}

// add puts a finding on the line. What two kinds say of one payment is said once.
func (l *Line) add(f Finding) {
	if grave(f.Severity) < grave(l.Severity) {
		l.Severity = f.Severity
	}
	told := !f.Payment.IsZero() &&
		slices.ContainsFunc(l.Findings, func(o Finding) bool { return o.Payment == f.Payment })
	l.Findings = append(l.Findings, f)
	if told || f.Amount.Currency == "" {
		return
	}
	i, found := slices.BinarySearchFunc(l.Sums, f.Amount.Currency, func(m reconcile.Money, c reconcile.Currency) int {
		return cmp.Compare(m.Currency, c)
	})
	if !found {
		l.Sums = slices.Insert(l.Sums, i, reconcile.Money{Currency: f.Amount.Currency})
	}
	l.Sums[i].Minor += max(f.Amount.Minor, -f.Amount.Minor)
}

// Kind is the kind that a line speaks of, empty where it is of several. That a payment waits, said on the
// line of its cause, is no kind more; alone there, its cause being acknowledged, it is the one.
func (l Line) Kind() (kind reconcile.AnomalyKind) {
	for _, f := range l.Findings {
		switch {
		case waits(f.Kind) && l.Family != unexplained, f.Kind == kind:
		case kind != "":
			return ""
		default:
			kind = f.Kind
		}
	}
	return cmp.Or(kind, l.Findings[0].Kind)
}

// Objects counts the payments, documents and statements that a line speaks of.
func (l Line) Objects() int {
	type object struct {
		payment reconcile.ID
		name    string
	}
	seen := map[object]bool{}
	for _, f := range l.Findings {
		o := object{payment: f.Payment}
		if f.Payment.IsZero() {
			o.name = cmp.Or(f.Invoice, f.Key)
		}
		seen[o] = true
	}
	return len(seen)
}

func grave(s reconcile.Severity) int {
	return slices.Index([]reconcile.Severity{reconcile.Critical, reconcile.High, reconcile.Medium,
		reconcile.Low}, s)
}

// shown is where a finding is shown: as its kind says, once it has reached the kind's threshold.
func (b *books) shown(k Kind, a reconcile.Anomaly) Visibility {
	if k.Shown == Off || k.Shown == OnDemand || b.reached(k, a) {
		return k.Shown
	}
	return OnDemand
}

func (b *books) reached(k Kind, a reconcile.Anomaly) bool {
	v, known := b.invoice(a.Invoice)
	switch k.Kind {
	case reconcile.Overpayment: // what is too much lies on account
		return b.limits.reaches(k.Threshold, b.onAccount(a.Payment, a.Amount.Currency))
	case reconcile.DiscountNotAllowed:
		return known && b.limits.reaches(k.Threshold, v.Outstanding())
	case reconcile.PaymentBeforeIssue:
		return known && v.IssueDate-a.BookingDate > b.limits.days(k.Threshold)
	case reconcile.BatchWithoutDetails:
		return b.asOf-a.BookingDate > b.limits.days(k.Threshold)
	case reconcile.StatementOverlap: // what was entered twice is counted once; what is held is not entered
		return slices.ContainsFunc(b.statements, func(s reconcile.Statement) bool {
			return s.State == reconcile.StatementHeld && s.Account == a.Account && s.From == a.BookingDate
		})
	}
	return true
}

// gone says whether the cause of a finding on a payment is gone though the payment stands as it did:
// the document that it left open is settled by now.
func (b *books) gone(a reconcile.Anomaly) bool {
	v, known := b.invoice(a.Invoice)
	switch a.Kind {
	case reconcile.DiscountNotAllowed, reconcile.ReturnedPayment:
		return known && !open(v)
	}
	return false
}

// onAccount is what of a payment lies on customers' accounts.
func (b *books) onAccount(payment reconcile.ID, c reconcile.Currency) reconcile.Money {
	sum := reconcile.Money{Currency: c}
	for _, d := range b.live[payment] {
		for _, part := range d.Parts {
			if part.Kind == reconcile.OnAccount {
				sum.Minor += part.Moves.Minor
			}
		}
	}
	return sum
}

// stepBack finds the kinds of which people dismissed more than the share that is borne, in a year.
func (b *books) stepBack(standing []reconcile.Anomaly, steps []reconcile.Followup) []StepBack {
	type name struct {
		kind reconcile.AnomalyKind
		key  string
	}
	dismissed := map[name]bool{} // every life of the year, and whether it was dismissed
	for _, a := range standing {
		dismissed[name{a.Kind, a.Key}] = false
	}
	for _, f := range steps {
		if f.Anomaly.BookingDate <= b.asOf-365 {
			continue
		}
		n := name{f.Anomaly.Kind, f.Anomaly.Key}
		switch f.State {
		case reconcile.AnomalyDismissed:
			dismissed[n] = true
		case reconcile.AnomalyOpen:
			dismissed[n] = false
		default:
			dismissed[n] = dismissed[n]
		}
	}
	counts := map[reconcile.AnomalyKind]StepBack{}
	for n, was := range dismissed {
		c := counts[n.kind]
		if c.Found++; was {
			c.Dismissed++
		}
		counts[n.kind] = c
	}
	var out []StepBack
	for _, k := range Catalogue() {
		c := counts[k.Kind]
		if k.Shown == Today && int64(c.Dismissed) >= b.limits["dismissed_least"] &&
			int64(c.Dismissed)*10000 > int64(c.Found)*b.limits["dismissed_share"] {
			out = append(out, StepBack{k.Kind, c.Dismissed, c.Found})
		}
	}
	return out
}
