package peers

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/moov-io/iso20022/pkg/camt_v08"
	"github.com/moov-io/iso20022/pkg/document"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/camt"
	"github.com/rappro/rappro/reconcile"
)

// where they differ, and why ours is right or kinder.
var differs = map[string]string{
	"returns":               "its period ends at 24:00, which ISO 8601 allows and Go's clock does not",
	"structured-remittance": "one amount of a document is no number: the line's own is, and the text says so",
	"bah-several":           "its second statement is of version 02, which is not asked of theirs",
	"pending":               "a line of a statement without a status is booked",
}

// TestOracleFixtures: the fixtures of version 08, with their lumps, batches, charges and envelopes,
// hold for moov-io/iso20022 the same booked lines to the cent, but for what is listed.
func TestOracleFixtures(t *testing.T) {
	names, err := filepath.Glob("../../../fixtures/camt/*/in.xml")
	if err != nil {
		t.Fatal(err)
	}
	message := regexp.MustCompile(`(?s)<(?:\w+:)?Document[ >].*?</(?:\w+:)?Document>`) // without its envelope
	compared, lines := 0, 0
	for _, name := range names {
		doc, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(doc, []byte("camt.053.001.08")) || strings.Contains(name, "-bad"+string(filepath.Separator)) {
			continue
		}
		var own importers.Collector
		if err := camt.Statements().Read(context.Background(), bytes.NewReader(doc), importers.Options{}, &own); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got, want []string
		for _, s := range own.Statements {
			for _, e := range s.Entries {
				got = append(got, fmt.Sprintln(e.Amount.Minor, e.BookingDate, e.Reversal, e.Reference))
			}
		}
		for _, m := range message.FindAll(doc, -1) {
			if !bytes.Contains(m, []byte("camt.053.001.08")) {
				continue // beside it
			}
			their, err := document.ParseIso20022Document(m)
			if err != nil {
				want = append(want, fmt.Sprintln("theirs:", err))
				continue
			}
			statements, ok := their.InspectMessage().(*camt_v08.BankToCustomerStatementV08)
			if !ok {
				t.Fatalf("%s: theirs is %T", name, their.InspectMessage())
			}
			for _, s := range statements.Stmt {
				for _, e := range s.Ntry {
					if string(e.Sts.Cd) == "BOOK" {
						want = append(want, fmt.Sprintln(cents(e.Amt, string(e.CdtDbtInd)), dayOf(e.BookgDt), e.RvslInd, text(e.AcctSvcrRef)))
					}
				}
			}
		}
		compared++
		why := differs[filepath.Base(filepath.Dir(name))]
		if same := slices.Equal(got, want); same != (why == "") {
			t.Errorf("%s (%s):\n%s\nwant\n%s", name, why, got, want)
		}
		lines += len(got)
	}
	if compared < 8 {
		t.Errorf("only %d fixtures", compared)
	}
	t.Logf("%d fixtures, %d lines", compared, lines)
}

// dayOf is 0 where a line says no day.
func dayOf(d *camt_v08.DateAndDateTime2Choice) reconcile.Date {
	if d == nil {
		return 0
	}
	return day(d)
}
