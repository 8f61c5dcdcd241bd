package metrics

import (
	"cmp"
	"context"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// matches adds what was ever decided and what of it was undone. The rule of a person who decided
// without a proposal is none.
func (s *sheet) matches(list []receivables.Made) {
	for _, m := range list {
		origin := "manual"
		if m.Automatic {
			origin = "auto"
		}
		rule := cmp.Or(m.Rule, "none")
		s.put("matches_total", float64(m.Decisions), rule, origin)
		s.put("matches_reversed_total", float64(m.Undone), rule, origin)
	}
}

// files adds what imports made of files, and what was taken back. A counter that has counted nothing
// yet is there with 0, so that its first event is seen as one.
func (s *sheet) files(ctx context.Context, r reconcile.Reader) error {
	intakes, err := r.Intakes(ctx, s.company)
	if err != nil {
		return err
	}
	undone, err := r.UndoneImports(ctx, s.company)
	if err != nil {
		return err
	}
	type result struct{ format, outcome string }
	results, formats := map[result]int{}, map[string]string{} // the format of a file, by id
	lines, back, files := map[string]int{}, map[string]int{}, map[string]int{}
	skipped := map[result]int{}
	for _, v := range intakes {
		format := cmp.Or(v.Format, "unknown")
		formats[v.Import] = format
		results[result{format, string(v.Outcome)}]++
		files[format] += 0
		if v.Lines+v.Repeated+v.Pending > 0 { // else it told of no account
			lines[format] += v.Lines
			back[format] += 0
			skipped[result{format, "duplicate"}] += v.Repeated
			skipped[result{format, "pending"}] += v.Pending
		}
	}
	for _, u := range undone {
		files[formats[u.Import]]++
		if u.Entries > 0 {
			back[formats[u.Import]] += u.Entries
		}
	}
	for k, n := range results {
		s.put("imports_total", float64(n), k.format, k.outcome)
	}
	for k, n := range skipped {
		s.put("bank_lines_skipped_total", float64(n), k.format, k.outcome)
	}
	for family, m := range map[string]map[string]int{"imports_reverted_total": files,
		"bank_lines_imported_total": lines, "bank_lines_reverted_total": back} {
		for format, n := range m {
			s.put(family, float64(n), format)
		}
	}
	return nil
}
