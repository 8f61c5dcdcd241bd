package camt

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// dialect is how one and the same message is written: in a version, with a prefix or without
// any namespace, in an envelope or bare.
type dialect struct {
	kind    message
	version int
	prefix  string
	bare    bool // no namespace
	header  bool // a business application header around it
}

func (d dialect) String() string {
	return fmt.Sprintf("%s.001.%02d prefix %q bare %t header %t", d.kind.format, d.version, d.prefix,
		d.bare, d.header)
}

// el writes an element; what is empty is left out.
func (d dialect) el(name string, content ...string) string {
	inner := strings.Join(content, "")
	if inner == "" {
		return ""
	}
	name, attribute, _ := strings.Cut(name, " ")
	if attribute != "" {
		attribute = " " + attribute
	}
	return "<" + d.prefix + name + attribute + ">" + inner + "</" + d.prefix + name + ">"
}

// since writes what stands from a version on.
func (d dialect) since(version int, s string) string {
	if d.version < version {
		return ""
	}
	return s
}

func (d dialect) status(code string) string {
	if d.version >= 8 {
		return d.el("Sts", d.el("Cd", code))
	}
	return d.el("Sts", code)
}

func (d dialect) party(role, name, id string) string {
	inner := d.el("Nm", name) + d.el("Id", d.el("OrgId", d.el("Othr", d.el("Id", id))))
	if d.version == 1 { // a proprietary id stood without Othr
		inner = d.el("Nm", name)
	}
	if d.version >= 8 {
		inner = d.el("Pty", inner)
	}
	return d.el(role, inner)
}

func (d dialect) account(role, iban string) string {
	return d.el(role, d.el("Id", d.el("IBAN", iban)))
}

func (d dialect) agent(role, bic string) string {
	tag := "BICFI"
	if d.version < 3 {
		tag = "BIC"
	}
	return d.el(role, d.el("FinInstnId", d.el(tag, bic)))
}

func (d dialect) charges(amount string) string {
	inner := d.el(`Amt Ccy="EUR"`, amount) + d.el("CdtDbtInd", "DBIT") + d.since(3, d.el("ChrgInclInd", "true"))
	if d.version >= 3 {
		inner = d.el("Rcrd", inner)
	}
	return d.el("Chrgs", inner)
}

// transaction writes one with all that is read of it.
func (d dialect) transaction(n int, amount, more string) string {
	own := d.el("AmtDtls", d.el("TxAmt", d.el(`Amt Ccy="EUR"`, amount)))
	if d.version >= 3 {
		own = d.el(`Amt Ccy="EUR"`, amount) + d.el("CdtDbtInd", "CRDT")
	}
	doc := d.el("RfrdDocInf", d.el("Tp", d.el("CdOrPrtry", d.el("Cd", "CINV"))), d.el("Nb", fmt.Sprint("FA-", n))) +
		d.el("RfrdDocAmt", d.el(`RmtdAmt Ccy="EUR"`, amount))
	return d.el("TxDtls",
		d.el("Refs", d.el("AcctSvcrRef", fmt.Sprint("TX", n)), d.el("InstrId", "I"),
			d.el("EndToEndId", fmt.Sprint("E2E-", n)), d.el("TxId", fmt.Sprint("TXID-", n)),
			d.el("MndtId", fmt.Sprint("M-", n)), d.since(8, d.el("UETR", "eb6305c9-1f7f-49de-aed0-16487c27b42d"))),
		own, more,
		d.el("RltdPties", d.party("Dbtr", "Hôtel & Co", "812"), d.account("DbtrAcct", "FR1420041010050500013M02606"),
			d.party("UltmtDbtr", "Groupe", "813"), d.party("Cdtr", "US", "")),
		d.el("RltdAgts", d.agent("DbtrAgt", "PSSTFRPPLIL")),
		d.el("RmtInf", d.el("Ustrd", "facture"), d.el("Ustrd", "2026"),
			d.el("Strd", doc, d.el("CdtrRefInf", d.el("Ref", "RF18539007547034")), d.el("AddtlRmtInf", "merci"))),
		d.el("AddtlTxInf", "au guichet"))
}

func (d dialect) text(s string) string { return strings.NewReplacer("&", "&amp;").Replace(s) }

func (d dialect) balance(kind, amount string) string {
	tp := d.el("CdOrPrtry", d.el("Cd", kind))
	if d.version == 1 {
		tp = d.el("Cd", kind)
	}
	return d.el("Bal", d.el("Tp", tp), d.el(`Amt Ccy="EUR"`, amount), d.el("CdtDbtInd", "CRDT"),
		d.el("Dt", d.el("Dt", "2026-03-02")))
}

func (d dialect) code(domain, family, sub string) string {
	return d.el("BkTxCd", d.el("Domn", d.el("Cd", domain), d.el("Fmly", d.el("Cd", family), d.el("SubFmlyCd", sub))))
}

