package reconcile

import "testing"

// TestEntriesOfAKind: an entry is made of several payments where its own words or code say
// so; a customer's payment of the same amount and day is not.
func TestEntriesOfAKind(t *testing.T) {
	entry := func(payer, code, text string) Payment {
		day, _ := ParseDate("2026-06-15")
		id := ID{1}
		return Payment{ID: id, Entry: id, Amount: Money{Minor: 1000, Currency: "EUR"}, BookingDate: day, Code: code,
			Detail: Detail{Payer: Party{Name: payer}, Text: []string{text}}}
	}
	day, _ := ParseDate("2026-06-14")
	batch := func(source, group string) Batch {
		return Batch{Source: source, Group: group, Date: day, Amount: Money{Minor: 1000, Currency: "EUR"},
			Details: make([]Detail, 2)}
	}
	for _, c := range []struct {
		source, group     string
		payer, code, text string
		want              int
	}{
		{"slip", "87", "", "", "REM CHQ 87", fitsGroup},
		{"slip", "7", "", "", "REMCHQ0007", fitsGroup},
		{"slip", "87", "", "PMNT-RCDT-ESCT", "REM CHQ 88", fitsNot},
		{"slip", "0087", "", "", "REMISE CHEQUES N 0099", fitsNot},
		{"slip", "0087", "", "", "REMISE CHÈQUES", fitsKind},
		{"slip", "87", "", "", "REMISE DE 2 CHEQUES", fitsKind},
		{"slip", "2", "", "", "REMISE DE 2 CHEQUES", fitsKind},
		{"slip", "87", "", "", "REMISE CB 87", fitsNot},
		{"slip", "87", "", "", "VIR DUPONT FACTURE 87", fitsNot},
		{"slip", "87", "DUPONT", "PMNT-RCDT-ESCT", "FACTURE 87 CHEQUE CADEAU", fitsNot},
		{"slip", "", "", "PMNT-RCHQ-URCQ", "", fitsKind},
		{"card", "0042", "", "", "REMISE CB 1234567 0042", fitsGroup},
		{"card", "0042", "", "", "VIR MARTIN FACT 0042", fitsNot},
		{"card", "", "SUMUP PAYMENTS LIMITED", "PMNT-RCDT-ESCT", "PAYOUT", fitsKind},
		{"card", "25", "ESCAGUEVILLA BELPENAQUEDA CB", "PMNT-RCDT-ESCT", "FRA. NUM. 019/05/25", fitsNot},
		{"card", "", "REM CB 12", "PMNT-RCDT-ESCT", "", fitsKind},
		{"payout.paypal", "", "PayPal Europe", "PMNT-RCDT-ESCT", "TRANSFER", fitsKind},
		{"payout.paypal", "", "MARTIN", "PMNT-RCDT-ESCT", "PAYPAL FACT 12", fitsNot},
		{"payout.stripe", "po_77", "", "", "PAYOUT PO 77", fitsGroup},
		{"payout.stripe", "po_77", "", "", "PAYOUT PO 771", fitsNot},
		{"pain.008", "PMT-2026-06", "", "", "PRLV SEPA EMIS", fitsKind},
		{"pain.008", "PMT-2026-06", "DUPONT", "PMNT-RCDT-ESCT", "VIR FACTURE 9", fitsNot},
	} {
		got := batch(c.source, c.group).fits(entry(c.payer, c.code, c.text))
		if got != c.want {
			t.Errorf("%s %q on %q %s %q: %d, want %d", c.source, c.group, c.payer, c.code, c.text, got, c.want)
		}
	}
}

// TestOneSlipOfTwo: of two slips of one sum the one that the bank names is taken, and where it
// names none both wait.
func TestOneSlipOfTwo(t *testing.T) {
	day, _ := ParseDate("2026-06-15")
	amount := Money{Minor: 1000, Currency: "EUR"}
	slip := func(id byte, group string, details int) Batch {
		return Batch{ID: ID{id}, Source: "slip", Group: group, Date: day, Amount: amount,
			Details: make([]Detail, details)}
	}
	for text, want := range map[string]string{"REM CHQ 88": "88", "REM CHQ 87": "87", "REMISE CHEQUES": ""} {
		p := Payment{ID: ID{9}, Entry: ID{9}, Amount: amount, BookingDate: day, Detail: Detail{Text: []string{text}}}
		other := Payment{ID: ID{8}, Entry: ID{8}, Amount: amount, BookingDate: day, Detail: Detail{Text: []string{"VIR X"}}}
		two := []Batch{slip(1, "87", 2), slip(2, "88", 1)}
		got := ""
		for id := range pairBatches(two, []Payment{p, other}, nil) {
			got += map[ID]string{{1}: "87", {2}: "88"}[id]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
