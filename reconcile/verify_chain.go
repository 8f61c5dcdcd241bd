package reconcile

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// recorded is what the audit chain has to say of what is stored.
type recorded struct {
	links []link
	// at finds the link of a decision by its printed name, in bytes.
	at map[[10]byte]int32
	// imports are the last records of files that were not taken back, undone those of the taking
	// back by their number, rules those of company rules, steps those of the lives of anomalies.
	imports, undone, rules, steps map[string][32]byte
}

// link is what the chain says of a decision, and what else is found to go with it.
type link struct {
	commitment [32]byte
	seq        int64  // of the audit record
	places     uint64 // sum over its allocations, less that over its parts
	met        bool   // the decision is stored
}

// of finds the link of a decision, nil where the chain knows none.
func (c *recorded) of(id ID) *link {
	i, ok := c.at[[10]byte(id[6:])]
	if !ok {
		return nil
	}
	return &c.links[i]
}

// audit follows the chain from its first record, and names the record that does not follow from
// the one before. What the records say is held against what is stored later.
func (v *verifying) audit() error {
	v.recorded = recorded{at: map[[10]byte]int32{}, imports: map[string][32]byte{}, undone: map[string][32]byte{},
		rules: map[string][32]byte{}, steps: map[string][32]byte{}}
	salt, err := saltOf(v.ctx, v.r, v.company)
	v.salted = hmac.New(sha256.New, salt)
	missing := errors.Is(err, ErrNotFound)
	if err != nil && !missing {
		return err
	}
	var last AuditRecord
	for rec, err := range v.r.Audit(v.ctx, v.company) {
		if err != nil {
			return v.unread(err) // the rest of the chain is not there, and all that it recorded
		}
		v.report.Audit++
		if rec.Seq != last.Seq+1 || rec.Hash != rec.Chain(last.Hash) {
			v.broken("audit record %d: the chain breaks here", rec.Seq)
		}
		v.keep(rec)
		last = rec
		v.report.Head = hex.EncodeToString(rec.Hash[:])
		v.heads = slices.DeleteFunc(v.heads, func(h string) bool { return h == v.report.Head })
	}
	if missing && v.report.Audit > 0 {
		return fmt.Errorf("company %s: %w", v.company, ErrNotFound)
	}
	head, err := v.r.AuditHead(v.ctx, v.company)
	if err != nil {
		return err
	}
	if head.Hash != last.Hash || head.Seq != last.Seq {
		v.broken("the chain ends at record %d, its head says %d", last.Seq, head.Seq)
	}
	for _, h := range v.heads {
		v.broken("the chain does not hold the head %s that was kept: its end was cut off, or it was rewritten", h)
	}
	return nil
}

// keep notes what a record says.
func (v *verifying) keep(rec AuditRecord) {
	switch rec.Kind {
	case AuditDecision:
		name, err := printed.DecodeString(rec.Ref)
		if err != nil || len(name) != 10 {
			v.broken("audit record %d: %q names no decision", rec.Seq, rec.Ref)
			return
		}
		key := [10]byte(name)
		if _, twice := v.recorded.at[key]; twice {
			v.broken("audit record %d: decision %s was recorded before", rec.Seq, rec.Ref)
			return
		}
		v.recorded.at[key] = int32(len(v.recorded.links))
		v.recorded.links = append(v.recorded.links, link{commitment: rec.Commitment, seq: rec.Seq})
	case AuditImport:
		v.recorded.imports[rec.Ref] = rec.Commitment
	case AuditUnimport:
		delete(v.recorded.imports, rec.Ref)
		v.recorded.undone[strconv.FormatInt(rec.Seq, 10)] = rec.Commitment
	case AuditRule:
		v.recorded.rules[rec.Ref] = rec.Commitment
	case AuditFollowup:
		v.recorded.steps[rec.Ref] = rec.Commitment
	}
}

// rules holds the company's rules against the chain.
func (v *verifying) rules() error {
	changes, err := v.r.RuleChanges(v.ctx, v.company)
	for _, c := range changes {
		item := c.audit()
		if v.recorded.rules[item.ref] != commit(v.salted, item.content) {
			v.broken("company rule %s is not what was recorded", item.ref)
		}
		delete(v.recorded.rules, item.ref)
	}
	for _, ref := range slices.Sorted(maps.Keys(v.recorded.rules)) {
		v.broken("company rule %s is recorded and not there", ref)
	}
	return err
}

// steps holds what was said of anomalies against the chain.
func (v *verifying) steps() error {
	list, err := v.r.Followups(v.ctx, v.company)
	for _, f := range list {
		item := f.audit()
		if v.recorded.steps[item.ref] != commit(v.salted, item.content) {
			v.broken("step %s of an anomaly is not what was recorded", item.ref)
		}
		delete(v.recorded.steps, item.ref)
	}
	for _, ref := range slices.Sorted(maps.Keys(v.recorded.steps)) {
		v.broken("step %s of an anomaly is recorded and not there", ref)
	}
	return err
}

// undone holds the files that were taken back against the chain.
func (v *verifying) undone() error {
	list, err := v.r.UndoneImports(v.ctx, v.company)
	for _, u := range list {
		seq := strconv.FormatInt(u.Seq, 10)
		if v.recorded.undone[seq] != commit(v.salted, u.audit().content) {
			v.broken("audit record %s: the undo of import %s is not what was recorded", seq, u.Import)
		}
		delete(v.recorded.undone, seq)
	}
	for _, seq := range slices.Sorted(maps.Keys(v.recorded.undone)) {
		v.broken("audit record %s: the undo of an import is recorded and not there", seq)
	}
	return err
}

// imports holds the files that were read against the chain.
func (v *verifying) imports() error {
	list, err := v.r.Imports(v.ctx, v.company)
	for _, r := range list {
		if v.recorded.imports[r.ID] != commit(v.salted, auditOfImport(r).content) {
			v.broken("import %s is not what was recorded", r.ID)
		}
		if sum := v.origins[r.ID]; sum == nil && r.Content != (EntrySum{}) || sum != nil && *sum != r.Content {
			v.broken("import %s: what is stored of it is not what it brought", r.ID)
		}
		delete(v.origins, r.ID)
		delete(v.recorded.imports, r.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(v.origins)) {
		v.broken("import %s is not there, and something is stored of it", id)
	}
	for _, ref := range slices.Sorted(maps.Keys(v.recorded.imports)) {
		v.broken("import %s is recorded and not there", ref)
	}
	return err
}
