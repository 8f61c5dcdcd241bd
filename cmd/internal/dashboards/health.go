package dashboards

// health says how far the reconciliation can be relied on.
func health() Dashboard {
	return Dashboard{UID: "rappro-sante", Title: Text{"Santé du rapprochement", "Reconciliation health"},
		Rows: []Row{trust(), undecided(), quality(), found(), decisions()}}
}

func undecided() Row {
	return Row{Title: Text{"Sans décision", "Undecided"}, Height: 6, Panels: []Panel{
		{Kind: Stat, Width: 6, Unit: Count, Title: Text{"Crédits à choisir et sans explication", "Credits to choose and unexplained"},
			About: Text{"À choisir : au moins une proposition attend. Sans explication : aucune.",
				"To choose: at least one proposal waits. Unexplained: none does."},
			Series: []Series{{Sum{[]string{"status"}, Pick{Family: "payments", Where: []Match{{"status", []string{"proposed", "unmatched"}, false}}}},
				Text{"{{status}}", "{{status}}"}}}, Command: "rappro report summary"},
		{Kind: Stat, Width: 6, Unit: Amount, Title: Text{"Montant non identifié ($currency)", "Unidentified amount ($currency)"},
			About: Text{"Somme de ces crédits.", "Sum of these credits."},
			Series: []Series{{Sum{[]string{"currency"}, Pick{Family: "unapplied_amount", Where: []Match{{"kind", []string{"unidentified"}, false}}}},
				Text{"Non identifié", "Unidentified"}}}, Command: "rappro report unapplied"},
		{Kind: TimeSeries, Width: 12, Unit: Count, Stacked: true, Title: Text{"Paiements par destination", "Payments by what became of them"},
			About: Text{"Nombre de crédits selon leur sort, et de débits qui en ont repris un.",
				"Number of credits by what became of them, and of debits that took one back."},
			Series:  []Series{{Sum{[]string{"status"}, Pick{Family: "payments"}}, Text{"{{status}}", "{{status}}"}}},
			Command: "rappro report summary"},
	}}
}

func quality() Row {
	ratio := func(kind string) Expr {
		return Pick{Family: "match_ratio", Where: []Match{{"kind", []string{kind}, false}}}
	}
	days := func(kind string) Expr {
		return Pick{Family: "match_days", Where: []Match{{"kind", []string{kind}, false}}}
	}
	return Row{Title: Text{"Qualité du lettrage, sur 30 jours", "Quality of matching, over 30 days"}, Height: 6, Panels: []Panel{
		{Kind: Stat, Width: 6, Unit: Share, Title: Text{"Lettrage automatique ($currency)", "Matched automatically ($currency)"},
			About: Text{"Crédits clients entièrement affectés par règle ÷ crédits clients, en nombre et en montant. À lire avec le taux de faux lettrages.",
				"Customers' credits put on invoices in full by rules ÷ customers' credits, by number and by amount. To be read with the rate of false matches."},
			Series: []Series{{ratio("auto_count"), Text{"En nombre {{company}}", "By number {{company}}"}},
				{ratio("auto_amount"), Text{"En montant {{company}}", "By amount {{company}}"}}}, Command: "rappro report dso --from DATE",
			Steps: []Step{{0, "red"}, {0.7, "orange"}, {0.85, "green"}}},
		{Kind: Stat, Width: 6, Unit: Share, Title: Text{"Faux lettrages ($currency)", "False matches ($currency)"},
			About: Text{"Affectations automatiques qu'une personne a défaites ÷ affectations automatiques.",
				"Automatic allocations that a person undid ÷ automatic allocations."},
			Series: []Series{{ratio("false_match"), byCompany()}}, Command: "rappro report dso --from DATE",
			Steps: []Step{{0, "green"}, {0.002, "orange"}, {0.01, "red"}}},
		{Kind: Stat, Width: 6, Unit: Count, Title: Text{"Crédits jugés ($currency)", "Credits judged ($currency)"},
			About: Text{"Nombre de crédits clients sur lesquels portent ces taux : sur peu de crédits, ils sautent.",
				"Number of customers' credits that these rates are of: of few, they jump."},
			Series: []Series{{Pick{Family: "match_eligible_payments"}, byCompany()}}, Command: "rappro report dso --from DATE"},
		{Kind: Stat, Width: 6, Unit: Days, Title: Text{"Délai de lettrage ($currency)", "Days to match ($currency)"},
			About: Text{"De l'opération à l'affectation complète : médiane, et ce que neuf sur dix ne dépassent pas.",
				"From booking to full allocation: median, and what nine of ten do not exceed."},
			Series: []Series{{days("median"), Text{"Médiane {{company}}", "Median {{company}}"}},
				{days("p90"), Text{"9 sur 10 {{company}}", "9 of 10 {{company}}"}}}, Command: "rappro report dso --from DATE"},
	}}
}

