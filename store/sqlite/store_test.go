package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/sqlite"
	"github.com/rappro/rappro/store/storetest"
)

func open(t testing.TB) reconcile.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "rappro.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) { storetest.Run(t, open) }
