package metrics

import (
	"cmp"
	"context"
	"sync"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
	"github.com/rappro/rappro/reconcile/receivables"
)

// company computes every sample of a company, from one snapshot.
func (c *Collector) company(ctx context.Context, r reconcile.Reader, id string,
	asOf reconcile.Date) ([]sample, error) {
	ledger, err := receivables.ReadAside(ctx, r, c.src.Service.Read, id, asOf)
	if err != nil {
		return nil, err
	}
	s := &sheet{company: id}
	var total []receivables.Age
	var customers []receivables.CustomerAge
	var ages sync.WaitGroup
	ages.Go(func() { total, customers = ledger.Ageing(), ledger.CustomerAgeing() })
	summary := ledger.Summary()
	s.owed(summary)
	s.indicators(ledger)
	ages.Wait()
	s.claims(total)
	s.customers(customers, c.src.Customers)
	s.receipts(summary, asOf)
	s.accounts(ledger.Receipts(), asOf)
	s.waiting(summary, ledger)
	if err := s.statements(ctx, r, summary, asOf); err != nil {
		return nil, err
	}
	s.matches(ledger.Made())
	if err := s.files(ctx, r); err != nil {
		return nil, err
	}
	return s.samples, s.anomalies(ctx, r, asOf)
}

// statements adds what is known of each account. Two accounts that share an alias would be one
// series: the day that is worse counts, and amounts and counts add up.
func (s *sheet) statements(ctx context.Context, r reconcile.Reader, summary receivables.Summary,
	asOf reconcile.Date) error {
	imports, err := r.Imports(ctx, s.company)
	if err != nil {
		return err
	}
	recorded := map[string]float64{}
	for _, i := range imports {
		recorded[i.ID] = float64(i.Recorded.Unix())
	}
	accounts, err := r.Accounts(ctx, s.company)
	if err != nil {
		return err
	}
	list, err := r.Statements(ctx, reconcile.Query{Company: s.company})
	if err != nil {
		return err
	}
	due, err := anomalies.Due(accounts, list, asOf)
	if err != nil {
		return err
	}
	latest, held := map[string]float64{}, map[string]float64{}
	for _, st := range list {
		switch st.State {
		case reconcile.StatementEntered:
			latest[st.Account] = max(latest[st.Account], recorded[st.Source.Import])
		case reconcile.StatementHeld:
			held[st.Account]++
		}
	}
	balances := receivables.LastBalances(list, asOf)
	by := byAlias{}
	for _, a := range summary.LastDay {
		by.worst("statement_last_day_timestamp_seconds", a.Alias, dayOrNone(a.Last))
		by.worst("statement_due_timestamp_seconds", a.Alias, dayOrNone(due[a.Account]))
		by.add("statement_balance_difference_amount", a.Alias, a.Difference)
		if b, ok := balances[a.Account]; ok {
			by.add("account_balance_amount", a.Alias, b.Amount)
		}
		by.best("import_last_success_timestamp_seconds", a.Alias, latest[a.Account])
		by.count("statements_held", a.Alias, held[a.Account])
	}
	for k, v := range by {
		labels := []string{k.alias}
		if k.currency != "" {
			labels = append(labels, string(k.currency))
		}
		s.put(k.family, v, labels...)
	}
	return nil
}

// dayOrNone is the start of a day, 0 for none.
func dayOrNone(d reconcile.Date) float64 {
	if d == 0 {
		return 0
	}
	return unix(d)
}

// byAlias are the values of accounts by what they are called.
type byAlias map[aliasKey]float64

type aliasKey struct {
	family, alias string
	currency      reconcile.Currency
}

func (b byAlias) worst(family, alias string, v float64) {
	k := aliasKey{family: family, alias: alias}
	if old, ok := b[k]; v != 0 && (!ok || v < old) {
		b[k] = v
	}
}

func (b byAlias) best(family, alias string, v float64) {
	if v != 0 {
		k := aliasKey{family: family, alias: alias}
		b[k] = max(b[k], v)
	}
}

func (b byAlias) count(family, alias string, v float64) {
	b[aliasKey{family: family, alias: alias}] += v
}

func (b byAlias) add(family, alias string, m reconcile.Money) {
	b[aliasKey{family, alias, m.Currency}] += major(m)
}

// anomalies adds what stands and was not dismissed, and what was ever found and ever went. What
// goes leaves a step in its life, so that found is what stands and what went: neither falls. An
// anomaly stands under the severity of its kind, also where its own grows with time.
func (s *sheet) anomalies(ctx context.Context, r reconcile.Reader, asOf reconcile.Date) error {
	steps, err := r.Followups(ctx, s.company)
	if err != nil {
		return err
	}
	open, found, gone := kinds{}, kinds{}, kinds{}
	for _, f := range steps {
		if f.State == reconcile.AnomalyResolved {
			gone[f.Anomaly.Kind]++
			found[f.Anomaly.Kind]++
			open[f.Anomaly.Kind] += 0 // a kind that went shows 0, and does not vanish
		}
	}
	life := reconcile.LifeOf(steps)
	for a, err := range r.Anomalies(ctx, reconcile.Query{Company: s.company}) {
		if err != nil {
			return err
		}
		found[a.Kind]++
		gone[a.Kind] += 0
		open[a.Kind] += 0
		if a.BookingDate <= asOf && life.State(a) != reconcile.AnomalyDismissed {
			open[a.Kind]++
		}
	}
	severity := map[reconcile.AnomalyKind]reconcile.Severity{}
	for _, k := range anomalies.Catalogue() {
		severity[k.Kind] = k.Severity
	}
	for family, m := range map[string]kinds{"anomalies_open": open, "anomalies_detected_total": found,
		"anomalies_resolved_total": gone} {
		for k, n := range m {
			s.put(family, float64(n), string(k), string(cmp.Or(severity[k], k.Severity())))
		}
	}
	return nil
}

// kinds count anomalies.
type kinds map[reconcile.AnomalyKind]int
