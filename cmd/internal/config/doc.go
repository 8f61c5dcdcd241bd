// Package config reads what a company says of itself and of its rules: flags beat the
// environment (RAPPRO_…), which beats rappro.yaml (--config, else ./rappro.yaml, else the
// user's configuration folder, else /etc/rappro/), which beats the defaults.
//
// A key that nobody knows is refused with the keys that exist, because a mistyped
// threshold that is silently ignored costs money. Names that a user makes up (companies,
// accounts) are values in lists and never keys, so that their case and their dots stay.
// Companies stand over the defaults: what `companies:` says of one is taken before what
// the top of the file says for all.
//
//	db: sqlite:rappro.db
//	lang: fr
//	policy:
//	  automatic: 0.99
//	  four_eyes: 500
//	  four_eyes_decision: 10000
//	people:
//	  - user: claire
//	    role: reviewer
//	accounts:
//	  - id: FR76 3000 4000 0312 3456 7890 143
//	    also: "0312345678, 30004/00312345678"
//	    alias: bnp
//	    ledger_account: "512100"
//	job:
//	  inbox: /srv/bank/in
//	  at: ["06:30", "13:00"]
//	  responsible: {name: Claire, email: claire@example.org, lang: fr}
//	  mail: {server: "smtp.example.org:587", from: rappro@example.org, user: rappro,
//	    password_file: /etc/rappro/mail}
//	companies:
//	  - id: atelier
//	    responsible: {name: Paul, email: paul@example.org, lang: en}
//	    policy:
//	      erp_marks_first: true
package config
