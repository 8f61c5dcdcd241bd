package payout

// provider is how one provider names its columns, folded (see package sheet). The first name
// of a list that the file has is taken.
type provider struct {
	name string
	// needs are lists of names: a file is the provider's when it has one of each list, and
	// none of not.
	needs [][]string
	not   []string

	payout, group, arrival, created, time         []string
	currency, gross, fee, net, balance            []string
	kind, status, impact, charge, refunds, text   []string
	invoice, payer, person, email                 []string // person: given and family name
	sweeps                                        bool     // payouts are found by their withdrawals
	fees, payouts, back, disputed, done, informal []string // words of kind, status and impact
	sales                                         []string // kinds that are disputed where they are negative
	converted                                     []string // kinds of the two rows of a conversion
}

// providers is the list of what is read. Names come from the providers' own documentation:
// Stripe's payout reconciliation report (itemised) and balance history, PayPal's activity
// download and monthly statement in English, French and German, GoCardless's payout
// breakdown (transactions), payout items and the payments of a payout.
func providers() []provider {
	return []provider{stripe(), paypal(), gocardless()}
}

func stripe() provider {
	return provider{name: "stripe",
		needs: [][]string{{"automatic payout id", "payout id", "transfer"},
			{"balance transaction id", "id"}, {"net"}, {"fee", "fees"},
			{"gross", "amount"}, {"reporting category", "type"}},
		payout:   []string{"automatic payout id", "payout id", "transfer"},
		arrival:  []string{"automatic payout effective at", "automatic payout effective at utc", "transfer date utc"},
		created:  []string{"available on utc", "available on", "created utc", "created"},
		currency: []string{"currency"}, gross: []string{"gross", "amount"}, fee: []string{"fee", "fees"},
		net: []string{"net"}, kind: []string{"reporting category", "type"},
		charge: []string{"charge id", "source id", "source"}, text: []string{"description"},
		invoice: []string{"payment metadata invoice", "payment metadata invoice number", "invoice metadata",
			"invoice number metadata", "invoice number"},
		payer: []string{"customer name", "card name"}, email: []string{"customer email"},
		fees: []string{"fee", "stripe fee", "stripe fx fee", "network cost", "tax fee", "tax",
			"application fee"},
		payouts:  []string{"payout", "transfer"},
		back:     []string{"refund", "partial capture reversal", "payment refund", "payment failure refund", "payment reversal"},
		disputed: []string{"dispute", "adjustment", "charge failure", "payment failure"}}
}

func paypal() provider {
	return provider{name: "paypal", sweeps: true,
		needs: [][]string{{"transaction id", "numero de transaction", "transaktionscode", "id de transaccion", "codice transazione", "transactiereferentie"},
			{"net", "netto", "neto"}, {"gross", "brut", "avant commission", "brutto", "bruto", "lordo"},
			{"fee", "commission", "frais", "entgelt", "gebuhr", "comision", "tariffa", "kosten"},
			{"time zone", "timezone", "fuseau horaire", "zeitzone", "zona horaria", "fuso orario", "tijdzone"}},
		created:  []string{"date", "datum", "fecha", "data"},
		time:     []string{"time", "heure", "uhrzeit", "zeit", "hora", "ora", "tijd"},
		currency: []string{"currency", "devise", "wahrung", "divisa", "valuta"},
		gross:    []string{"gross", "avant commission", "brut", "brutto", "bruto", "lordo"},
		net:      []string{"net", "netto", "neto"},
		balance:  []string{"balance", "solde", "guthaben", "saldo"},
		kind:     []string{"type", "typ", "description", "beschreibung", "tipo"},
		status:   []string{"status", "etat", "estado", "stato"},
		impact:   []string{"balance impact", "impact sur le solde", "auswirkung auf guthaben"},
		charge:   []string{"transaction id", "numero de transaction", "transaktionscode", "id de transaccion", "codice transazione", "transactiereferentie"},
		refunds: []string{"reference txn id", "numero de la transaction de reference",
			"nº de transaction de reference", "n de transaction de reference", "zugehoriger transaktionscode",
			"txn referenzkennung"},
		text: []string{"subject", "objet", "betreff", "item title", "titre de l objet"},
		invoice: []string{"invoice number", "invoice id", "numero de facture", "nº de facture", "n de facture",
			"rechnungsnummer", "numero de factura", "numero fattura"},
		payer: []string{"name", "nom", "nombre", "nome", "naam"},
		email: []string{"from email address", "de l adresse email", "absender e mail adresse"},
		payouts: []string{"general withdrawal", "user initiated withdrawal", "withdrawal", "auto sweep", "bank transfer",
			"virement", "retrait", "transfert", "abbuchung", "auszahlung", "bankgutschrift", "retirada", "prelievo"},
		fees: []string{"fee", "commission", "gebuhr", "frais"},
		back: []string{"refund", "remboursement", "ruckzahlung", "reembolso", "rimborso"},
		disputed: []string{"chargeback", "reversal", "hold", "annulation", "retrofacturation", "litige",
			"ruckbuchung", "einbehaltung", "reserve"},
		converted: []string{"currency conversion", "conversion de devise", "conversion de devises",
			"wahrungsumrechnung"},
		done:     []string{"completed", "termine", "effectue", "abgeschlossen", "completado", "completato"},
		informal: []string{"memo", "informatif", "notiz"}}
}

func gocardless() provider {
	return provider{name: "gocardless",
		needs: [][]string{{"payout id", "payouts id", "links payout", "payout reference", "payouts reference"},
			{"amount", "net amount", "paid out amount"},
			{"payment id", "payments id", "links payment", "mandates id", "links mandate", "mandate id", "payouts arrival date", "payout arrival date"}},
		not:      []string{"balance transaction id", "automatic payout id"},
		payout:   []string{"payout id", "payouts id", "links payout", "payout reference", "payouts reference"},
		group:    []string{"payout reference", "payouts reference"},
		arrival:  []string{"payout arrival date", "payouts arrival date", "arrival date"},
		created:  []string{"charge date", "resources charge date", "created at", "resources created at", "date"},
		currency: []string{"currency", "payout currency", "payouts currency"},
		gross:    []string{"gross amount", "amount"}, net: []string{"net amount", "paid out amount"},
		fee:  []string{"fee", "fees", "gocardless fee", "transaction fee"},
		kind: []string{"type", "resource type", "resources type", "item type"}, charge: []string{"payment id", "payments id", "links payment"},
		text: []string{"description", "payments description", "payment description",
			"resources description", "reference", "resources reference"},
		invoice: []string{"invoice number", "invoice", "payment metadata invoice", "payments metadata invoice",
			"metadata invoice"},
		payer:  []string{"customer name", "customers company name", "customers name", "company name"},
		person: []string{"customers given name", "customers family name"},
		sales:  []string{"payment"},
		email:  []string{"customers email", "customer email", "email"},
		fees: []string{"gocardless fee", "app fee", "fee", "surcharge fee", "revenue share", "tax", "fees",
			"transaction fee"},
		payouts:  []string{"payout"},
		back:     []string{"payment refunded", "refund", "refunds"},
		disputed: []string{"payment failed", "payment charged back", "chargeback", "late failure", "charged back", "failed"}}
}
