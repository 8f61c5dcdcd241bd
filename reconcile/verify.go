package reconcile

import "context"

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
}

// Verify recomputes every rule of DESIGN section 5 and the audit chain over the store.
func (s *Service) Verify(ctx context.Context, company string) (VerifyReport, error) {
	return s.verify(ctx, company)
}
