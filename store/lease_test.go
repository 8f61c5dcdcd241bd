package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
	"github.com/rappro/rappro/store/postgres/pgtest"
)

// Of two jobs one has the lease; it is free when the first one has let it go. On PostgreSQL jobs
// of two companies go on side by side, and one of all companies keeps both away.
func TestLease(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		url     string
		company bool // whether a lease is of a company
	}{{"sqlite:" + filepath.Join(t.TempDir(), "a.db"), false}, {pgtest.URL(t), true}} {
		first := open(t, c.url)
		defer func() { _ = first.Close() }()
		second, err := store.Open(ctx, c.url, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = second.Close() }()
		for _, x := range []struct {
			one, other string
			both       bool
		}{{"", "", false}, {"", "a", false}, {"a", "", false}, {"a", "a", false}, {"a", "b", c.company}} {
			release := lease(t, first, x.one, true)
			release2 := lease(t, second, x.other, x.both)
			free(t, release, release2)
			free(t, lease(t, second, x.other, true))
		}
	}
}

func lease(t *testing.T, s reconcile.Store, company string, want bool) func() error {
	t.Helper()
	release, err := store.Lease(context.Background(), s, company)
	if want != (err == nil) || !want && !errors.Is(err, store.ErrLeased) {
		t.Fatalf("the lease of %q: %v, want it: %v", company, err, want)
	}
	if err != nil { // a worker has other companies to work for
		start := time.Now()
		if _, err := store.LeaseAtOnce(context.Background(), s, company); !errors.Is(err, store.ErrLeased) {
			t.Errorf("the lease of %q at once: %v", company, err)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("at once is after %s", took)
		}
	}
	return release
}

func free(t *testing.T, releases ...func() error) {
	t.Helper()
	for _, r := range releases {
		if r == nil {
			continue
		}
		if err := r(); err != nil {
			t.Fatal(err)
		}
	}
}
