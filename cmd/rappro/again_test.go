package main

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	generated "github.com/rappro/rappro/fixtures/world"
	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
)

// generatedOffice is an office with the invoices of a generated world, whose statements in the
// folder are still to be imported.
func generatedOffice(t *testing.T, seed uint64, options generated.Options) (o office, folder string,
	files []os.DirEntry) {
	t.Helper()
	w, err := generated.New(seed, options)
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	if err := w.Write(folder); err != nil {
		t.Fatal(err)
	}
	o = office{t: t, db: "sqlite:" + filepath.Join(t.TempDir(), "books.db"), asOf: "2099-01-01"}
	o.rappro("init")
	o.rappro("import", filepath.Join(folder, "invoices.csv"))
	files, err = os.ReadDir(filepath.Join(folder, "statements"))
	if err != nil {
		t.Fatal(err)
	}
	return o, folder, files
}

// A session that is used again for another pass over the days judges as a new one would that
// is opened on the same books and told of the same decisions.
func TestSessionUsedAgain(t *testing.T) {
	judged := 0
	for seed, options := range []generated.Options{{Invoices: 150, Realistic: true},
		{Invoices: 150, Hard: true}} {
		o, folder, files := generatedOffice(t, uint64(seed)+21, options)
		for i, f := range files {
			o.rappro("import", filepath.Join(folder, "statements", f.Name()))
			if i%(len(files)/3+1) == 0 || i == len(files)-1 {
				judged += reconcileTwice(t, o.db)
			}
		}
	}
	if judged == 0 {
		t.Error("no session was used again")
	}
	t.Logf("%d credits judged by sessions used again", judged)
}

func reconcileTwice(t *testing.T, db string) int {
	t.Helper()
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := &doubting{Matcher: matcher.New(), t: t}
	svc := &reconcile.Service{Store: s, Matcher: m, Now: time.Now}
	_, err = svc.Reconcile(t.Context(), reconcile.Call{Company: reconcile.DefaultCompany,
		AsOf: reconcile.NewDate(2099, 1, 1), Policy: reconcile.DefaultPolicy(),
		Actor: reconcile.Actor{Kind: reconcile.Job, Name: "test"}})
	if err != nil {
		t.Fatal(err)
	}
	return m.judged
}

// doubting is a matcher that sets a new session beside every one that is used again.
type doubting struct {
	reconcile.Matcher
	t      *testing.T
	judged int
}

func (m *doubting) Open(l reconcile.Ledger) reconcile.Session {
	l.Invoices = slices.Values(slices.Collect(l.Invoices)) // as they stand now
	return &doubted{Session: m.Matcher.Open(l), m: m, ledger: l}
}

type doubted struct {
	reconcile.Session
	m       *doubting
	ledger  reconcile.Ledger
	applied []appliedTo
	fresh   reconcile.Session
}

type appliedTo struct {
	p reconcile.Payment
	d reconcile.Decision
}

func (s *doubted) Apply(p reconcile.Payment, d reconcile.Decision) {
	s.applied = append(s.applied, appliedTo{p, d})
	s.Session.Apply(p, d)
	if s.fresh != nil {
		s.fresh.Apply(p, d)
	}
}

func (s *doubted) Wait(p reconcile.Payment, v reconcile.Verdict) {
	s.Session.Wait(p, v)
	if s.fresh != nil {
		s.fresh.Wait(p, v)
	}
}

func (s *doubted) Again() {
	s.Session.Again()
	s.fresh = s.m.Matcher.Open(s.ledger)
	for _, a := range s.applied {
		s.fresh.Apply(a.p, a.d)
	}
}

func (s *doubted) Day(day reconcile.Date, p []reconcile.Payment) []reconcile.Verdict {
	v := s.Session.Day(day, p)
	if s.fresh == nil {
		return v
	}
	s.m.judged += len(p)
	for i, other := range s.fresh.Day(day, p) {
		if !reflect.DeepEqual(v[i], other) {
			s.m.t.Errorf("%s %s: used again\n%+v\nnew\n%+v", day, p[i].Reference, v[i], other)
		}
	}
	return v
}
