// Package sheet reads CSV tables whose columns are known by name: payout reports, deposit
// slips, card reports. Bank statements, whose columns have to be found out, are bankcsv's.
//
// The first line that is not empty names the columns. They are compared folded: small
// letters without accents, and every run of other signs one space, so that
// "payment_metadata[invoice]", "Payment metadata (invoice)" and "Numéro de facture" are
// found however a provider writes them this year. Separators are comma, semicolon and tab.
// Text is UTF-8, UTF-16 with its mark, or Windows-1252, value by value.
//
// A row with another number of cells than the heading is refused, and so is a last line
// that does not end: the file may be cut there.
package sheet