func found() Row {
	critical := []Match{{"severity", []string{"critical"}, false}}
	return Row{Title: Text{"Anomalies", "Anomalies"}, Height: 8, Panels: []Panel{
		{Kind: Stat, Width: 4, Unit: Count, Title: Text{"Critiques", "Critical"},
			About:   Text{"Anomalies critiques ouvertes.", "Critical anomalies that stand."},
			Series:  []Series{{Sum{[]string{"company"}, Pick{Family: "anomalies_open", Where: critical}}, byCompany()}},
			Command: "rappro list anomalies", Steps: mustBeZero()},
		{Kind: Table, Width: 10, Unit: Count, Title: Text{"Ouvertes, par nature", "Standing, by kind"},
			About:   Text{"Anomalies qui tiennent et que personne n'a classées.", "Anomalies that stand and that nobody put aside."},
			Series:  []Series{{Sum{[]string{"kind", "severity"}, Pick{Family: "anomalies_open"}}, Text{}}},
			Command: "rappro list anomalies"},
		{Kind: TimeSeries, Width: 10, Unit: Count, Title: Text{"Trouvées et résolues, sur 7 jours", "Found and resolved, over 7 days"},
			About: Text{"Anomalies trouvées, et celles dont la cause a disparu, pendant les 7 jours d'avant.",
				"Anomalies found, and those whose cause went, in the 7 days before."},
			Series: []Series{{Growth{nil, Pick{Family: "anomalies_detected_total"}, 7}, Text{"Trouvées", "Found"}},
				{Growth{nil, Pick{Family: "anomalies_resolved_total"}, 7}, Text{"Résolues", "Resolved"}}},
			Command: "rappro list anomalies"},
	}}
}

func decisions() Row {
	return Row{Title: Text{"Décisions", "Decisions"}, Height: 8, Panels: []Panel{
		{Kind: Table, Width: 12, Unit: Count, Title: Text{"Lettrages par règle", "Matches by rule"},
			About: Text{"Décisions qui ont mis un paiement sur des factures, depuis le début, celles défaites comprises.",
				"Decisions that put a payment on invoices, since the beginning, those undone among them."},
			Series:  []Series{{Sum{[]string{"rule", "origin"}, Pick{Family: "matches_total"}}, Text{}}},
			Command: "rappro list decisions"},
		{Kind: TimeSeries, Width: 12, Unit: Count, Title: Text{"Lettrages faits et défaits, sur 7 jours", "Matches made and undone, over 7 days"},
			About: Text{"Décisions des 7 jours d'avant, et décisions défaites pendant ces jours.",
				"Decisions of the 7 days before, and decisions undone in these days."},
			Series: []Series{{Growth{[]string{"origin"}, Pick{Family: "matches_total"}, 7}, Text{"{{origin}}", "{{origin}}"}},
				{Growth{nil, Pick{Family: "matches_reversed_total"}, 7}, Text{"Défaits", "Undone"}}},
			Command: "rappro list decisions"},
	}}
}
