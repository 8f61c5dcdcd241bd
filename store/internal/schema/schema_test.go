package schema_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/schema"
)

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		found, latest int64
		want          error
		hint          string
	}{
		{0, 3, reconcile.ErrNoStore, "rappro init"},
		{2, 3, reconcile.ErrOlderStore, "rappro db migrate"},
		{3, 3, nil, ""},
		{4, 3, reconcile.ErrNewerStore, "version 4"},
	} {
		err := schema.Judge("here", c.found, c.latest)
		if !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.hint) {
			t.Errorf("%d of %d: %v", c.found, c.latest, err)
		}
	}
}

func TestLatest(t *testing.T) {
	got, err := schema.Latest(fstest.MapFS{"00001_a.sql": {}, "00012_b.sql": {}, "README": {}})
	if err != nil || got != 12 {
		t.Errorf("got %d, %v", got, err)
	}
	if _, err := schema.Latest(fstest.MapFS{}); err == nil {
		t.Error("no migrations are no error")
	}
}
