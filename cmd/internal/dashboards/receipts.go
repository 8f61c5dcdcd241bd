package dashboards

// good and bad are the thresholds of what must be 0.
func mustBeZero() []Step { return []Step{{0, "green"}, {0.005, "red"}} }

// trust is the strip on which every page begins: up to which day, and how far, it can be trusted.
func trust() Row {
	return Row{Title: Text{"Confiance : jusqu'où les chiffres sont sûrs", "Trust: how far the figures hold"},
		Height: 5, Panels: []Panel{
			{Kind: Stat, Width: 8, Unit: Days, Title: Text{"Dernier jour couvert, par compte", "Last day covered, by account"},
				About: Text{"Jours écoulés entre le dernier jour que disent les relevés du compte et la date d'arrêté.",
					"Days from the last day that statements of the account tell of to the as-of date."},
				Series: []Series{{DaysSince{Max{[]string{"company", "account"}, Pick{Family: "statement_last_day_timestamp_seconds"}}},
					Text{"{{account}}", "{{account}}"}}},
				Command: "rappro report summary", Steps: []Step{{0, "green"}, {4, "orange"}, {8, "red"}}},
			{Kind: Stat, Width: 6, Unit: Amount, Title: Text{"Écart des relevés, par compte ($currency)", "Gaps of statements, by account ($currency)"},
				About: Text{"Ce que les soldes des relevés laissent sans explication : ce qui manque entre deux relevés et " +
					"les soldes finals qui ne tombent pas juste. Doit être 0.",
					"What the balances of statements leave unexplained: what is missing between two of them, and closing " +
						"balances that are off. Must be 0."},
				Series: []Series{{Sum{[]string{"company", "account"}, Pick{Family: "statement_balance_difference_amount"}},
					Text{"{{account}}", "{{account}}"}}},
				Command: "rappro report reconciliation", Steps: mustBeZero()},
			{Kind: Stat, Width: 5, Unit: Count, Title: Text{"Relevés retenus", "Statements held"},
				About: Text{"Relevés que leurs propres soldes contredisent ou qui couvrent deux fois un jour : ils ne comptent " +
					"pas tant que personne n'a décidé.",
					"Statements that their own balances contradict or that cover a day twice: they count for nothing until " +
						"a person decides."},
				Series:  []Series{{Sum{[]string{"company"}, Pick{Family: "statements_held"}}, Text{"{{company}}", "{{company}}"}}},
				Command: "rappro list statements --status held", Steps: mustBeZero()},
			{Kind: Stat, Width: 5, Unit: Share, Title: Text{"Lignes expliquées", "Lines explained"},
				About: Text{"Crédits dont la destination est décidée ÷ tous les crédits.",
					"Credits of which it is decided where they go ÷ all credits."},
				Series: []Series{{Ratio{
					Sum{[]string{"company"}, Pick{Family: "payments", Where: []Match{{"status", []string{"proposed", "unmatched", "returns"}, true}}}},
					Sum{[]string{"company"}, Pick{Family: "payments", Where: []Match{{"status", []string{"returns"}, true}}}}},
					Text{"{{company}}", "{{company}}"}}},
				Command: "rappro report summary", Steps: []Step{{0, "red"}, {0.9, "orange"}, {0.98, "green"}}},
		}}
}

// receipts is what a treasurer reads on Monday, in his order.
func receipts() Dashboard {
	return Dashboard{UID: "rappro-encaissements", Title: Text{"Encaissements", "Receipts (encaissements)"},
		Rows: []Row{trust(), treasury(), received(), expected(), overdue(), waiting(), balance(), monthly()}}
}

func treasury() Row {
	return Row{Title: Text{"Trésorerie", "Cash"}, Height: 5, Panels: []Panel{
		{Kind: Stat, Width: 24, Unit: Amount, Title: Text{"Solde par compte ($currency)", "Balance by account ($currency)"},
			About: Text{"Solde final du dernier relevé de chaque compte.", "Closing balance of the last statement of each account."},
			Series: []Series{{Sum{[]string{"company", "account"}, Pick{Family: "account_balance_amount"}},
				Text{"{{account}}", "{{account}}"}}},
			Command: "rappro report reconciliation"}}}
}

