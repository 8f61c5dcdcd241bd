package reconcile

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Expecting adds to a reference PAYMENT#RANK what the caller saw there: for each invoice its
// number, a NUL and the cash; none where it puts no cash on any. A proposal that says something
// else by now is stale: ranks shift when the books change.
func Expecting(ref string, cash []string) string {
	cash = slices.Clone(cash)
	slices.Sort(cash)
	return ref + "\x01" + strings.Join(cash, "\x01")
}

// expected says whether a proposal is still what a reference expects.
func expected(ref string, o Proposal) bool {
	_, want, given := strings.Cut(ref, "\x01")
	var cash []string
	for _, p := range mergeParts(o.Parts) {
		if p.Kind == Cash {
			cash = append(cash, p.Invoice+"\x00"+p.Moves.Decimal())
		}
	}
	slices.Sort(cash)
	return !given || want == strings.Join(cash, "\x01")
}

// paymentRef splits PAYMENT#RANK; rank is 0 when it is not given.
func paymentRef(s string) (id string, rank int, err error) {
	s, _, _ = strings.Cut(s, "\x01")
	id, n, ok := strings.Cut(s, "#")
	if !ok {
		return id, 0, nil
	}
	if rank, err = strconv.Atoi(n); err != nil || rank < 1 {
		return "", 0, fmt.Errorf("%q: want PAYMENT#RANK with a rank from 1", s)
	}
	return id, rank, nil
}

// FindPayment resolves a printed payment id, a unique prefix of one, or a bank's reference
// that only one payment has.
func FindPayment(ctx context.Context, r Reader, company, name string) (Payment, error) {
	found, err := allNamed(name, r.Payments(ctx, Query{Company: company, Named: name}))
	if err != nil {
		return Payment{}, err
	}
	switch len(found) {
	case 0:
		return Payment{}, fmt.Errorf("payment %q: %w; `rappro list payments` shows them", name, ErrNotFound)
	case 1:
		return found[0], nil
	}
	return Payment{}, fmt.Errorf("payment %q: %d payments begin so; give more characters", name, len(found))
}

// FindDecision resolves a printed decision id or a unique prefix of one.
func FindDecision(ctx context.Context, r Reader, company, name string) (Decision, error) {
	found, err := allNamed(name, r.Decisions(ctx, Query{Company: company, Named: name, Brief: true}))
	if err != nil {
		return Decision{}, err
	}
	switch len(found) {
	case 0:
		return Decision{}, fmt.Errorf("decision %q: %w; `rappro list decisions` shows them", name, ErrNotFound)
	case 1:
		return withEvidence(ctx, r, company, found[0])
	}
	return Decision{}, fmt.Errorf("decision %q: %d decisions begin so; give more characters", name, len(found))
}

// allNamed is all that a list has under a name. No name is nobody's.
func allNamed[T any](name string, list iter.Seq2[T, error]) (found []T, err error) {
	if name == "" {
		return nil, nil
	}
	for v, err := range list {
		if err != nil {
			return nil, err
		}
		found = append(found, v)
	}
	return found, nil
}

// withEvidence is a decision that was read without its evidence.
func withEvidence(ctx context.Context, r Reader, company string, d Decision) (Decision, error) {
	whole, err := r.Decision(ctx, company, d.ID)
	whole.Live = d.Live
	return whole, err
}

// bareRef is a reference as a person wrote it.
func bareRef(ref string) string {
	ref, _, _ = strings.Cut(ref, "\x01")
	return ref
}
