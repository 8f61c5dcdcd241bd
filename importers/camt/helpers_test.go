package camt

import (
	"context"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// parse reads a document that stands in a string.
func parse(doc string) (importers.Collector, error) {
	return parseReader(strings.NewReader(doc))
}

func parseReader(r io.Reader) (importers.Collector, error) {
	var c importers.Collector
	err := Statements().Read(context.Background(), r, importers.Options{}, &c)
	return c, err
}

// wrap puts entries into a statement in euros.
func wrap(entries string) string { return opening + entries + closing }

const (
	opening = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>` +
		`<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>S</Id><CreDtTm>2026-01-02T00:00:00</CreDtTm>` +
		`<Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy>` +
		`<Ownr><Nm>US</Nm></Ownr></Acct>`
	closing = `</Stmt></BkToCstmrStmt></Document>`
)

// booked is an entry of an amount with further elements.
func bookedEntry(amount, direction, more string) string {
	return `<Ntry><Amt Ccy="EUR">` + amount + `</Amt><CdtDbtInd>` + direction +
		`</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-02</Dt></BookgDt>` +
		more + `</Ntry>`
}

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

// endless makes a document of at least size bytes while it is read.
type endless struct {
	size, given int
	entries     int
	buf         []byte
	closed      bool
}

// Read gives the next part.
func (e *endless) Read(p []byte) (int, error) {
	for len(e.buf) == 0 {
		switch {
		case e.given == 0:
			e.buf = append(e.buf, opening...)
		case e.given < e.size:
			e.entries++
			e.buf = append(e.buf[:0], bookedEntry("12.34", "CRDT",
				`<AcctSvcrRef>REF`+strconv.Itoa(e.entries)+`</AcctSvcrRef><NtryDtls><TxDtls><Refs>`+
					`<EndToEndId>E2E`+strconv.Itoa(e.entries)+`</EndToEndId></Refs><RltdPties><Dbtr>`+
					`<Pty><Nm>Customer &amp; Sons</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>`+
					`Invoice 2026-`+strconv.Itoa(e.entries)+`</Ustrd></RmtInf></TxDtls></NtryDtls>`)...)
		case !e.closed:
			e.closed = true
			e.buf = append(e.buf[:0], closing...)
		default:
			return 0, io.EOF
		}
		e.given += len(e.buf)
	}
	n := copy(p, e.buf)
	e.buf = e.buf[n:]
	return n, nil
}
