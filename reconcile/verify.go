package reconcile

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
)

// VerifyReport is what `rappro verify` found.
type VerifyReport struct {
	Company    string
	Statements int
	Entries    int
	Payments   int
	Decisions  int
	Invoices   int
	Audit      int64
	Head       string   // hash of the last audit record, hex
	Broken     []string // every rule that does not hold, with the thing that breaks it
	Unproven   int      // entered statements that lack a balance
	Overridden int      // entered by a person although their balances contradict them
}

// Verify recomputes every rule of DESIGN section 5 and the audit chain over the store, on
// one snapshot.
func (s *Service) Verify(ctx context.Context, company string) (VerifyReport, error) {
	v := verifying{ctx: ctx, company: company, report: VerifyReport{Company: company}}
	err := s.Store.View(ctx, func(r Reader) error {
		v.r = r
		for _, check := range []func() error{v.bank, v.decisions, v.allocations, v.audit} {
			if err := check(); err != nil {
				return err
			}
		}
		return nil
	})
	slices.Sort(v.report.Broken) // some checks walk maps
	return v.report, err
}

// maxBroken bounds the list: a store with more is broken beyond reading.
const maxBroken = 1000

type verifying struct {
	ctx     context.Context
	r       Reader
	company string
	report  VerifyReport
	amounts map[ID]Payment
	items   map[string][]string // per decision: what its audit record commits to
	// ruleItems is what the audit records of company rules commit to, by sequence.
	ruleItems map[string][]string
	// steps is what those of anomalies' lives commit to, by sequence.
	steps   map[string][]string
	placed  map[string]Money // per decision and invoice: what its parts close
	credits map[string]bool  // per payment and invoice: it was a credit note then
}

func (v *verifying) broken(format string, args ...any) {
	if len(v.report.Broken) < maxBroken {
		v.report.Broken = append(v.report.Broken, fmt.Sprintf(format, args...))
	}
}

// bank checks that the entries of every statement's days add up to what it says: rule 1
// over what is stored, and that the payments of an entry sum to it.
func (v *verifying) bank() error {
	days := map[string]map[Date]Money{}
	sums := map[ID]Money{}
	for e, err := range v.r.Entries(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		v.report.Entries++
		byDay := days[e.Account]
		if byDay == nil {
			byDay = map[Date]Money{}
			days[e.Account] = byDay
		}
		byDay[e.BookingDate] = Money{byDay[e.BookingDate].Minor + e.Amount.Minor, e.Amount.Currency}
		sums[e.ID] = e.Amount
	}
	v.amounts = map[ID]Payment{}
	for p, err := range v.r.Payments(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		v.report.Payments++
		v.amounts[p.ID] = p
		left := sums[p.Entry]
		sums[p.Entry] = Money{left.Minor - p.Amount.Minor, left.Currency}
	}
	for id, left := range sums {
		if !left.IsZero() {
			v.broken("entry %s: its payments do not sum to it, %s differ", id, left)
		}
	}
	return v.statements(days)
}

func (v *verifying) statements(days map[string]map[Date]Money) error {
	list, err := v.r.Statements(v.ctx, Query{Company: v.company})
	if err != nil {
		return err
	}
	if err := v.chain(list); err != nil {
		return err
	}
	shared := sharedDays(list)
	var sound, short []Statement // whose days hold what they say, or do not
	for _, s := range list {
		v.report.Statements++
		switch {
		case s.State != StatementEntered:
			continue
		case s.Opening == nil || s.Closing == nil:
			v.report.Unproven++
			continue
		case s.Reason != "":
			v.report.Overridden++
			sound = append(sound, s)
			continue
		}
		if want := s.Opening.Amount.Minor + s.Credits.Minor - s.Debits.Minor; want != s.Closing.Amount.Minor {
			v.broken("statement %s of %s: opening and lines give %s, closing is %s", statementName(s),
				s.Account, Money{want, s.Currency}, s.Closing.Amount)
		}
		if shared[s.ID] {
			continue
		}
		if held(s, days[s.Account]) == s.Credits.Minor-s.Debits.Minor {
			sound = append(sound, s)
		} else {
			short = append(short, s)
		}
	}
	short = outgrown(short, sound)
	if len(short) > 0 {
		if short, err = v.straddled(short, list); err != nil {
			return err
		}
	}
	for _, s := range short {
		v.broken("statement %s of %s: its days hold %s, it says %s", statementName(s), s.Account,
			Money{held(s, days[s.Account]), s.Currency}, Money{s.Credits.Minor - s.Debits.Minor, s.Currency})
	}
	return nil
}

// chain checks that what is booked leads from each balance of an account to the next.
func (v *verifying) chain(list []Statement) error {
	for from, to := 0, 0; from < len(list); from = to { // they come in order of account
		for to < len(list) && list[to].Account == list[from].Account {
			to++
		}
		wrong, err := unbooked(v.ctx, v.r, v.company, list[from:to])
		if err != nil {
			return err
		}
		chain, _ := chainOf(slices.DeleteFunc(slices.Clone(list[from:to]), func(s Statement) bool {
			return s.State != StatementEntered
		}))
		holes := gaps(chain, list[from:to], 0)
		for _, u := range wrong {
			if !slices.ContainsFunc(holes, u.saidBy) { // a statement that is missing is no fault here
				v.broken("account %s: from %s to %s the balances of its statements move by %s more than "+
					"what is booked", list[from].Account, u.from, u.to, Money{u.missing, list[from].Currency})
			}
		}
	}
	return nil
}

