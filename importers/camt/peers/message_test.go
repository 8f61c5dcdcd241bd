package peers

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// message writes a camt.053.001.08 of a given size, the same for the same seed. It holds
// what a busy account's statement holds: customers' transfers with free text, structured
// references, direct debits, batches with their transactions, fees without any.
type message struct {
	out     *bytes.Buffer
	indent  bool // one element a line, as half of the banks write
	depth   int
	state   uint64
	balance int64
	entries int
}

// made is a generated message with the number of its entries.
type made struct {
	doc     []byte
	entries int
}

// generate makes a message of at least size bytes.
func generate(size int, seed uint64, indent bool) made {
	m := &message{out: &bytes.Buffer{}, indent: indent, state: seed | 1}
	m.out.Grow(size + 16<<10)
	io.WriteString(m.out, `<?xml version="1.0" encoding="UTF-8"?>`+"\n")
	m.open(`Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"`)
	m.open("BkToCstmrStmt")
	m.open("GrpHdr")
	m.leaf("MsgId", "M-1")
	m.leaf("CreDtTm", "2026-07-01T05:00:00+02:00")
	m.shut("GrpHdr")
	m.open("Stmt")
	m.leaf("Id", "S-1")
	m.leaf("ElctrncSeqNb", "26")
	m.leaf("CreDtTm", "2026-07-01T05:00:00+02:00")
	m.open("Acct")
	m.account("FR7630006000011234567890189")
	m.leaf("Ccy", "EUR")
	m.party("Ownr", "ATELIER DU CANAL SARL", false)
	m.shut("Acct")
	m.bal("OPBD", 0, "2026-06-01")
	for m.out.Len() < size {
		m.entry()
	}
	m.bal("CLBD", m.balance, "2026-06-30")
	for _, name := range []string{"Stmt", "BkToCstmrStmt", "Document"} {
		m.shut(name)
	}
	return made{m.out.Bytes(), m.entries}
}

// next is xorshift: a number below n.
func (m *message) next(n int) int {
	m.state ^= m.state << 13
	m.state ^= m.state >> 7
	m.state ^= m.state << 17
	return int(m.state % uint64(n))
}

func (m *message) line() {
	if m.indent {
		m.out.WriteByte('\n')
		m.out.WriteString("                                "[:2*m.depth])
	}
}

func (m *message) open(tag string) {
	m.line()
	m.depth++
	m.out.WriteString("<" + tag + ">")
}

func (m *message) shut(tag string) {
	m.depth--
	m.line()
	m.out.WriteString("</" + tag + ">")
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func (m *message) leaf(tag, text string) {
	m.line()
	name, _, _ := strings.Cut(tag, " ")
	m.out.WriteString("<" + tag + ">" + escape.Replace(text) + "</" + name + ">")
}

func (m *message) amount(cents int64) {
	m.leaf(`Amt Ccy="EUR"`, fmt.Sprintf("%d.%02d", cents/100, cents%100))
}

func (m *message) side(cents int64) {
	if cents < 0 {
		m.leaf("CdtDbtInd", "DBIT")
		return
	}
	m.leaf("CdtDbtInd", "CRDT")
}

func (m *message) account(iban string) {
	m.open("Id")
	m.leaf("IBAN", iban)
	m.shut("Id")
}

func (m *message) bal(kind string, cents int64, day string) {
	m.open("Bal")
	m.open("Tp")
	m.open("CdOrPrtry")
	m.leaf("Cd", kind)
	m.shut("CdOrPrtry")
	m.shut("Tp")
	m.amount(max(cents, -cents))
	m.side(cents)
	m.day("Dt", day)
	m.shut("Bal")
}

func (m *message) day(tag, day string) {
	m.open(tag)
	m.leaf("Dt", day)
	m.shut(tag)
}

func (m *message) code(family, sub string) {
	m.open("BkTxCd")
	m.open("Domn")
	m.leaf("Cd", "PMNT")
	m.open("Fmly")
	m.leaf("Cd", family)
	m.leaf("SubFmlyCd", sub)
	m.shut("Fmly")
	m.shut("Domn")
	m.shut("BkTxCd")
}

func (m *message) party(role, name string, pty bool) {
	m.open(role)
	if pty {
		m.open("Pty")
	}
	m.leaf("Nm", name)
	if pty {
		m.open("PstlAdr")
		m.leaf("Ctry", "FR")
		m.leaf("AdrLine", fmt.Sprintf("%d RUE DES LILAS 69003 LYON", m.next(200)))
		m.shut("PstlAdr")
		m.shut("Pty")
	}
	m.shut(role)
}
