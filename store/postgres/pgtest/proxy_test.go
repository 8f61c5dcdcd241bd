package pgtest_test

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/rappro/rappro/store/postgres/pgtest"
)

// The connection can be cut at every message of a statement that commits by itself: it is done or
// not, both are met, and when it is not the client has been told.
func TestProxyCutsAtEveryMessage(t *testing.T) {
	ctx, direct := t.Context(), pgtest.URL(t)
	through, p := pgtest.Through(t, direct)
	plain, err := pgx.Connect(ctx, direct)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = plain.Close(ctx) }()
	if _, err := plain.Exec(ctx, "CREATE TABLE met (n INT)"); err != nil {
		t.Fatal(err)
	}
	unknown, n := 0, 1
	for ; ; n++ {
		c, err := pgx.Connect(ctx, through)
		if err != nil {
			t.Fatal(err)
		}
		p.Break(n, false)
		_, failed := c.Exec(ctx, "INSERT INTO met VALUES ($1)", n)
		if p.Mend() == 0 {
			if failed != nil {
				t.Error(failed)
			}
			_ = c.Close(ctx)
			break
		}
		_ = c.Close(ctx)
		var there int
		if err := plain.QueryRow(ctx, "SELECT count(*) FROM met WHERE n = $1", n).Scan(&there); err != nil {
			t.Fatal(err)
		}
		if failed == nil && there == 0 {
			t.Errorf("message %d: the client was told that it is done, and it is not", n)
		}
		if failed != nil && there == 1 {
			unknown++
		}
	}
	if n < 8 || unknown == 0 {
		t.Errorf("%d messages, %d of them after the commit: too few", n, unknown)
	}
}
