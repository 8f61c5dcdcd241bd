package matcher_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// receipt writes what a verdict says of a credit that is no customer's payment: the kind, with
// an exclamation mark where it is certain, and behind it what is put on invoices.
func receipt(v reconcile.Verdict) string {
	s := v.NotForInvoices
	if v.ReceiptCertain {
		s += "!"
	}
	if auto(v) {
		s += " " + printed(v)
	}
	return s
}

// Each kind of receipt, certain or only proposed, and beside it a near miss: a customer's
// payment that resembles it.
func TestReceipts(t *testing.T) {
	own := "FR7630006000011234567890189"
	coded := func(code string) func(*reconcile.Payment) {
		return func(p *reconcile.Payment) { p.Code = code }
	}
	for _, c := range []struct {
		name, payer, text string
		change            func(*reconcile.Payment)
		want              string
	}{
		{"own account", "Our Other House", "VIREMENT", func(p *reconcile.Payment) {
			p.Detail.Payer.IBAN = own
		}, "own_transfer!"},
		{"own name", "OUR HOUSE", "TRANSFER", nil, "own_transfer!"},
		{"own words", "", "VIREMENT INTERNE", nil, "own_transfer"},
		{"a customer speaks of us", "Boulangerie Perrin", "FA2026-00001 OUR HOUSE", nil, " FA2026-00001=119.00"},
		{"a customer sends it inside his group", "Boulangerie Perrin", "INTERNAL FA2026-00001", nil, " FA2026-00001=119.00"},

		{"bank returns it", "Someone", "RETURN OF TRANSFER", coded("PMNT-ICDT-RRTN"), "returned_transfer!"},
		{"a customer whose tour it is", "Boulangerie Perrin", "TOUR 2 FA2026-00001", nil, " FA2026-00001=119.00"},

		{"loan by code", "Bank", "DRAWDOWN", coded("LDAS-CSLN-DDWN"), "loan!"},
		{"loan by words", "Some Bank", "DEBLOCAGE PRET 2231", nil, "no_sale"},
		{"a customer's loan pays", "Boulangerie Perrin", "PRET BANQUE FA2026-00001", nil, " FA2026-00001=119.00"},

		{"interest by code", "Bank", "CREDIT", coded("ACMT-MCOP-INTR"), "interest!"},
		{"interest by words", "Some Bank", "INTERETS CREDITEURS", nil, "no_sale"},
		{"a customer pays interest of ours", "Boulangerie Perrin", "FA2026-00001 SANS INTERETS", nil, " FA2026-00001=119.00"},

		{"tax by words", "DGFIP", "REMBOURSEMENT CREDIT TVA", nil, "no_sale"},
		{"a customer names the tax", "Boulangerie Perrin", "FA2026-00001 DONT TVA", nil, " FA2026-00001=119.00"},

		{"supplier refund by words", "Steel Works", "REMBOURSEMENT TROP PERCU", nil, "supplier_refund"},
		{"a customer with the word", "Boulangerie Perrin", "FACTURE FA2026-00001 LESS BONUS", nil, " FA2026-00001=119.00"},

		{"cards by code", "", "REMISE CB 0604", coded("PMNT-MCRD-POSP"), "card!"},
		{"a customer named Card", "Boulangerie Perrin", "CB FA2026-00001", nil, " FA2026-00001=119.00"},
		{"provider by words", "Stripe Payments", "PAYOUT 2231", nil, "psp"},
		{"a customer through no provider", "Boulangerie Perrin", "FA2026-00001", nil, " FA2026-00001=119.00"},
		{"cheques by code", "", "REMISE 0041877", coded("PMNT-RCHQ-CCHQ"), "cheque!"},
		{"cheques by words", "", "REMISE CHEQUES 0041877", nil, "cheque"},
		{"a customer's one cheque", "Boulangerie Perrin", "CHEQUE FA2026-00001", nil, " FA2026-00001=119.00"},
		{"a lump", "", "SEPA BATCH", func(p *reconcile.Payment) { p.Lump = true }, "lump!"},
	} {
		p := pay(11900, c.payer, c.text)
		if c.change != nil {
			c.change(&p)
		}
		l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900})
		check(t, c.name, receipt(one(l, p)), c.want)
	}
}

