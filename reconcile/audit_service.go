package reconcile

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"slices"
	"time"
)

// auditItem is something to record: its kind, its id, and the content that the commitment
// hides.
type auditItem struct {
	kind, ref string
	content   []string
}

// audit appends links to the company's chain in the transaction of what they record.
func (s *Service) audit(ctx context.Context, w Writer, c Call, items []auditItem) error {
	if len(items) == 0 {
		return nil
	}
	chain, err := auditChain(ctx, w, c)
	if err != nil {
		return err
	}
	return w.AppendAudit(ctx, c.Company, chain.links(items, s.Now().UTC()))
}

// auditing makes the links of a company's chain in one transaction.
type auditing struct {
	salted hash.Hash
	by     string // commitment of who acts
	head   AuditRecord
}

func auditChain(ctx context.Context, r Reader, c Call) (*auditing, error) {
	salt, err := saltOf(ctx, r, c.Company)
	if err != nil {
		return nil, err
	}
	head, err := r.AuditHead(ctx, c.Company)
	x := &auditing{salted: hmac.New(sha256.New, salt), head: head}
	actor := commit(x.salted, []string{"actor", c.Actor.String()})
	x.by = hex.EncodeToString(actor[:8])
	return x, err
}

// links continues the chain.
func (x *auditing) links(items []auditItem, now time.Time) []AuditRecord {
	records := make([]AuditRecord, len(items))
	for i, it := range items {
		r := AuditRecord{Seq: x.head.Seq + 1, Kind: it.kind, Ref: it.ref,
			Actor: x.by, Recorded: now, Commitment: commit(x.salted, it.content)}
		r.Hash = r.Chain(x.head.Hash)
		records[i], x.head = r, r
	}
	return records
}

func saltOf(ctx context.Context, r Reader, company string) ([]byte, error) {
	companies, err := r.Companies(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(companies, func(c Company) bool { return c.ID == company })
	if i < 0 {
		return nil, ErrNotFound
	}
	return companies[i].Salt, nil
}

// auditOf is the record of a decision: its content by hash, who is in the actor.
func auditOf(d Decision) auditItem {
	sum := d.Content
	return auditItem{AuditDecision, d.ID.String(), []string{string(d.ID[:]), string(sum[:]), d.Reason}}
}
