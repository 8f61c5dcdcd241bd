package reconcile

import (
	"context"
	"slices"
	"strings"
)

// ReplayReport says how a policy and a set of rules would have decided what is decided.
type ReplayReport struct {
	Credits    int // that history decides: by persons, and by rules that nobody corrected
	OnInvoices int // of which on invoices
	Automatic  int // decided by the replay: on invoices, or not for invoices
	Right      int // of which as history has it
	Wrong      int // of which otherwise, or as somebody undid it
	Unknown    int // of which history decides nothing: they count in no ratio
	Found      int // right ones on invoices
	// WrongMoney is what was put on a wrong invoice, or too much on a right one.
	WrongMoney map[Currency]Money
	Cases      []ReplayCase // in order of booking
}

// ReplayCase is one credit in history and in the replay.
type ReplayCase struct {
	Payment Payment
	Was     []Part // history; none where nothing is decided
	By      string // who decided: a rule or a person
	Now     []Part // none where the replay leaves it to a person
	Rule    string // of the replay
	Outcome ReplayOutcome
}

// ReplayOutcome compares one credit.
type ReplayOutcome string

// The outcomes of a replay.
const (
	ReplaySame   ReplayOutcome = "same"   // history and replay leave or decide it alike
	ReplayGained ReplayOutcome = "gained" // a person decided so, now the machine does
	ReplayLost   ReplayOutcome = "lost"   // the machine decided so, now a person has to
	ReplayWrong  ReplayOutcome = "wrong"  // decided otherwise than history
	ReplayNew    ReplayOutcome = "new"    // decided where history decides nothing
)

// Precision is the share of right ones among the automatic ones that history can judge;
// certain where there is none.
func (x ReplayReport) Precision() Score { return share(x.Right, x.Right+x.Wrong) }

// Recall is the share of the credits on invoices that the replay puts there alike.
func (x ReplayReport) Recall() Score { return share(x.Found, x.OnInvoices) }

func share(n, of int) Score {
	if of == 0 {
		return Certain
	}
	return Score(int64(n) * int64(Certain) / int64(of))
}

// Replay decides history again on a dry ledger, under the policy of the call and the rules
// given, and compares. Booking days go in order, once; after each day the ledger takes what
// history decided, not what the replay did, so that one error is counted once and not for
// what follows from it. An invoice that the seller's system calls paid because of our
// payments is open until they come. It changes nothing.
func (s *Service) Replay(ctx context.Context, r Reader, c Call, rules []CompanyRule) (ReplayReport, error) {
	history, err := loadLedger(ctx, r, c)
	if err != nil {
		return ReplayReport{}, err
	}
	at := &run{s: s, ctx: ctx, c: c, ledger: newLedger(c.Company, c.AsOf), byID: map[ID]int{}}
	for p, err := range r.Payments(ctx, Query{Company: c.Company, AsOf: c.AsOf}) {
		if err != nil {
			return ReplayReport{}, err
		}
		at.byID[p.ID] = len(at.payments)
		at.payments = append(at.payments, p)
	}
	at.withoutPayments(history)
	l, err := matcherLedger(ctx, r, c)
	if err != nil {
		return ReplayReport{}, err
	}
	l.Rules = rules
	at.counterparts = counterparts(at.payments, l.Accounts)
	at.openOn(l)
	out := ReplayReport{WrongMoney: map[Currency]Money{}}
	for i := 0; i < len(at.payments); {
		j := i
		for j < len(at.payments) && at.payments[j].BookingDate == at.payments[i].BookingDate {
			j++
		}
		s.progress("match", j, len(at.payments))
		if err := at.replayDay(&out, history, at.payments[i:j]); err != nil {
			return out, err
		}
		i = j
	}
	return out, nil
}

// withoutPayments takes the invoices as they would be without any payment.
func (r *run) withoutPayments(history *ledger) {
	for v := range history.untold() {
		if v.State == StatePaid && v.Closed.Minor != history.rows[len(r.rows)].closed {
			v.State = StateOpen
		}
		r.add(v)
	}
	for v := range r.all() {
		for _, d := range history.byDoc[v.Number] {
			r.remember(d)
		}
	}
}

func (r *run) replayDay(out *ReplayReport, history *ledger, day []Payment) error {
	verdicts := r.session.Day(day[0].BookingDate, day)
	if len(verdicts) != len(day) {
		return errVerdicts(len(verdicts), len(day))
	}
	for i, p := range day {
		v := verdicts[i]
		r.filter(p, &v)
		d, ok := r.decide(p, v)
		if p.Amount.Minor > 0 {
			out.add(replayCase(p, d, ok, history))
		}
		live := history.live[p.ID]
		for _, h := range live {
			r.apply(h)
			r.session.Apply(p, h)
		}
		if len(live) == 0 {
			r.session.Wait(p, v)
		}
	}
	return nil
}

