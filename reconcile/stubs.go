package reconcile

import (
	"context"
	"errors"
	"iter"
)

var errSoon = errors.New("being written")

func (s *Service) Import(ctx context.Context, c Call, files []File) ([]ImportReport, error) {
	return nil, errSoon
}
func (s *Service) Reconcile(ctx context.Context, c Call) (RunReport, error) {
	return RunReport{}, errSoon
}
func (s *Service) accept(ctx context.Context, c Call, refs []string) ([]Change, error) {
	return nil, errSoon
}
func (s *Service) refuse(ctx context.Context, c Call, refs []string) ([]Change, error) {
	return nil, errSoon
}
func (s *Service) assign(ctx context.Context, c Call, a Assignment) ([]Change, error) {
	return nil, errSoon
}
func (s *Service) undo(ctx context.Context, c Call, ids []string) ([]Change, error) {
	return nil, errSoon
}
func (s *Service) verify(ctx context.Context, company string) (VerifyReport, error) {
	return VerifyReport{}, errSoon
}
func allocationLines(ctx context.Context, r Reader, q Query) iter.Seq2[AllocationLine, error] {
	return func(func(AllocationLine, error) bool) {}
}
func summarise(ctx context.Context, r Reader, c Call) (Summary, error) { return Summary{}, errSoon }
