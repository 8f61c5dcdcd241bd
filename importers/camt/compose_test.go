package camt

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func tx(more string) string { return "<NtryDtls><TxDtls>" + more + "</TxDtls></NtryDtls>" }

// TestReference: what names an entry for ever, and what does not.
func TestReference(t *testing.T) {
	for _, c := range []struct {
		name, entry, want string
		stable            bool
	}{
		{"the entry's own", `<AcctSvcrRef>A1</AcctSvcrRef>` + tx(`<Refs><AcctSvcrRef>B1</AcctSvcrRef></Refs>`), "A1", true},
		{"of its only transaction", tx(`<Refs><AcctSvcrRef>B1</AcctSvcrRef></Refs>`), "B1", true},
		{"given by another bank", tx(`<Refs><TxId>T1</TxId></Refs>`), "T1", false},
		{"given by the clearing", tx(`<Refs><ClrSysRef>C1</ClrSysRef></Refs>`), "C1", false},
		{"a position", `<NtryRef>1</NtryRef>`, "", false},
		{"said to be missing", `<AcctSvcrRef>NOTPROVIDED</AcctSvcrRef>`, "", false},
		{"zeros", `<AcctSvcrRef>0000-00</AcctSvcrRef>`, "", false},
		{"with zeros", `<AcctSvcrRef>0010</AcctSvcrRef>`, "0010", true},
		{"a word and a number", `<AcctSvcrRef>NONE 2</AcctSvcrRef>`, "NONE 2", true},
	} {
		e := one(t, bookedEntry("1", "CRDT", c.entry))
		if e.Reference != c.want || e.Stable != c.stable {
			t.Errorf("%s: %q stable %v, want %q %v", c.name, e.Reference, e.Stable, c.want, c.stable)
		}
	}
}

// TestPayer: the other side by direction, in returns, and never ourselves.
func TestPayer(t *testing.T) {
	const us, iban = "<Nm>Us</Nm>", "<Id><IBAN>FR7630006000011234567890189</IBAN></Id>"
	dbtr := func(s string) string { return "<Dbtr>" + s + "</Dbtr>" }
	cdtr := func(s string) string { return "<Cdtr>" + s + "</Cdtr>" }
	const a, b = "<Pty><Nm>A</Nm></Pty>", "<Nm>B</Nm>"
	for _, c := range []struct{ name, direction, parties, entry, want string }{
		{"credit", "CRDT", dbtr(a) + cdtr(us), "", "A"},
		{"debit", "DBIT", dbtr(us) + cdtr(b), "", "B"},
		{"credit that names only the creditor", "CRDT", cdtr(b), "", ""},
		{"direct debit that comes back", "DBIT", dbtr(a) + cdtr(us), "<RvslInd>true</RvslInd>", "A"},
		{"with turned roles", "DBIT", dbtr(us) + cdtr(b), "<RvslInd>true</RvslInd>", "B"},
		{"with one role only", "DBIT", cdtr(b), "<RvslInd>true</RvslInd>", "B"},
		{"our transfer comes back", "CRDT", dbtr(us) + cdtr(b), "<RvslInd>true</RvslInd>", "B"},
		{"unmarked", "CRDT", dbtr(us) + "<DbtrAcct>" + iban + "</DbtrAcct>" + cdtr(b), "", "B"},
		{"by code", "DBIT", dbtr(a) + cdtr(b), "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd>" +
			"<SubFmlyCd>UPDD</SubFmlyCd></Fmly></Domn></BkTxCd>", "A"},
		{"a bank as party", "CRDT", dbtr("<Agt><FinInstnId><Nm>Bank</Nm></FinInstnId></Agt>"), "", "Bank"},
		{"no name given", "CRDT", dbtr("<Nm>NOTPROVIDED</Nm>"), "", ""},
		{"our other account", "CRDT", dbtr(us) + "<DbtrAcct><Id><IBAN>BE68539007547034</IBAN></Id></DbtrAcct>" +
			cdtr(us), "", "Us"},
	} {
		e := one(t, bookedEntry("1", c.direction, c.entry+tx("<RltdPties>"+c.parties+"</RltdPties>")))
		if got := e.Details[0].Payer.Name; got != c.want {
			t.Errorf("%s: the other side is %q, want %q", c.name, got, c.want)
		}
	}
}

