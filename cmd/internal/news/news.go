// Package news finds what a person has not heard of yet: of all that stands in the books of a company
// and in the inbox, what was in no letter before.
//
// It compares what stands with what was told, and not with what the last run did. So a run that
// was killed before it could tell loses nothing: the next one finds the same, and in the same words.
// What was told is kept as digests of names (package mail); what has gone is forgotten, and is
// news again should it come back.
package news

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
)

// News is what is new of a company on a day.
type News struct {
	Company string // empty for files that nobody can place
	AsOf    reconcile.Date
	Held    []string // names of files that are held or ask something, since the last time
	Failed  []string // names of files that were refused, since the last time
	// Choose are the payments that wait for a choice.
	Choose Matter
	// Lines are those of the page of anomalies that are for today and hold something new (PRACTICE 4).
	// The family of choices is not among them: Choose says the same.
	Lines []Matter
	// Told is what was told once this is: what stands now, and what was told and still stands.
	Told []string
}

// Matter is something that stands: how much of it, and how much of that is new.
type Matter struct {
	Family   string                // of anomalies
	Kind     reconcile.AnomalyKind // where the family has one
	Severity reconcile.Severity
	All, New int
	Sums     []reconcile.Money // of all, in order of currency
}

// Empty says that there is nothing to tell.
func (n News) Empty() bool {
	return len(n.Held)+len(n.Failed)+n.Choose.New+len(n.Lines) == 0
}

// Books is what stands in the books of a company.
type Books struct {
	Page    anomalies.Page
	Waiting []reconcile.Payment // with proposals, in order of id
}

// Look reads what stands on the as-of date of a call.
func Look(ctx context.Context, r reconcile.Reader, c reconcile.Call) (b Books, err error) {
	if b.Page, err = anomalies.Look(ctx, r, c); err != nil {
		return b, err
	}
	var ids []reconcile.ID
	for p, err := range r.Proposals(ctx, reconcile.Query{Company: c.Company, AsOf: c.AsOf}) {
		if err != nil {
			return b, err
		}
		if len(ids) == 0 || ids[len(ids)-1] != p.Payment {
			ids = append(ids, p.Payment)
		}
	}
	if len(ids) == 0 {
		return b, nil
	}
	for p, err := range r.Payments(ctx, reconcile.Query{Company: c.Company, Payments: ids, Figures: true}) {
		if err != nil {
			return b, err
		}
		b.Waiting = append(b.Waiting, p)
	}
	return b, nil
}

// Of compares what stands with what was told. Files are those of the company in the inbox.
func Of(company string, asOf reconcile.Date, b Books, files []inbox.Standing, told []string) News {
	n := News{Company: company, AsOf: asOf}
	t := teller{told: map[string]bool{}, stands: map[string]bool{}}
	for _, item := range told {
		t.told[item] = true
	}
	for _, f := range files {
		if !t.isNew("file", f.Folder, f.Name, f.Written.UTC().Format(time.RFC3339Nano)) {
			continue
		}
		if f.Folder == inbox.Failed {
			n.Failed = append(n.Failed, f.Name)
		} else {
			n.Held = append(n.Held, f.Name)
		}
	}
	for _, p := range b.Waiting {
		n.Choose.add(p.Amount.Abs()) // a refund that waits takes nothing off the credits that do
		if t.isNew("choose", string(p.ID[:])) {
			n.Choose.New++
		}
	}
	for _, l := range b.Page.Lines[:b.Page.Daily] {
		if m := t.line(l); m.New > 0 && l.Family != "choose" {
			n.Lines = append(n.Lines, m)
		}
	}
	// A finding whose line is not on the page today was told all the same.
	for _, f := range b.Page.Findings {
		if name := anomaly(f); t.told[name] && f.State != reconcile.AnomalyResolved {
			t.stands[name] = true
		}
	}
	for item := range t.stands {
		n.Told = append(n.Told, item)
	}
	slices.Sort(n.Told)
	return n
}

// teller knows what was told, and gathers what stands.
type teller struct{ told, stands map[string]bool }

// isNew says whether what stands was not told.
func (t teller) isNew(words ...string) bool { return t.unheard(name(words...)) }

func (t teller) unheard(item string) bool {
	t.stands[item] = true
	return !t.told[item]
}

func (t teller) line(l anomalies.Line) Matter {
	m := Matter{Family: l.Family, Kind: l.Kind(), Severity: l.Severity, All: l.Objects(), Sums: l.Sums}
	for _, f := range l.Findings {
		if t.unheard(anomaly(f)) {
			m.New++
		}
	}
	m.New = min(m.New, m.All) // what two kinds say of one payment is one thing
	return m
}

func anomaly(f anomalies.Finding) string { return name("anomaly", string(f.Kind), f.Key) }

// name is a digest, so that what was told tells nobody whose account it is of.
func name(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(sum[:12])
}

// add counts an amount.
func (m *Matter) add(a reconcile.Money) {
	m.All++
	i, found := slices.BinarySearchFunc(m.Sums, a, func(x, y reconcile.Money) int {
		return strings.Compare(string(x.Currency), string(y.Currency))
	})
	if !found {
		m.Sums = slices.Insert(m.Sums, i, reconcile.Money{Currency: a.Currency})
	}
	m.Sums[i].Minor += a.Minor
}
