// Package store opens a store by its URL: sqlite:PATH for a file, postgres://… for a
// PostgreSQL database. Everything else is behind reconcile.Store, and both kinds answer
// byte for byte alike; store/storetest proves it.
package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/postgres"
	"github.com/rappro/rappro/store/sqlite"
)

// Options say what Open may do.
type Options struct {
	// Create lets Open make a store where there is none. Without it, nothing is made.
	Create bool
}

// Open opens the store of a URL. A missing store is reconcile.ErrNoStore, one that another
// version wrote reconcile.ErrOlderStore or ErrNewerStore, each with what to do about it.
func Open(ctx context.Context, url string, o Options) (reconcile.Store, error) {
	kind, path, err := split(url)
	if err != nil {
		return nil, err
	}
	// Not in one return each: a nil pointer in an interface is not nil.
	if kind == kindSQLite {
		s, err := sqlite.Open(ctx, path, o.Create)
		if err != nil {
			return nil, err
		}
		return s, nil
	}
	s, err := postgres.Open(ctx, url, o.Create)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Migrate brings an older store to the version of this program. A store of this version is
// left as it is; a missing or newer one is refused as by Open.
func Migrate(ctx context.Context, url string) error {
	kind, path, err := split(url)
	switch {
	case err != nil:
		return err
	case kind == kindSQLite:
		return sqlite.Migrate(ctx, path)
	}
	return postgres.Migrate(ctx, url)
}

// Grant gives a role of PostgreSQL what the daily work needs. A store in a file has no roles.
func Grant(ctx context.Context, url, role string) error {
	kind, _, err := split(url)
	switch {
	case err != nil:
		return err
	case kind == kindSQLite:
		return errors.New("a store in a file has no roles: who may read the file may do everything")
	}
	return postgres.Grant(ctx, url, role)
}

// Check says what is wrong with a URL, without looking for a store there.
func Check(url string) error {
	_, _, err := split(url)
	return err
}

const (
	kindSQLite   = "sqlite"
	kindPostgres = "postgres"
)

// split tells the kinds of URL apart. The message does not repeat the URL, which may hold a
// password.
func split(url string) (kind, path string, err error) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch {
	case scheme == kindSQLite && rest != "" && rest != ":memory:":
		return kindSQLite, strings.TrimPrefix(rest, "//"), nil
	case (scheme == kindPostgres || scheme == "postgresql") && strings.HasPrefix(rest, "//"):
		return kindPostgres, "", nil
	}
	return "", "", fmt.Errorf("a store is sqlite:FILE or postgres://USER@HOST/DATABASE, not %q…",
		scheme[:min(len(scheme), 20)])
}