func received() Row {
	period := func(name string) Expr {
		return Sum{[]string{"currency"}, Pick{Family: "encaissements_amount", Where: []Match{{"period", []string{name}, false}}}}
	}
	return Row{Title: Text{"Encaissé", "Received"}, Height: 8, Panels: []Panel{
		{Kind: Stat, Width: 5, Unit: Amount, Title: Text{"Ce mois et le précédent ($currency)", "This month and the last ($currency)"},
			About: Text{"Crédits clients par date d'opération, moins les paiements repris par la banque.",
				"Customers' credits by booking date, less payments that the bank took back."},
			Series: []Series{{period("current_month"), Text{"Ce mois", "This month"}},
				{period("previous_month"), Text{"Mois précédent", "Last month"}}}, Command: "rappro report encaissements"},
		{Kind: BarChart, Width: 9, Unit: Amount, Title: Text{"Par mois, sur treize mois ($currency)", "By month, over thirteen months ($currency)"},
			About: Text{"Encaissements nets par mois d'opération ; 0 est le mois de la date d'arrêté.",
				"Net receipts by month of booking; 0 is the month of the as-of date."},
			Series:  []Series{{Sum{[]string{"month_offset"}, Pick{Family: "encaissements_month_amount"}}, Text{}}},
			Command: "rappro report encaissements"},
		{Kind: BarGauge, Width: 5, Unit: Amount, Title: Text{"Par moyen de paiement, $period ($currency)", "By method, $period ($currency)"},
			About: Text{"Encaissements nets de la période choisie, selon le code d'opération de la banque.",
				"Net receipts of the chosen period, by the bank's transaction code."},
			Series: []Series{{Sum{[]string{"method"}, Pick{Family: "encaissements_amount",
				Where: []Match{{"period", []string{"$period"}, false}}}}, Text{"{{method}}", "{{method}}"}}},
			Command: "rappro report encaissements"},
		{Kind: BarGauge, Width: 5, Unit: Amount, Title: Text{"Par compte, sur 30 jours ($currency)", "By account, over 30 days ($currency)"},
			About: Text{"Encaissements nets des 30 derniers jours par compte.", "Net receipts of the last 30 days by account."},
			Series: []Series{{Sum{[]string{"account"}, Pick{Family: "encaissements_account_amount"}},
				Text{"{{account}}", "{{account}}"}}}, Command: "rappro report encaissements"},
	}}
}

func expected() Row {
	return Row{Title: Text{"Attendu et rejeté", "Expected, and sent back"}, Height: 8, Panels: []Panel{
		{Kind: BarGauge, Width: 12, Unit: Amount, Title: Text{"Attendu, par échéance ($currency)", "Expected, by due date ($currency)"},
			About: Text{"Reste dû des factures selon leur échéance : chaque jour ne compte que dans la première tranche qui le contient.",
				"What invoices still ask for, by due date: each day counts in the first stretch that holds it."},
			Series: []Series{{Sum{[]string{"horizon"}, Pick{Family: "expected_receipts_amount"}},
				Text{"{{horizon}}", "{{horizon}}"}}}, Command: "rappro report expected"},
		{Kind: BarChart, Width: 8, Unit: Amount, Title: Text{"Rejets et reprises, par mois ($currency)", "Payments taken back, by month ($currency)"},
			About: Text{"Paiements de clients que la banque a repris, par mois d'opération (négatif).",
				"Customers' payments that the bank took back, by month of booking (negative)."},
			Series:  []Series{{Sum{[]string{"month_offset"}, Pick{Family: "encaissements_returned_amount"}}, Text{}}},
			Command: "rappro report encaissements"},
		{Kind: Stat, Width: 4, Unit: Count, Title: Text{"Rejets à traiter", "Returns to deal with"},
			About: Text{"Paiements repris dont personne n'a encore classé l'alerte.",
				"Payments taken back whose notice nobody has put aside yet."},
			Series: []Series{{Sum{nil, Pick{Family: "anomalies_open", Where: []Match{{"kind", []string{"returned_payment", "return_unlinked"}, false}}}},
				Text{"Rejets", "Returns"}}}, Command: "rappro list anomalies --kind returned_payment",
			Steps: []Step{{0, "green"}, {1, "orange"}}},
	}}
}

func overdue() Row {
	return Row{Title: Text{"Qui doit", "Who owes"}, Height: 9, Panels: []Panel{topOverdue(16), {Kind: Stat, Width: 8, Unit: Share,
		Title: Text{"Poids des cinq plus gros clients ($currency)", "Share of the five largest customers ($currency)"},
		About: Text{"Reste dû des cinq clients qui doivent le plus ÷ reste dû total.",
			"What the five customers who owe most owe ÷ all that is open."},
		Series:  []Series{{Pick{Family: "receivables_top5_ratio"}, Text{"{{company}}", "{{company}}"}}},
		Command: "rappro report dso", Steps: []Step{{0, "green"}, {0.5, "orange"}, {0.75, "red"}}}}}
}

