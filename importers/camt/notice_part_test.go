package camt

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// A notice that shows some of the transactions that the bank counts for an entry is a part of it, by
// the entry's reference, and waits for the others. Without a reference nothing could join it: it does
// not prove and is held, and so is one that shows more money than the entry has. Its details are
// never dropped.
func TestPartOfABatchInANotice(t *testing.T) {
	tx := func(amount string) string {
		return `<TxDtls><Amt Ccy="EUR">` + amount + `</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>`
	}
	for _, c := range []struct {
		ref     string
		amounts []string
		want    string
	}{
		{"L2", []string{"100.00", "200.00"}, "300.00 EUR, 2 details, proven"},
		{"L2", []string{"300.00"}, "300.00 EUR, 1 details, proven"},
		{"L2", []string{"100.00", "200.00", "300.00"}, "600.00 EUR, 3 details, proven"},
		{"L2", []string{"100.00", "700.00"}, "600.00 EUR, 2 details, held"},
		{"L2", []string{"100.00", "200.00", "200.00"}, "600.00 EUR, 3 details, held"},
		{"", []string{"100.00", "200.00"}, "600.00 EUR, 2 details, held"},
		{"", []string{"300.00"}, "600.00 EUR, 1 details, held"},
		{"L2", nil, "600.00 EUR, 0 details, held"}, // without details it is left out
	} {
		more := "<NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch>"
		for _, a := range c.amounts {
			more += tx(a)
		}
		if more += "</NtryDtls>"; c.ref != "" {
			more = "<AcctSvcrRef>" + c.ref + "</AcctSvcrRef>" + more
		}
		doc := strings.NewReplacer("camt.053", "camt.054", "BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn",
			"<Stmt>", "<Ntfctn>", "</Stmt>", "</Ntfctn>").Replace(wrap(bookedEntry("600.00", "CRDT", more)))
		got, err := Notices{}.ReadBatches(t.Context(), strings.NewReader(doc), importers.Options{})
		if err != nil || len(got.Batches) != 1 {
			t.Fatalf("%v: %v, %+v", c, err, got)
		}
		b, proof := got.Batches[0], "proven"
		if b.Prove() != nil {
			proof = "held"
		}
		if s := fmt.Sprintf("%s, %d details, %s", b.Amount, len(b.Details), proof); s != c.want {
			t.Errorf("%s %v: %s, want %s", c.ref, c.amounts, s, c.want)
		}
	}
}
