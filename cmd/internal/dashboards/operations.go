package dashboards

// operations is for who runs rappro.
func operations() Dashboard {
	return Dashboard{UID: "rappro-exploitation", Title: Text{"Exploitation", "Operations"},
		Rows: []Row{fresh(), files(), process()}}
}

func fresh() Row {
	return Row{Title: Text{"Fraîcheur", "Freshness"}, Height: 6, Panels: []Panel{
		{Kind: Stat, Width: 5, Unit: Instant, Title: Text{"Date d'arrêté", "As-of date"},
			About:   Text{"Le jour de tous les chiffres.", "The day of all figures."},
			Series:  []Series{{Max{nil, Pick{Family: "as_of_timestamp_seconds"}}, Text{"Date d'arrêté", "As of"}}},
			Command: "rappro report summary"},
		{Kind: Stat, Width: 5, Unit: Seconds, Title: Text{"Âge de la lecture", "Age of the reading"},
			About:   Text{"Temps écoulé depuis que les chiffres ont été lus.", "Time since the figures were read."},
			Series:  []Series{{SecondsSince{Max{nil, Pick{Family: "snapshot_timestamp_seconds"}}}, Text{"Âge", "Age"}}},
			Command: "rappro metrics", Steps: []Step{{0, "green"}, {3600, "orange"}, {7200, "red"}}},
		{Kind: Stat, Width: 7, Unit: Days, Title: Text{"Relevés en retard, par compte", "Statements late, by account"},
			About: Text{"Jours depuis le premier jour où le compte est en retard sur son propre rythme, week-ends exclus ; négatif tant qu'il ne l'est pas.",
				"Days since the first day on which the account is late by its own rhythm, weekends left out; negative as long as it is not."},
			Series: []Series{{DaysSince{Max{[]string{"company", "account"}, Pick{Family: "statement_due_timestamp_seconds"}}},
				Text{"{{account}}", "{{account}}"}}}, Command: "rappro report companies",
			Steps: []Step{{-1000, "green"}, {0, "red"}}},
		{Kind: Stat, Width: 7, Unit: Seconds, Title: Text{"Dernier relevé entré, par compte", "Last statement entered, by account"},
			About: Text{"Temps écoulé depuis que le dernier relevé du compte est entré.", "Time since a statement of the account last entered."},
			Series: []Series{{SecondsSince{Max{[]string{"company", "account"}, Pick{Family: "import_last_success_timestamp_seconds"}}},
				Text{"{{account}}", "{{account}}"}}}, Command: "rappro list imports"},
	}}
}

func files() Row {
	return Row{Title: Text{"Fichiers", "Files"}, Height: 8, Panels: []Panel{
		{Kind: Table, Width: 8, Unit: Count, Title: Text{"Imports par résultat, sur 7 jours", "Imports by outcome, over 7 days"},
			About: Text{"Fichiers importés pendant les 7 jours d'avant, selon ce qu'ils sont devenus.",
				"Files imported in the 7 days before, by what became of them."},
			Series:  []Series{{Growth{[]string{"format", "result"}, Pick{Family: "imports_total"}, 7}, Text{}}},
			Command: "rappro list imports"},
		{Kind: TimeSeries, Width: 8, Unit: Count, Title: Text{"Lignes entrées et reprises, sur 7 jours", "Lines entered and taken back, over 7 days"},
			About: Text{"Lignes de relevés entrées pendant les 7 jours d'avant, et lignes parties avec un import défait.",
				"Lines of statements that entered in the 7 days before, and lines that went with an import taken back."},
			Series: []Series{{Growth{[]string{"format"}, Pick{Family: "bank_lines_imported_total"}, 7}, Text{"{{format}}", "{{format}}"}},
				{Growth{nil, Pick{Family: "bank_lines_reverted_total"}, 7}, Text{"Reprises", "Taken back"}}},
			Command: "rappro list imports"},
		{Kind: Stat, Width: 8, Unit: Count, Title: Text{"Laissé de côté, sur 7 jours", "Left out, over 7 days"},
			About: Text{"Lignes qui étaient déjà là ou que la banque n'a pas encore comptabilisées, et imports défaits.",
				"Lines that were there already or that the bank has not booked yet, and imports taken back."},
			Series: []Series{{Growth{[]string{"reason"}, Pick{Family: "bank_lines_skipped_total"}, 7}, Text{"{{reason}}", "{{reason}}"}},
				{Growth{nil, Pick{Family: "imports_reverted_total"}, 7}, Text{"Imports défaits", "Imports taken back"}}},
			Command: "rappro list imports"},
	}}
}

func process() Row {
	return Row{Title: Text{"Programme", "Program"}, Height: 6, Panels: []Panel{
		{Kind: Table, Width: 6, Unit: Count, Title: Text{"Version", "Version"},
			About:  Text{"Version du programme qui répond.", "Version of the program that answers."},
			Series: []Series{{Sum{[]string{"version"}, Pick{Family: "build_info"}}, Text{}}}, Command: "rappro --version"},
		{Kind: TimeSeries, Width: 6, Unit: Bytes, Title: Text{"Mémoire", "Memory"},
			About:   Text{"Mémoire résidente de rappro serve.", "Resident memory of rappro serve."},
			Series:  []Series{{Raw(`process_resident_memory_bytes and on (instance) rappro_build_info`), Text{"{{instance}}", "{{instance}}"}}},
			Command: "curl -s http://127.0.0.1:9753/metrics"},
		{Kind: TimeSeries, Width: 6, Unit: Count, Title: Text{"Tâches", "Goroutines"},
			About: Text{"Tâches en cours dans rappro serve : ne doit pas croître sans fin.",
				"Goroutines of rappro serve: must not grow for ever."},
			Series:  []Series{{Raw(`go_goroutines and on (instance) rappro_build_info`), Text{"{{instance}}", "{{instance}}"}}},
			Command: "curl -s http://127.0.0.1:9753/metrics"},
		{Kind: Stat, Width: 6, Unit: Count, Title: Text{"Séries par société", "Series by company"},
			About: Text{"Nombre de séries ; au plus 800 par société avec trois devises.",
				"Number of series; at most 800 a company with three currencies."},
			Series:  []Series{{Raw(`count by (company) ({__name__=~"rappro_.+", company=~"$company"})`), byCompany()}},
			Command: "rappro metrics", Steps: []Step{{0, "green"}, {800, "red"}}},
	}}
}