// TestCompose: when transactions are payments of their own.
func TestCompose(t *testing.T) {
	amt := func(m, more string) string {
		return `<TxDtls><Amt Ccy="EUR">` + m + `</Amt>` + more + `</TxDtls>`
	}
	usd := func(m, euro string) string {
		return `<TxDtls><Amt Ccy="USD">` + m + `</Amt><AmtDtls><CntrValAmt><Amt Ccy="EUR">` + euro +
			`</Amt></CntrValAmt></AmtDtls></TxDtls>`
	}
	for _, c := range []struct {
		name, details string
		lump          bool
		payments      int
	}{
		{"none", "", false, 0},
		{"batch of one without details", "<Btch><NbOfTxs>1</NbOfTxs></Btch>", true, 0},
		{"one without amount", "<TxDtls/>", false, 1},
		{"one gross of charges", amt("12", ""), false, 1},
		{"one of zero", amt("0", ""), false, 1},
		{"one in another currency", `<TxDtls><Amt Ccy="USD">9</Amt></TxDtls>`, false, 1},
		{"one that is a part", amt("9", ""), true, 0},
		{"two", amt("4", "") + amt("6", ""), false, 2},
		{"two with a return", amt("14", "") + amt("4", "<CdtDbtInd>DBIT</CdtDbtInd>"), false, 2},
		{"two in dollars", usd("5", "4") + usd("7", "6"), false, 2},
		{"two that do not add up", amt("4", "") + amt("5", ""), true, 0},
		{"two with one amount", amt("10", "") + "<TxDtls/>", true, 0},
		{"counted as three, but whole", "<Btch><NbOfTxs>3</NbOfTxs></Btch>" + amt("4", "") + amt("6", ""), false, 2},
	} {
		e := one(t, bookedEntry("10", "CRDT", "<NtryDtls>"+c.details+"</NtryDtls>"))
		if e.Lump != c.lump || len(e.Details) != c.payments {
			t.Errorf("%s: lump %v with %d payments, want %v with %d", c.name, e.Lump, len(e.Details),
				c.lump, c.payments)
		}
	}
}

// TestCharges: only what was kept on the way.
func TestCharges(t *testing.T) {
	rec := func(m, more string) string {
		return `<Chrgs><Rcrd><Amt Ccy="EUR">` + m + `</Amt>` + more + `</Rcrd></Chrgs>`
	}
	for _, c := range []struct {
		name, entry, details string
		want                 int64
	}{
		{"none", "", "", 0},
		{"of the transaction", rec("9", ""), rec("2", ""), 200},
		{"of the entry", rec("2", "<CdtDbtInd>DBIT</CdtDbtInd>"), "", 200},
		{"booked apart", "", rec("2", "<ChrgInclInd>false</ChrgInclInd>"), 0},
		{"given back", "", rec("2", "<CdtDbtInd>CRDT</CdtDbtInd>"), 0},
		{"version 2", "", `<Chrgs><Amt Ccy="EUR">1</Amt></Chrgs><Chrgs><Amt Ccy="EUR">2</Amt></Chrgs>`, 300},
		{"total only", "", `<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">4</TtlChrgsAndTaxAmt></Chrgs>`, 400},
		{"ordered more", "", `<AmtDtls><InstdAmt><Amt Ccy="EUR">15</Amt></InstdAmt></AmtDtls>`, 500},
		{"unreadable", "", rec("x", ""), 0},
	} {
		e := one(t, bookedEntry("10", "CRDT", c.entry+tx(c.details)))
		if got := e.Details[0].Exchanged().Charges; got.Minor != c.want {
			t.Errorf("%s: charges %s, want %s", c.name, got, reconcile.EUR(c.want))
		}
	}
}

// TestPlainDetails: transactions that say nothing but an amount or a side stand in their places
// among the others.
func TestPlainDetails(t *testing.T) {
	const amount = `<Amt Ccy="EUR">1</Amt>`
	e := one(t, bookedEntry("5", "CRDT", tx(amount)+tx(amount+`<RmtInf><Ustrd>second</Ustrd></RmtInf>`)+
		tx(amount)+tx(amount+`<RltdPties><Dbtr><Nm>Fourth</Nm></Dbtr></RltdPties>`)+
		tx(`<Refs><EndToEndId>E5</EndToEndId></Refs>`+amount)))
	got := ""
	for _, d := range e.Details {
		got += fmt.Sprintf("%s %q %q %q\n", d.Amount, d.Text, d.Payer.Name, d.EndToEndID)
	}
	want := "1.00 EUR [] \"\" \"\"\n1.00 EUR [\"second\"] \"\" \"\"\n1.00 EUR [] \"\" \"\"\n" +
		"1.00 EUR [] \"Fourth\" \"\"\n1.00 EUR [] \"\" \"E5\"\n"
	if got != want || e.Lump {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
