// Package catalogue holds every text that rappro says to a person, in French and in
// English, in one file: texts.txt. Programs read codes, people read this. What importers and
// reconcile write of a file in English is translated by the patterns of remarks.txt.
//
// A text has a key and one line per language. It may hold the verbs of package fmt, the
// same in both languages, and two forms for one and for many, parted by a bar:
//
//	run.matched
//	  en  %d payment matched|%d payments matched
//	  fr  %d règlement rapproché|%d règlements rapprochés
//
// The words an accountant looks for stay French where they are terms of the trade:
// encaissement, lettrage, relance, avoir, acompte. Amounts and dates are written the way
// the reader's language writes them: 1 234,56 € and 21/11/2026, or €1,234.56 and
// 2026-11-21.
package catalogue