func topOverdue(width int) Panel {
	return Panel{Kind: Table, Width: width, Unit: Amount,
		Title: Text{"Les 15 plus gros retards ($currency)", "The 15 largest amounts overdue ($currency)"},
		About: Text{"Montant échu par client ; seul son code est montré, le nom est dans le rapport.",
			"Amount overdue by customer; only his code is shown, the name is in the report."},
		Series:  []Series{{Top{15, Sum{[]string{"company", "customer"}, Pick{Family: "customer_overdue_amount"}}}, Text{}}},
		Command: "rappro report ageing"}
}

func waiting() Row {
	return Row{Title: Text{"Non affecté", "On no invoice"}, Height: 6, Panels: []Panel{
		{Kind: Stat, Width: 10, Unit: Amount, Title: Text{"Montant ($currency)", "Amount ($currency)"},
			About: Text{"Argent de clients qui n'est sur aucune facture : client connu (411) ou en attente d'une décision (471).",
				"Customers' money on no invoice: of a known customer (411), or waiting for a decision (471)."},
			Series:  []Series{{Sum{[]string{"kind"}, Pick{Family: "unapplied_amount"}}, Text{"{{kind}}", "{{kind}}"}}},
			Command: "rappro report unapplied"},
		{Kind: Stat, Width: 7, Unit: Count, Title: Text{"Paiements", "Payments"},
			About: Text{"Nombre de paiements dont une part n'est sur aucune facture.",
				"Number of payments of which something is on no invoice."},
			Series:  []Series{{Sum{[]string{"kind"}, Pick{Family: "unapplied_payments"}}, Text{"{{kind}}", "{{kind}}"}}},
			Command: "rappro report unapplied"},
		{Kind: Stat, Width: 7, Unit: Days, Title: Text{"Le plus ancien", "The oldest"},
			About: Text{"Jours depuis l'opération du plus ancien de ces paiements.", "Days since the booking of the oldest of them."},
			Series: []Series{{Max{[]string{"company"}, Pick{Family: "unapplied_oldest_age_days"}},
				Text{"{{company}}", "{{company}}"}}}, Command: "rappro report unapplied",
			Steps: []Step{{0, "green"}, {8, "orange"}, {16, "red"}}},
	}}
}

// ageing is the balance âgée, so many days ago.
func ageing(ago int) Expr {
	return Sum{[]string{"bucket"}, Pick{Family: "receivables_aging_amount", Ago: ago}}
}

func balance() Row {
	about := Text{"Reste dû par jours de retard ; une facture due aujourd'hui n'est pas en retard. Les avoirs non imputés sont à part.",
		"What is open by days late; what is due today is not late. Open credit notes stand apart."}
	return Row{Title: Text{"Balance âgée", "Ageing (balance âgée)"}, Height: 8, Panels: []Panel{
		{Kind: BarGauge, Width: 12, Unit: Amount, Title: Text{"À la date d'arrêté ($currency)", "On the as-of date ($currency)"},
			About: about, Series: []Series{{ageing(0), Text{"{{bucket}}", "{{bucket}}"}}}, Command: "rappro report ageing"},
		{Kind: BarGauge, Width: 12, Unit: Amount, Title: Text{"Quatre semaines plus tôt ($currency)", "Four weeks earlier ($currency)"},
			About:  Text{about.FR + " Telle qu'elle était connue alors.", about.EN + " As it was known then."},
			Series: []Series{{ageing(28), Text{"{{bucket}}", "{{bucket}}"}}}, Command: "rappro report ageing --as-of DATE"},
	}}
}

func monthly() Row {
	dso := func(method string) Expr {
		return Pick{Family: "dso_days", Where: []Match{{"method_calc", []string{method}, false}, {"window", []string{"90d"}, false}}}
	}
	return Row{Title: Text{"Chaque mois", "Every month"}, Height: 5, Panels: []Panel{
		{Kind: Stat, Width: 12, Unit: Days, Title: Text{"DSO par épuisement ($currency)", "DSO, count-back ($currency)"},
			About: Text{"Jours de ventes que représente le reste dû, en remontant les mois à partir du dernier.",
				"Days of sales that what is open stands for, walking back from the last month."},
			Series: []Series{{dso("countback"), Text{"{{company}}", "{{company}}"}}}, Command: "rappro report dso"},
		{Kind: Stat, Width: 12, Unit: Days, Title: Text{"Meilleur DSO possible ($currency)", "Best possible DSO ($currency)"},
			About:  Text{"Créances non échues ÷ ventes à crédit de 90 jours × 90.", "What is not due ÷ credit sales of 90 days × 90."},
			Series: []Series{{dso("best_possible"), Text{"{{company}}", "{{company}}"}}}, Command: "rappro report dso"},
	}}
}
