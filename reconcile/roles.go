package reconcile

import (
	"errors"
	"fmt"
	"slices"
)

// Role is in which capacity a person acts. What a role may do is a rule of the service, the same for
// command line, screen and API; it is recorded with all that the person does. It is enforced of
// somebody who has logged in ([Call.Login]): who runs the program on his own machine can as well
// open the store with another tool, and is believed.
type Role string

// The roles, each with all rights of those before it, but for approving what is one's own.
const (
	Viewer     Role = "viewer"     // looks
	Accountant Role = "accountant" // enters files and decides
	Reviewer   Role = "reviewer"   // sets others right and approves what is large
	Admin      Role = "admin"      // looks after the store
)

// Roles lists them in order of their rights.
func Roles() []Role { return []Role{Viewer, Accountant, Reviewer, Admin} }

// Action is what somebody does, as far as roles tell it apart.
type Action string

// The actions.
const (
	ActLook      Action = "look"
	ActImport    Action = "import"
	ActReconcile Action = "reconcile"
	ActDecide    Action = "decide" // accept, refuse, assign
	ActWriteOff  Action = "write_off"
	ActUndo      Action = "undo" // a decision, a run or an import: his own, or another's
	ActAnomaly   Action = "anomaly"
	ActRule      Action = "rule"
	ActOverride  Action = "override" // enter a statement that does not prove
	ActApprove   Action = "approve"  // as the second person of what takes four eyes
	ActStore     Action = "store"    // migrate, backup, restore
)

// Actions lists them in the order of the documentation.
func Actions() []Action {
	return []Action{ActLook, ActImport, ActReconcile, ActDecide, ActWriteOff, ActUndo, ActAnomaly, ActRule,
		ActOverride, ActApprove, ActStore}
}

// May says whether a role allows an action on what is one's own or another's. Nobody approves his
// own, whatever his role.
func (r Role) May(a Action, own bool) bool {
	least := Admin
	switch a {
	case ActLook:
		least = Viewer
	case ActImport, ActReconcile, ActDecide, ActWriteOff, ActAnomaly:
		least = Accountant
	case ActUndo:
		if least = Reviewer; own {
			least = Accountant
		}
	case ActRule, ActOverride:
		least = Reviewer
	case ActApprove:
		if least = Reviewer; own {
			return false
		}
	}
	have := slices.Index(Roles(), r)
	return have >= 0 && have >= slices.Index(Roles(), least)
}

// FourEyes says whether an action of this amount, in minor units, takes a second person. What is
// given up, or entered against the bank's own balances, has a lower limit than money that is put in its
// place. What is given up of one invoice counts in all; small write-offs on many are told by their
// anomaly.
func (p Policy) FourEyes(a Action, minor int64) bool {
	switch a {
	case ActWriteOff, ActOverride:
		return int64(magnitude(minor)) > p.FourEyesMinor
	case ActDecide, ActUndo:
		return int64(magnitude(minor)) > p.FourEyesDecisionMinor
	}
	return false
}

// Errors of roles, to be tested with errors.Is.
var (
	ErrRole     = errors.New("this role does not allow it")
	ErrFourEyes = errors.New("this amount takes the approval of a second person")
)

// reason is what the actor said, and who approved it.
func (c Call) reason() string {
	if c.Second.Name == "" {
		return c.Reason
	}
	return fmt.Sprintf("%s (approved by %s, %s)", c.Reason, c.Second.Name, c.Second.Role)
}

// weight is how much parts move, or close without money: the larger of what goes one way and what
// goes the other, in minor units.
func weight(parts []Part) int64 {
	var up, down int64
	for _, p := range parts {
		m := p.Moves.Minor
		if m == 0 {
			m = p.Closes.Minor
		}
		up, down = up+max(m, 0), down+max(-m, 0)
	}
	return max(up, down)
}

// permitted is asked before everything that somebody does. Owner is who did what the action is about:
// the caller himself where there is nothing yet.
func (c Call) permitted(a Action, owner Actor, minor int64) error {
	if !c.Login {
		return nil
	}
	own := owner.Kind != Person || owner.Name == c.Actor.Name // what a rule did is anybody's
	if !c.Actor.Role.May(a, own) {
		return fmt.Errorf("%s as %s: %w", a, cmpOr(string(c.Actor.Role), "nobody"), ErrRole)
	}
	if !c.Policy.FourEyes(a, minor) {
		return nil
	}
	if c.Second.Kind != Person || !c.Second.Role.May(ActApprove, c.Second.Name == c.Actor.Name) {
		return fmt.Errorf("%s: %w", a, ErrFourEyes)
	}
	return nil
}