// message writes the whole document: a payment with charges and a foreign amount, a batch, a
// direct debit that comes back, and a line that is announced.
func (d dialect) message() string {
	entry := func(amount, direction, status, more string) string {
		return d.el("Ntry", d.el(`Amt Ccy="EUR"`, amount), d.el("CdtDbtInd", direction),
			d.status(status), d.el("BookgDt", d.el("Dt", "2026-03-02")), d.el("ValDt", d.el("Dt", "2026-03-03")), more)
	}
	fx := d.el("AmtDtls", d.el("InstdAmt", d.el(`Amt Ccy="USD"`, "110.00"),
		d.el("CcyXchg", d.el("SrcCcy", "USD"), d.el("XchgRate", "1.1"))), d.since(0, d.el("TxAmt", d.el(`Amt Ccy="EUR"`, "100.00"))))
	one := strings.Replace(d.transaction(1, "100.00", "@"), "@", "", 1)
	if d.version < 3 {
		one = strings.Replace(one, d.el("AmtDtls", d.el("TxAmt", d.el(`Amt Ccy="EUR"`, "100.00"))), fx+d.charges("2.50"), 1)
	} else {
		one = strings.Replace(one, d.el("CdtDbtInd", "CRDT")+"<"+d.prefix+"RltdPties>",
			d.el("CdtDbtInd", "CRDT")+fx+d.charges("2.50")+"<"+d.prefix+"RltdPties>", 1)
	}
	returned := strings.Replace(d.transaction(4, "30.00", ""), d.el("AddtlTxInf", "au guichet"),
		d.el("RtrInf", d.el("Rsn", d.el("Cd", "MD06")), d.el("AddtlInf", "contesté")), 1)
	returned = strings.ReplaceAll(returned, d.el("CdtDbtInd", "CRDT"), d.el("CdtDbtInd", "DBIT"))
	item := d.el(d.kind.item, d.el("Id", "S-1"), d.el("ElctrncSeqNb", "7"), d.el("CreDtTm", "2026-03-02T22:00:00"),
		d.el("Acct", d.el("Id", d.el("IBAN", "FR7630006000011234567890189")), d.el("Ccy", "EUR"), d.el("Ownr", d.el("Nm", "US"))),
		d.balance("OPBD", "0.00"), d.balance("CLBD", "130.00"),
		entry("100.00", "CRDT", "BOOK", d.el("AcctSvcrRef", "B1")+d.code("PMNT", "RCDT", "ESCT")+d.el("NtryDtls", one)+
			d.el("AddtlNtryInf", "VIR")),
		entry("60.00", "CRDT", "BOOK", d.el("AcctSvcrRef", "B2")+d.code("PMNT", "RCDT", "ESCT")+
			d.el("NtryDtls", d.since(2, d.el("Btch", d.el("PmtInfId", "P1"), d.el("NbOfTxs", "2"))),
				d.transaction(2, "20.00", ""), d.transaction(3, "40.00", ""))),
		entry("30.00", "DBIT", "BOOK", d.el("AcctSvcrRef", "B3")+d.code("PMNT", "IDDT", "UPDD")+d.el("NtryDtls", returned)),
		entry("5.00", "DBIT", "PDNG", d.code("PMNT", "CCRD", "POSD")))
	root := d.kind.root
	if d.version == 1 {
		root += "V01"
	}
	doc := d.el(root, d.el("GrpHdr", d.el("MsgId", "M"), d.el("CreDtTm", "2026-03-02T22:00:00")), item)
	space := fmt.Sprintf("urn:iso:std:iso:20022:tech:xsd:%s.001.%02d", d.kind.format, d.version)
	switch name := strings.TrimSuffix(d.prefix, ":"); {
	case d.bare:
		doc = "<" + d.prefix + "Document>" + doc + "</" + d.prefix + "Document>"
	case name != "":
		doc = "<" + d.prefix + "Document xmlns:" + name + `="` + space + `">` + doc + "</" + d.prefix + "Document>"
	default:
		doc = `<Document xmlns="` + space + `">` + doc + "</Document>"
	}
	if d.header {
		doc = `<Envelope><AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.01"><MsgDefIdr>` +
			d.kind.format + `.001.08</MsgDefIdr></AppHdr>` + doc + "</Envelope>"
	}
	return strings.ReplaceAll(doc, " & ", " &amp; ")
}

// TestVersions: one message reads the same in every version, prefix and envelope. What a
// version does not have (ids of parties and batches in the first) is not asked of it.
func TestVersions(t *testing.T) {
	for _, kind := range []message{statements(), reports(), notices()} {
		want := ""
		for version := 14; version >= 1; version-- {
			for i, d := range []dialect{{}, {prefix: "n:"}, {bare: true}, {prefix: "ns0:", header: true}, {header: true}} {
				d.kind, d.version = kind, version
				doc := d.message()
				if got := sniff([]byte(doc)); got != kind.format {
					t.Fatalf("%s is taken for %q", d, got)
				}
				got := readAs(t, d, doc)
				switch {
				case want == "":
					want = got
				case version == 1 && i == 0: // from here on without what it does not have
					want = got
				case got != want:
					t.Fatalf("%s differs at %s", d, golden.Difference(want, got))
				}
			}
			if version == 2 {
				for _, s := range []string{"FA-2", "RF18539007547034", "MD06", "Groupe", "Hôtel & Co", "PSSTFRPPLIL", "110.00 USD",
					"1.1", "2.50 EUR", "M-4", "E2E-3", "TX2", "merci", "contesté"} {
					if !strings.Contains(want, s) {
						t.Errorf("%s: %q is missing in\n%s", kind.format, s, want)
					}
				}
			}
		}
	}
}

// readAs prints what is read, without lines.
func readAs(t *testing.T, d dialect, doc string) string {
	t.Helper()
	var f reconcile.File
	var err error
	if d.kind == notices() {
		var b importers.Batches
		b, err = Notices{}.ReadBatches(context.Background(), strings.NewReader(doc), importers.Options{})
		f.Batches = b.Batches
	} else {
		c := importers.Collector{Announced: true}
		err = Importer{d.kind}.Read(context.Background(), strings.NewReader(doc), importers.Options{}, &c)
		f.Statements = c.Statements
	}
	if err != nil {
		t.Fatalf("%s: %v", d, err)
	}
	lines := slices.DeleteFunc(strings.Split(golden.File(f), "\n"), func(s string) bool {
		return strings.HasPrefix(strings.TrimSpace(s), "line ")
	})
	return strings.Join(lines, "\n")
}
