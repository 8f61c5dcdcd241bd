package dashboards

// words translates the values of labels that people would not know, by label and value. They are
// the words of the catalogue of texts where it has them.
func words() map[string]map[string]Text {
	return map[string]map[string]Text{
		"bucket": {
			"not_due": {"Non échu", "Not due"}, "1_30": {"1–30 jours", "1–30 days"},
			"31_60": {"31–60 jours", "31–60 days"}, "61_90": {"61–90 jours", "61–90 days"},
			"90_plus":            {"Plus de 90 jours", "Over 90 days"},
			"unallocated_credit": {"Avoirs non imputés", "Open credit notes"},
		},
		"status": {
			"open": {"Non échue", "Open"}, "overdue": {"Échue", "Overdue"},
			"partially_paid": {"Partiellement payée", "Partially paid"},
			"automatic":      {"Automatique", "Automatic"}, "manual": {"Manuel", "By hand"},
			"on_account": {"Sur compte client", "On account"}, "proposed": {"À choisir", "To choose"},
			"not_for_invoices": {"Hors factures", "Not for invoices"},
			"unmatched":        {"Sans explication", "Unexplained"}, "returns": {"Rejets", "Returns"},
		},
		"method": {
			"transfer": {"Virement", "Transfer"}, "instant_transfer": {"Virement instantané", "Instant transfer"},
			"direct_debit": {"Prélèvement", "Direct debit"}, "card": {"Carte", "Card"},
			"cheque": {"Chèque", "Cheque"}, "cash": {"Espèces", "Cash"}, "bill": {"Effet", "Bill"},
			"other": {"Autre", "Other"},
		},
		"claim": {
			"ceded": {"Cédé", "Ceded"}, "discounted": {"Effets escomptés non échus", "Discounted bills"},
			"bill": {"Effets à recevoir", "Bills"},
		},
		"horizon": {
			"overdue": {"Échu", "Overdue"}, "this_week": {"Cette semaine", "This week"},
			"next_week":  {"Semaine prochaine", "Next week"},
			"this_month": {"Reste du mois", "Rest of the month"}, "next_month": {"Mois prochain", "Next month"},
			"later": {"Plus tard", "Later"},
		},
		"severity": {
			"critical": {"Critique", "Critical"}, "high": {"Élevée", "High"}, "medium": {"Moyenne", "Medium"},
			"low": {"Information", "Information"},
		},
		"result": {
			"read": {"Lu", "Read"}, "held": {"Retenu", "Held"}, "known": {"Déjà connu", "Known"},
			"refused": {"Refusé", "Refused"}, "asked": {"À préciser", "Asked"},
		},
		"origin":   {"auto": {"Règle", "Rule"}, "manual": {"Personne", "Person"}},
		"customer": {"__other__": {"Tous les autres", "All others"}},
		"reason":   {"duplicate": {"Déjà présentes", "There already"}, "pending": {"En attente", "Pending"}},
		"kind": {
			"identified": {"Client connu", "Known customer"}, "unidentified": {"Non identifié", "Unidentified"},
		},
	}
}

// columns translates the names of labels, where they head a column.
func columns() map[string]Text {
	return map[string]Text{
		"company": {"Société", "Company"}, "account": {"Compte", "Account"}, "customer": {"Client", "Customer"},
		"currency": {"Devise", "Currency"}, "kind": {"Nature", "Kind"}, "severity": {"Gravité", "Severity"},
		"format": {"Format", "Format"}, "result": {"Résultat", "Result"}, "rule": {"Règle", "Rule"},
		"origin": {"Décidé par", "Decided by"}, "month_offset": {"Mois avant", "Months before"},
		"horizon": {"Échéance", "Due"}, "version": {"Version", "Version"}, "reason": {"Raison", "Reason"},
		"status": {"État", "Status"}, "bucket": {"Tranche", "Bucket"}, "claim": {"Créance", "Claim"},
		"method": {"Moyen", "Method"}, "Value": {"Valeur", "Value"},
	}
}
