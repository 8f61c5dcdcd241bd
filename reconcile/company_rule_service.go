package reconcile

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// AddRule adds a rule of the company. It decides nothing by itself: the next run does. The
// name of a rule that was removed is not given again to another one, because decisions
// quote it.
func (s *Service) AddRule(ctx context.Context, c Call, x CompanyRule) (RuleChange, error) {
	return s.changeRules(ctx, c, func(w Writer, old []RuleChange) (RuleChange, error) {
		if err := x.Check(); err != nil {
			return RuleChange{}, err
		}
		for _, o := range old {
			if o.Rule.ID == x.ID && o.Rule != x {
				return RuleChange{}, fmt.Errorf("rule %q: %w: history knows another rule by this name; "+
					"give a new one", x.ID, ErrConflict)
			}
		}
		if slices.Contains(ActiveRules(old), x) {
			return RuleChange{}, fmt.Errorf("rule %q stands already", x.ID)
		}
		return RuleChange{Rule: x}, s.ruleCustomer(ctx, w, c, x)
	})
}

func (s *Service) ruleCustomer(ctx context.Context, r Reader, c Call, x CompanyRule) error {
	if x.Customer == "" {
		return nil
	}
	list, err := r.Customers(ctx, c.Company)
	if err == nil && !slices.ContainsFunc(list, func(k Customer) bool { return k.ID == x.Customer }) {
		err = fmt.Errorf("customer %q: %w; `rappro list customers` shows them", x.Customer, ErrNotFound)
	}
	return err
}

// RemoveRule takes a rule out of force. What it decided stays: undo that apart.
func (s *Service) RemoveRule(ctx context.Context, c Call, id string) (RuleChange, error) {
	return s.changeRules(ctx, c, func(_ Writer, old []RuleChange) (RuleChange, error) {
		for _, x := range ActiveRules(old) {
			if x.ID == id {
				return RuleChange{Rule: x, Removed: true}, nil
			}
		}
		return RuleChange{}, fmt.Errorf("rule %q: %w; `rappro rules list` shows them", id, ErrNotFound)
	})
}

// changeRules writes one change with its audit record, unless it is a dry run.
func (s *Service) changeRules(ctx context.Context, c Call,
	fn func(Writer, []RuleChange) (RuleChange, error)) (RuleChange, error) {
	var change RuleChange
	if err := c.permitted(ActRule, c.Actor, 0); err != nil {
		return change, err
	}
	err := s.Store.Update(ctx, c.Company, func(w Writer) error {
		if err := s.ensureCompany(ctx, w, c.Company); err != nil {
			return err
		}
		old, err := w.RuleChanges(ctx, c.Company)
		if err != nil {
			return err
		}
		if change, err = fn(w, old); err != nil {
			return err
		}
		change.Seq, change.Actor, change.Reason = len(old)+1, c.Actor, c.Reason
		change.Recorded = s.Now().UTC()
		if err := w.AddRuleChange(ctx, c.Company, change); err != nil {
			return err
		}
		if err := s.audit(ctx, w, c, []auditItem{change.audit()}); err != nil {
			return err
		}
		if c.DryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return change, err
}

// audit is what the chain commits to of a change.
func (c RuleChange) audit() auditItem {
	x := c.Rule
	return itemOf(AuditRule, strconv.Itoa(c.Seq), x.ID, x.IBAN, x.Payer, x.Text, x.Customer,
		x.Kind, strconv.FormatBool(x.Never), strconv.FormatBool(c.Removed), c.Reason, c.Actor.String(), string(c.Actor.Role),
		instantText(c.Recorded))
}