// replayCase compares what the replay decided with history. Money on a customer's account
// waits for a person, by rule or not.
func replayCase(p Payment, d Decision, ok bool, history *ledger) ReplayCase {
	x := ReplayCase{Payment: p, Outcome: ReplaySame}
	automatic := false
	for _, h := range history.live[p.ID] {
		x.Was, x.By = append(x.Was, h.Parts...), h.Actor.String()
		automatic = h.Automatic()
	}
	x.Was = mergeParts(x.Was)
	if ok && placed(d.Parts) {
		x.Now, x.Rule = d.Parts, d.Rule
	}
	same := sameParts(x.Was, x.Now)
	switch {
	case x.Now == nil && automatic && placed(x.Was):
		x.Outcome = ReplayLost
	case x.Now == nil:
	case same && !automatic:
		x.Outcome = ReplayGained
	case same:
	case placed(x.Was) || history.isRefused(p.ID, x.Now):
		x.Outcome = ReplayWrong
	default:
		x.Outcome = ReplayNew
	}
	return x
}

func (x *ReplayReport) add(c ReplayCase) {
	x.Cases = append(x.Cases, c)
	onInvoices := slices.ContainsFunc(c.Was, func(p Part) bool { return p.Kind.OnInvoice() })
	if placed(c.Was) {
		x.Credits++
	}
	if onInvoices {
		x.OnInvoices++
	}
	if c.Now == nil {
		return
	}
	x.Automatic++
	switch c.Outcome {
	case ReplayNew:
		x.Unknown++
	case ReplayWrong:
		x.Wrong++
		x.wrongMoney(c)
	default:
		x.Right++
		if onInvoices {
			x.Found++
		}
	}
}

func (x *ReplayReport) wrongMoney(c ReplayCase) {
	was := map[string]int64{}
	for _, p := range c.Was {
		was[p.Invoice] += p.Moves.Minor
	}
	for _, p := range mergeParts(slices.Clone(c.Now)) {
		if too := p.Moves.Minor - was[p.Invoice]; p.Kind == Cash && too > 0 {
			m := x.WrongMoney[p.Moves.Currency]
			x.WrongMoney[p.Moves.Currency] = Money{m.Minor + too, p.Moves.Currency}
		}
	}
}

// placed says whether parts put money on an invoice, or say that it is for none.
func placed(parts []Part) bool {
	return slices.ContainsFunc(parts, func(p Part) bool { return p.Kind != OnAccount })
}

// sameParts says whether two lists do the same: on invoices to the cent, else of one kind,
// whatever the kind of receipt is called.
func sameParts(a, b []Part) bool {
	key := func(list []Part) []string {
		var out []string
		for _, p := range mergeParts(slices.Clone(list)) {
			if p.Kind == OwnTransfer {
				p.Kind = NotForInvoices
			}
			if !p.Kind.OnInvoice() {
				p.Reason, p.Customer = "", ""
			}
			out = append(out, p.key())
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(key(a), key(b))
}

// RuleTest is what a rule of the company would change of history.
type RuleTest struct {
	Holds   int // credits for which its conditions hold
	Without ReplayReport
	With    ReplayReport
	Changes []RuleEffect
}

// RuleEffect is a credit that the rule decides otherwise.
type RuleEffect struct {
	Before, After ReplayCase
}

// TestRule replays history with a rule and without it. One that stands already is taken out
// for the comparison.
func (s *Service) TestRule(ctx context.Context, r Reader, c Call, x CompanyRule) (RuleTest, error) {
	var out RuleTest
	changes, err := r.RuleChanges(ctx, c.Company)
	if err != nil {
		return out, err
	}
	without := slices.DeleteFunc(ActiveRules(changes), func(o CompanyRule) bool { return o.ID == x.ID })
	if err := s.ruleCustomer(ctx, r, c, x); err != nil {
		return out, err
	}
	if out.Without, err = s.Replay(ctx, r, c, without); err != nil {
		return out, err
	}
	if out.With, err = s.Replay(ctx, r, c, append(slices.Clone(without), x)); err != nil {
		return out, err
	}
	for i, before := range out.Without.Cases {
		after := out.With.Cases[i]
		if x.Holds(&before.Payment) {
			out.Holds++
		}
		if (before.Now == nil) != (after.Now == nil) || !sameParts(before.Now, after.Now) ||
			strings.HasPrefix(after.Rule, RuleOfCompany) != strings.HasPrefix(before.Rule, RuleOfCompany) {
			out.Changes = append(out.Changes, RuleEffect{before, after})
		}
	}
	return out, nil
}
