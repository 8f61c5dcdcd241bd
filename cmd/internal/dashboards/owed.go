package dashboards

// owed is DSO and the balance âgée, for the month.
func owed() Dashboard {
	return Dashboard{UID: "rappro-dso", Title: Text{"DSO et balance âgée", "DSO and ageing"},
		Rows: []Row{trust(), position(), salesOutstanding(), agesOverTime(), delays(), collection()}}
}

func byCompany() Text { return Text{"{{company}}", "{{company}}"} }

func dso(method, window string) Expr {
	return Pick{Family: "dso_days", Where: []Match{{"method_calc", []string{method}, false}, {"window", []string{window}, false}}}
}

func overdueAmount() Expr {
	return Sum{[]string{"currency"}, Pick{Family: "receivables_aging_amount",
		Where: []Match{{"bucket", []string{"1_30", "31_60", "61_90", "90_plus"}, false}}}}
}

func position() Row {
	return Row{Title: Text{"Encours", "Receivables"}, Height: 5, Panels: []Panel{
		{Kind: Stat, Width: 7, Unit: Amount, Title: Text{"Encours net ($currency)", "Net receivables ($currency)"},
			About: Text{"Reste dû des factures, moins les avoirs ouverts et l'argent des clients sur leur compte.",
				"What invoices still ask for, less open credit notes and customers' money on account."},
			Series:  []Series{{Sum{[]string{"currency"}, Pick{Family: "receivables_net_amount"}}, Text{"Net", "Net"}}},
			Command: "rappro report summary"},
		{Kind: Stat, Width: 7, Unit: Amount, Title: Text{"Échu ($currency)", "Overdue ($currency)"},
			About:  Text{"Reste dû des factures dont l'échéance est passée.", "What invoices past their due date still ask for."},
			Series: []Series{{overdueAmount(), Text{"Échu", "Overdue"}}}, Command: "rappro report ageing"},
		{Kind: Stat, Width: 5, Unit: Share, Title: Text{"Part échue ($currency)", "Overdue share ($currency)"},
			About:  Text{"Échu ÷ reste dû brut.", "Overdue ÷ gross open balance."},
			Series: []Series{{Pick{Family: "receivables_overdue_ratio"}, byCompany()}}, Command: "rappro report dso",
			Steps: []Step{{0, "green"}, {0.2, "orange"}, {0.3, "red"}}},
		{Kind: Stat, Width: 5, Unit: Amount, Title: Text{"Avoirs ouverts ($currency)", "Open credit notes ($currency)"},
			About:   Text{"Avoirs qui ne sont imputés sur aucune facture (négatif).", "Credit notes on no invoice (negative)."},
			Series:  []Series{{Sum{[]string{"currency"}, Pick{Family: "receivables_credit_notes_open_amount"}}, Text{"Avoirs", "Credit notes"}}},
			Command: "rappro report summary"},
	}}
}