// A credit and a debit of ours: which is enough to be certain, which to propose.
func TestCounterparts(t *testing.T) {
	other := "FR7610278060310002041230174"
	for _, c := range []struct {
		name, payer, text string
		credit, debit     func(*reconcile.Payment)
		back              bool
		want              string
	}{
		{name: "the debit names the account", text: "VIR RECU", debit: func(d *reconcile.Payment) {
			d.Detail.Payer.IBAN = "FR7630006000011234567890189"
		}, want: "own_transfer!"},
		{name: "the debit names us", text: "VIR RECU", debit: func(d *reconcile.Payment) {
			d.Detail.Payer.Name = "Our House"
		}, want: "own_transfer!"},
		{name: "the text names us", text: "VIR OUR HOUSE SAS TRESO", want: "own_transfer!"},
		{name: "words of the credit", text: "VIREMENT INTERNE", want: "own_transfer"},
		{name: "words of the debit", text: "VIR RECU", debit: func(d *reconcile.Payment) {
			d.Detail.Text = []string{"UMBUCHUNG"}
		}, want: "own_transfer"},
		{name: "the pair alone", text: "VIR RECU 77", want: "own_transfer",
			credit: func(p *reconcile.Payment) { p.Amount.Minor = 4711 }},
		{name: "the pair, or an invoice of the amount", text: "VIR RECU 77", want: ""},
		{name: "somebody else pays", payer: "Steel Works", text: "VIR RECU", want: ""},
		{name: "it quotes an invoice", text: "VIR OUR HOUSE SAS FA2026-00001", want: " FA2026-00001=119.00"},
		{name: "our own end-to-end id", text: "VIR", payer: "Steel Works", back: true,
			credit: func(p *reconcile.Payment) { p.Detail.EndToEndID = "OUR-0612-1" },
			debit:  func(d *reconcile.Payment) { d.Detail.EndToEndID = "OUR-0612-1" },
			want:   "returned_transfer!"},
		{name: "no end-to-end id", text: "VIR", payer: "Steel Works", back: true,
			credit: func(p *reconcile.Payment) { p.Detail.EndToEndID = "NOTPROVIDED" },
			debit:  func(d *reconcile.Payment) { d.Detail.EndToEndID = "NOTPROVIDED" }, want: ""},
		{name: "words of a return", text: "RETOUR VIREMENT", payer: "Steel Works", back: true,
			want: "returned_transfer"},
		{name: "the same amount again", text: "VIR", payer: "Steel Works", back: true, want: ""},
	} {
		p := pay(11900, c.payer, c.text)
		d := pay(-11900, "", "VIR EMIS")
		if d.Account = other; c.back {
			d.Account = p.Account
		}
		if c.credit != nil {
			c.credit(&p)
		}
		if c.debit != nil {
			c.debit(&d)
		}
		l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900})
		l.Accounts = append(l.Accounts, reconcile.Account{ID: other})
		l.Counterparts = map[reconcile.ID]reconcile.Counterpart{p.ID: {Debit: d, Back: c.back}}
		check(t, c.name, receipt(one(l, p)), c.want)
	}
}

// Where a debit of ours may be the other leg, an invoice of the amount is no likely proposal.
func TestPairOrInvoice(t *testing.T) {
	l, p := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900}), pay(11900, "", "VIR RECU 77")
	alone := one(l, p).Proposals[0].Confidence
	l.Counterparts = map[reconcile.ID]reconcile.Counterpart{p.ID: {Debit: pay(-11900, "", "VIR EMIS")}}
	if paired := one(l, p).Proposals[0].Confidence; alone < 9000 || paired > 6000 {
		t.Errorf("alone said at %v, beside a debit at %v", alone, paired)
	}
}

// What the company's rules say comes before what the matcher sees.
func TestCompanyRules(t *testing.T) {
	l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900},
		doc{number: "FA2026-00002", customer: "C2", cents: 24100})
	rule := func(x reconcile.CompanyRule) reconcile.Ledger {
		l.Rules = []reconcile.CompanyRule{x}
		return l
	}
	full := pay(11900, "Boulangerie Perrin", "FA2026-00001")
	check(t, "never", receipt(one(rule(reconcile.CompanyRule{ID: "r", Payer: "boulangerie perrin", Never: true}), full)), "")
	check(t, "kind", receipt(one(rule(reconcile.CompanyRule{ID: "r", Text: "FA2026 00001", Kind: "rent"}), full)), "rent!")
	check(t, "not its words", receipt(one(rule(reconcile.CompanyRule{ID: "r", Text: "A2026", Kind: "rent"}), full)), " FA2026-00001=119.00")
	parent := pay(24100, "Holding Zed", "SANS REFERENCE")
	check(t, "an unknown payer", receipt(one(rule(reconcile.CompanyRule{ID: "r", Text: "other words", Customer: "C2"}), parent)), "")
	v := one(rule(reconcile.CompanyRule{ID: "r", Payer: "Holding Zed", Customer: "C2"}), parent)
	check(t, "customer", receipt(v), " FA2026-00002=241.00")
	check(t, "no stranger", findings(v), "")
}

// A direct debit that was rejected and is collected after all comes as the return of a return: it is
// the customer's payment again, and no receipt of nobody.
func TestReturnOfAReturn(t *testing.T) {
	l := ledger(doc{number: "FA2026-00081", customer: "C1", cents: 4900})
	p := pay(4900, people("C1"), "PRLV FA2026-00081")
	p.Detail.EndToEndID, p.Reversal = "E2E-81", true
	rejected := pay(-4900, people("C1"), "REJET FA2026-00081")
	rejected.Detail.EndToEndID, rejected.Detail.ReturnReason = "E2E-81", "AM04"
	for name, c := range map[string]struct {
		debit reconcile.Payment
		want  string
	}{"of a rejection": {rejected, "FA2026-00081=49.00"}, "of our own": {pay(-4900, "Supplier", "77"), "-"}} {
		l.Counterparts = map[reconcile.ID]reconcile.Counterpart{p.ID: {Debit: c.debit, Back: true}}
		v := one(l, p)
		check(t, name, printed(v), c.want)
		if (v.NotForInvoices != "") != (c.want == "-") {
			t.Errorf("%s: receipt %q", name, v.NotForInvoices)
		}
	}
}
