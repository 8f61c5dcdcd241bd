package mt940

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

func parse(doc string) (importers.Collector, error) { return parseReader(strings.NewReader(doc)) }

func parseReader(r io.Reader) (importers.Collector, error) {
	var c importers.Collector
	err := Importer{}.Read(context.Background(), r, importers.Options{}, &c)
	return c, err
}

// wrap puts movements into a statement in euros.
func wrap(entries string) string { return opening + entries + closing }

const (
	opening = ":20:26010500001\n:25:DE89370400440532013000\n:28C:1/1\n:60F:C260104EUR5,00\n"
	closing = ":62F:C260105EUR6,00\n-\n"
)

// one reads a single entry and gives it.
func one(t *testing.T, entry string) reconcile.Entry {
	t.Helper()
	c, err := parse(wrap(entry))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Statements) != 1 || len(c.Statements[0].Entries) != 1 {
		t.Fatalf("want one entry, got %+v", c.Statements)
	}
	return c.Statements[0].Entries[0]
}
