package reconcile

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strconv"
	"time"
)

// auditItem is something to record: its kind, its id, and the digest of the content that the
// commitment hides. A run records ten thousand at once: their content itself need not wait.
type auditItem struct {
	kind, ref string
	content   [32]byte
}

func itemOf(kind, ref string, content ...string) auditItem {
	return auditItem{kind, ref, digest(content...)}
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
	actor := commit(x.salted, digest("actor", c.Actor.String()))
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

// auditOf is the record of a decision: all that the store keeps of it, what it does by hash. Its
// number among the decisions of its source is not known yet; the order of the chain holds that.
func auditOf(d Decision) auditItem {
	var why, room [1024]byte // of most, so that nothing is allocated
	w := why[:0]
	for _, e := range d.Evidence {
		for _, s := range [...]string{e.Signal, string(e.Field), e.Quote, e.Invoice} {
			w = append(binary.AppendUvarint(w, uint64(len(s))), s...)
		}
		for _, n := range [...]int{e.Start, e.End, e.Weight} {
			w = binary.AppendVarint(w, int64(n))
		}
	}
	w = append(append(w, d.Payment[:]...), d.Undoes[:]...) // whole: a printed one is its end
	for _, id := range d.Refuses {
		w = append(w, id[:]...)
	}
	b := appendField(appendField(room[:0], d.ID[:]), d.Content[:])
	for _, s := range [...]string{d.Reason, d.Rule, strconv.Itoa(d.Rank), strconv.Itoa(int(d.Confidence))} {
		b = appendField(b, s)
	}
	b = appendField(b, w)
	for _, s := range [...]string{d.Request, d.Run, d.Actor.String(), string(d.Actor.Role),
		instantText(d.Recorded)} {
		b = appendField(b, s)
	}
	return auditItem{AuditDecision, d.ID.String(), sha256.Sum256(b)}
}

// auditOfImport is the record of a file that was read.
func auditOfImport(r ImportRecord) auditItem {
	return itemOf(AuditImport, r.ID, string(r.Digest[:]), r.Name, r.Format,
		fmt.Sprint(r.Size, r.Statements, r.Entries, r.New, r.Invoices, r.Seq), string(r.Outcome), r.Reason,
		r.Actor.String(), string(r.Actor.Role), instantText(r.Recorded), string(r.Content[:]))
}

// instantText is an instant as it is committed to.
func instantText(t time.Time) string { return strconv.FormatInt(t.UnixNano(), 10) }
