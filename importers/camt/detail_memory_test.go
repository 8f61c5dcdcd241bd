package camt

import (
	"context"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestDetailsMemory: an entry of very many transactions stays within 8 × the file + 1 MiB.
// What says nothing takes nothing; what says little takes most for its length.
func TestDetailsMemory(t *testing.T) {
	const euro = `<Amt Ccy="EUR">1</Amt>`
	for name, c := range map[string]struct {
		detail string
		count  int
	}{
		"empty":            {``, importers.MaxDetails},
		"without amount":   {`<AddtlTxInf>x</AddtlTxInf>`, 50_000},
		"an amount":        {euro, 100_000},
		"as many as may":   {euro, importers.MaxDetails},
		"a text":           {euro + `<AddtlTxInf>x</AddtlTxInf>`, 100_000},
		"remittance":       {euro + `<RmtInf><Ustrd>x</Ustrd></RmtInf>`, 100_000},
		"charges":          {euro + `<Chrgs><Amt Ccy="EUR">1</Amt></Chrgs>`, 100_000},
		"a payer":          {euro + `<RltdPties><Dbtr><Nm>x</Nm></Dbtr></RltdPties>`, 100_000},
		"a reference":      {`<Refs><EndToEndId>E-1</EndToEndId></Refs>` + euro, 100_000},
		"the bank's":       {`<Refs><AcctSvcrRef>x</AcctSvcrRef></Refs>` + euro, 100_000},
		"before version 3": {`<AmtDtls><TxAmt>` + euro + `</TxAmt></AmtDtls>`, 100_000},
		"as banks write": {`<Refs><EndToEndId>E-1</EndToEndId></Refs>` + euro + `<CdtDbtInd>CRDT</CdtDbtInd>` +
			`<RltdPties><Dbtr><Pty><Nm>Customer</Nm></Pty></Dbtr></RltdPties>` +
			`<RmtInf><Ustrd>Invoice</Ustrd></RmtInf>`, 20_000},
	} {
		t.Run(name, func(t *testing.T) {
			doc := wrap(bookedEntry(strconv.Itoa(c.count)+".00", "CRDT", "<NtryDtls>"+
				strings.Repeat("<TxDtls>"+c.detail+"</TxDtls>", c.count)+"</NtryDtls>"))
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
