package reconcile

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
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
	return s.auditAt(ctx, w, c, items, s.Now().UTC())
}

func (s *Service) auditAt(ctx context.Context, w Writer, c Call, items []auditItem,
	now time.Time) error {
	if len(items) == 0 {
		return nil
	}
	salt, err := saltOf(ctx, w, c.Company)
	if err != nil {
		return err
	}
	head, err := w.AuditHead(ctx, c.Company)
	if err != nil {
		return err
	}
	salted := hmac.New(sha256.New, salt)
	actor := commit(salted, []string{"actor", c.Actor.String()})
	by := hex.EncodeToString(actor[:8])
	records := make([]AuditRecord, len(items))
	for i, it := range items {
		r := AuditRecord{Seq: head.Seq + 1, Kind: it.kind, Ref: it.ref,
			Actor: by, Recorded: now, Commitment: commit(salted, it.content)}
		r.Hash = r.Chain(head.Hash)
		records[i], head = r, r
	}
	return w.AppendAudit(ctx, c.Company, records)
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