// held is what the days of a statement hold.
func held(s Statement, days map[Date]Money) (sum int64) {
	for day := s.From; day <= s.To && s.From != 0; day++ {
		sum += days[day].Minor
	}
	return sum
}

// outgrown leaves out of the statements whose days hold something else those that another one
// accounts for: it tells of such a day too, has more to tell, and its days hold what it says.
// What a person entered by override accounts for its days likewise.
func outgrown(short, sound []Statement) []Statement {
	for {
		left := slices.DeleteFunc(slices.Clone(short), func(s Statement) bool {
			return slices.ContainsFunc(sound, func(o Statement) bool {
				return o.Account == s.Account && o.From <= s.To && s.From <= o.To
			})
		})
		if len(left) == len(short) {
			return short
		}
		for _, s := range short {
			if !slices.ContainsFunc(left, func(o Statement) bool { return o.ID == s.ID }) {
				sound = append(sound, s)
			}
		}
		short = left
	}
}

// sharedDays are the statements that share a day with one that continues them, or with one
// whose days are not all told: what the days hold is then not theirs alone. Statements that
// merely overlap tell of the same lines.
func sharedDays(list []Statement) map[ID]bool {
	out := map[ID]bool{}
	for i := 1; i < len(list); i++ {
		for j := i - 1; j >= 0 && list[j].Account == list[i].Account; j-- {
			if list[j].To < list[i].From || !list[j].booked() || !list[i].booked() {
				continue
			}
			if otherPage(list[i], list[j]) || meets(list[i], list[j]) || meets(list[j], list[i]) || !list[i].Stated || !list[j].Stated {
				out[list[i].ID], out[list[j].ID] = true, true
			}
		}
	}
	return out
}

// audit follows the chain from its first record and names the first that is broken.
func (v *verifying) audit() error {
	var prev [32]byte
	seen := map[string]bool{}
	salt, err := saltOf(v.ctx, v.r, v.company)
	if err != nil && v.report.Decisions+v.report.Entries == 0 {
		return nil
	} else if err != nil {
		return fmt.Errorf("company %s: %w", v.company, err)
	}
	if err := v.rules(); err != nil {
		return err
	}
	for rec, err := range v.r.Audit(v.ctx, v.company) {
		if err != nil {
			return err
		}
		v.report.Audit++
		if rec.Seq != v.report.Audit || rec.Hash != rec.Chain(prev) {
			v.broken("audit record %d: the chain breaks here", rec.Seq)
			return nil
		}
		prev = rec.Hash
		if rec.Kind == AuditRule {
			if n := v.ruleItems[rec.Ref]; n == nil || rec.Commitment != Commit(salt, n...) {
				v.broken("audit record %d: company rule %s is not what was recorded", rec.Seq, rec.Ref)
			}
			delete(v.ruleItems, rec.Ref)
		}
		if rec.Kind == AuditFollowup {
			if n := v.steps[rec.Ref]; n == nil || rec.Commitment != Commit(salt, n...) {
				v.broken("audit record %d: step %s of an anomaly is not what was recorded", rec.Seq, rec.Ref)
			}
			delete(v.steps, rec.Ref)
		}
		if rec.Kind == AuditDecision {
			seen[rec.Ref] = true
			if want, ok := v.items[rec.Ref]; !ok || rec.Commitment != Commit(salt, want...) {
				v.broken("audit record %d: decision %s is not what was recorded", rec.Seq, rec.Ref)
			}
		}
	}
	for ref := range v.steps {
		v.broken("step %s of an anomaly has no audit record", ref)
	}
	for ref := range v.ruleItems {
		v.broken("company rule %s has no audit record", ref)
	}
	for ref := range v.items {
		if !seen[ref] {
			v.broken("decision %s has no audit record", ref)
		}
	}
	head, err := v.r.AuditHead(v.ctx, v.company)
	if err != nil {
		return err
	}
	if head.Hash != prev {
		v.broken("the chain ends at record %d, its head says %d", v.report.Audit, head.Seq)
	}
	v.report.Head = hex.EncodeToString(prev[:])
	return nil
}

// rules gathers what the chain has to say of the company's rules and of its anomalies.
func (v *verifying) rules() error {
	changes, err := v.r.RuleChanges(v.ctx, v.company)
	v.ruleItems = map[string][]string{}
	for _, c := range changes {
		item := c.audit()
		v.ruleItems[item.ref] = item.content
	}
	if err != nil {
		return err
	}
	followups, err := v.r.Followups(v.ctx, v.company)
	v.steps = map[string][]string{}
	for _, f := range followups {
		item := f.audit()
		v.steps[item.ref] = item.content
	}
	return err
}