func salesOutstanding() Row {
	simple := Text{"Créances TTC, nettes d'avoirs, créances cédées et effets compris ÷ ventes à crédit TTC de la fenêtre × ses jours. Sans vente, pas de DSO.",
		"Receivables with VAT, net of credit notes, what is ceded and bills included ÷ credit sales with VAT of the window × its days. Without sales there is no DSO."}
	return Row{Title: Text{"DSO", "DSO"}, Height: 8, Panels: []Panel{
		{Kind: Stat, Width: 5, Unit: Days, Title: Text{"DSO simple, 90 jours ($currency)", "Simple DSO, 90 days ($currency)"}, About: simple,
			Series: []Series{{dso("simple", "90d"), byCompany()}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 5, Unit: Days, Title: Text{"DSO simple, 365 jours ($currency)", "Simple DSO, 365 days ($currency)"}, About: simple,
			Series: []Series{{dso("simple", "365d"), byCompany()}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 5, Unit: Days, Title: Text{"Hors cessions, 90 jours ($currency)", "Without what is ceded, 90 days ($currency)"},
			About: Text{"Le même, sans les créances cédées ni les effets escomptés : un contrat d'affacturage à lui seul le fait baisser.",
				"The same without what is ceded or discounted: a factoring contract alone brings it down."},
			Series: []Series{{dso("without_ceded", "90d"), byCompany()}}, Command: "rappro report dso"},
		{Kind: TimeSeries, Width: 9, Unit: Days, Title: Text{"Simple, par épuisement, meilleur possible ($currency)",
			"Simple, count-back, best possible ($currency)"},
			About: Text{simple.FR + " Par épuisement : jours de ventes en remontant les mois. Meilleur possible : créances non échues seulement.",
				simple.EN + " Count-back: days of sales, walking back over months. Best possible: what is not due alone."},
			Series: []Series{{dso("simple", "90d"), Text{"Simple {{company}}", "Simple {{company}}"}},
				{dso("countback", "90d"), Text{"Par épuisement {{company}}", "Count-back {{company}}"}},
				{dso("best_possible", "90d"), Text{"Meilleur possible {{company}}", "Best possible {{company}}"}}},
			Command: "rappro report dso"},
	}}
}

func agesOverTime() Row {
	return Row{Title: Text{"Balance âgée", "Ageing (balance âgée)"}, Height: 9, Panels: []Panel{
		{Kind: BarGauge, Width: 8, Unit: Amount, Title: Text{"À la date d'arrêté ($currency)", "On the as-of date ($currency)"},
			About:  Text{"Reste dû par jours de retard.", "What is open by days late."},
			Series: []Series{{ageing(0), Text{"{{bucket}}", "{{bucket}}"}}}, Command: "rappro report ageing"},
		{Kind: TimeSeries, Width: 16, Unit: Amount, Stacked: true, Title: Text{"Au fil du temps ($currency)", "Over time ($currency)"},
			About: Text{"La même, à chaque jour de la période affichée, telle qu'elle était connue ce jour-là.",
				"The same on each day shown, as it was known on that day."},
			Series: []Series{{ageing(0), Text{"{{bucket}}", "{{bucket}}"}}}, Command: "rappro report ageing --as-of DATE"},
		{Kind: BarGauge, Width: 8, Unit: Amount, Title: Text{"Reste dû par état ($currency)", "Open balance by status ($currency)"},
			About: Text{"Reste dû des factures selon leur état ; une facture partiellement payée peut être échue.",
				"What invoices still ask for by their status; a partially paid one may be overdue."},
			Series:  []Series{{Sum{[]string{"status"}, Pick{Family: "receivables_open_amount"}}, Text{"{{status}}", "{{status}}"}}},
			Command: "rappro report summary"},
		{Kind: BarGauge, Width: 8, Unit: Count, Title: Text{"Factures ouvertes par état ($currency)", "Open invoices by status ($currency)"},
			About:   Text{"Nombre de factures avec un reste dû.", "Number of invoices with an open balance."},
			Series:  []Series{{Sum{[]string{"status"}, Pick{Family: "receivables_open_invoices"}}, Text{"{{status}}", "{{status}}"}}},
			Command: "rappro report summary"},
		topOverdue(8),
		{Kind: BarGauge, Width: 8, Unit: Amount, Title: Text{"Dont cédé et effets ($currency)", "Of which ceded and bills ($currency)"},
			About: Text{"Reste dû cédé à un factor ou à une banque, effets à recevoir et effets escomptés ; compris dans les tranches.",
				"What is open and ceded to a factor or a bank, bills and discounted bills; they are in the buckets too."},
			Series:  []Series{{Sum{[]string{"claim"}, Pick{Family: "receivables_claim_amount"}}, Text{"{{claim}}", "{{claim}}"}}},
			Command: "rappro report ageing"},
	}}
}

func delays() Row {
	delay := func(method string) Expr {
		return Pick{Family: "payment_delay_days", Where: []Match{{"method_calc", []string{method}, false}}}
	}
	late := func(method string) Expr {
		return Pick{Family: "delinquent_days", Where: []Match{{"method_calc", []string{method}, false}}}
	}
	return Row{Title: Text{"Délais, sur 90 jours", "Delays, over 90 days"}, Height: 5, Panels: []Panel{
		{Kind: Stat, Width: 4, Unit: Days, Title: Text{"Délai réel ($currency)", "Days to pay ($currency)"},
			About: Text{"De la facture à l'encaissement, pondéré par les montants encaissés.",
				"From invoice to receipt, weighted by the amounts received."},
			Series: []Series{{delay("from_issue"), byCompany()}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 4, Unit: Days, Title: Text{"Délai contractuel ($currency)", "Contractual days ($currency)"},
			About: Text{"De la facture à l'échéance, pondéré par les montants facturés.",
				"From invoice to due date, weighted by the amounts invoiced."},
			Series: []Series{{delay("contractual"), byCompany()}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 4, Unit: Days, Title: Text{"Retard moyen, signé ($currency)", "Mean days late, signed ($currency)"},
			About:  Text{"De l'échéance à l'encaissement ; l'avance compte en moins.", "From due date to receipt; early counts below zero."},
			Series: []Series{{delay("from_due_signed"), byCompany()}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 4, Unit: Days, Title: Text{"Retard moyen ($currency)", "Mean days late ($currency)"},
			About:  Text{"De même, l'avance comptée pour 0.", "The same, early counted as 0."},
			Series: []Series{{delay("from_due_late"), byCompany()}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 4, Unit: Share, Title: Text{"Part payée en retard ($currency)", "Share paid late ($currency)"},
			About:  Text{"Encaissé après l'échéance ÷ encaissé.", "Received after the due date ÷ received."},
			Series: []Series{{Pick{Family: "payment_late_ratio"}, byCompany()}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 4, Unit: Days, Title: Text{"Jours de retard : ADD et échu ($currency)", "Days delinquent: ADD and overdue ($currency)"},
			About: Text{"ADD : DSO simple moins meilleur DSO possible. Échu : âge moyen de l'échu, pondéré par les montants.",
				"ADD: simple DSO less best possible DSO. Overdue: mean age of what is overdue, by amount."},
			Series: []Series{{late("add"), Text{"ADD {{company}}", "ADD {{company}}"}},
				{late("weighted_overdue"), Text{"Échu {{company}}", "Overdue {{company}}"}}}, Command: "rappro report dso"},
	}}
}

func collection() Row {
	unpaid := func(basis string) Expr {
		return Pick{Family: "unpaid_60d_ratio", Where: []Match{{"basis", []string{basis}, false}}}
	}
	return Row{Title: Text{"Recouvrement", "Collection"}, Height: 5, Panels: []Panel{
		{Kind: Stat, Width: 6, Unit: Share, Title: Text{"Efficacité, CEI ($currency)", "Effectiveness, CEI ($currency)"},
			About: Text{"(Créances d'ouverture + ventes − créances de clôture) ÷ (ouverture + ventes − non échu de clôture), sur 90 jours. 80 % est bon.",
				"(Opening receivables + sales − closing) ÷ (opening + sales − closing not due), over 90 days. 80 % is good."},
			Series: []Series{{Pick{Family: "collection_effectiveness_ratio"}, byCompany()}}, Command: "rappro report dso",
			Steps: []Step{{0, "red"}, {0.5, "orange"}, {0.8, "green"}}},
		{Kind: Stat, Width: 6, Unit: Share, Title: Text{"Taux de recouvrement ($currency)", "Recovery rate ($currency)"},
			About: Text{"Encaissé sur des montants dus ÷ (échu au début + échu pendant 90 jours).",
				"Received on amounts due ÷ (overdue at the start + fallen due in 90 days)."},
			Series: []Series{{Pick{Family: "recovery_ratio"}, byCompany()}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 6, Unit: Times, Title: Text{"Rotation annuelle, ART ($currency)", "Turnover a year, ART ($currency)"},
			About:  Text{"Ventes ÷ créances moyennes, ramené à l'année.", "Sales ÷ mean receivables, for a year."},
			Series: []Series{{Pick{Family: "receivables_turnover_ratio"}, byCompany()}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 6, Unit: Share, Title: Text{"Taux d'impayés, plus de 60 jours ($currency)", "Unpaid over 60 days ($currency)"},
			About: Text{"Factures de douze mois encore dues plus de 60 jours après l'échéance, en nombre et en montant.",
				"Invoices of twelve months still open more than 60 days after they were due, by number and by amount."},
			Series: []Series{{unpaid("count"), Text{"En nombre {{company}}", "By number {{company}}"}},
				{unpaid("amount"), Text{"En montant {{company}}", "By amount {{company}}"}}}, Command: "rappro report dso"},
	}}
}
