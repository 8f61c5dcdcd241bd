package camt

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestDetailsMemory: an entry of very many transactions stays within 8 × the file + 1 MiB.
// What says nothing takes nothing; what says little takes most for its length.
func TestDetailsMemory(t *testing.T) {
	for name, c := range map[string]struct {
		detail string
		count  int
	}{
		"empty":          {`<TxDtls/>`, importers.MaxDetails},
		"without amount": {`<TxDtls><AddtlTxInf>x</AddtlTxInf></TxDtls>`, 50_000},
		"an amount":      {`<TxDtls><Amt Ccy="EUR">0.04</Amt></TxDtls>`, 5_000},
		"a reference": {`<TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs>` +
			`<Amt Ccy="EUR">0.01</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>`, 20_000},
		"as banks write": {`<TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs><Amt Ccy="EUR">0.01</Amt>` +
			`<CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Customer</Nm></Pty></Dbtr></RltdPties>` +
			`<RmtInf><Ustrd>Invoice</Ustrd></RmtInf></TxDtls>`, 20_000},
	} {
		t.Run(name, func(t *testing.T) {
			doc := wrap(bookedEntry("200.00", "CRDT", "<NtryDtls>"+strings.Repeat(c.detail, c.count)+
				"</NtryDtls>"))
			bound.Memory(t, []byte(doc), func(r io.Reader, see func()) {
				sink := watched{see: see}
				if err := Statements().Read(context.Background(), r, importers.Options{}, &sink); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// watched is a sink that keeps nothing and lets itself be seen.
type watched struct{ see func() }

func (w *watched) Begin(reconcile.Statement) error { w.see(); return nil }
func (w *watched) Entry(reconcile.Entry) error     { w.see(); return nil }
func (w *watched) Pending(reconcile.Money) error   { w.see(); return nil }
func (w *watched) End(reconcile.Statement) error   { w.see(); return nil }
func (w *watched) Ask(string)                      { w.see() }
func (w *watched) Note(string)                     { w.see() }
