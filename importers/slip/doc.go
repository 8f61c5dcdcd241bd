// Package slip reads deposit slips (bordereaux de remise de chèques) as CSV: what a company
// or its software writes down when it hands cheques in. The bank books one sum.
//
// # Layout
//
// One row is one cheque. The columns are found by name, in any order and case, with or
// without accents; the first name is ours, the others are accepted:
//
//	slip      slip number, remise, numero de remise, bordereau, n bordereau, numero de bordereau
//	date      deposit date, date de remise, date remise, date du bordereau
//	drawer    tireur, emetteur, payeur, client, nom, name, customer
//	amount    montant, betrag, importe
//	cheque    cheque number, numero de cheque, n cheque, numero cheque
//	invoice   invoice number, facture, numero de facture, n facture, reference
//	currency  devise
//	account   iban, compte, compte bancaire
//	total     total remise, montant remise, montant total
//
// slip, amount and one of drawer, cheque and invoice have to be there. Rows of one slip
// number are one batch; they may stand anywhere. Without a currency column the amounts are
// euro, or what --currency says. Where a total column is there it states the slip's sum and
// the cheques have to sum to it; else the bank's credit is the only proof.
//
//	slip;date;drawer;cheque;amount;invoice
//	0087;2026-09-14;Batilys;4571;1250,00;F2609-002
//	0087;2026-09-14;Lumière;0031;2890,00;F2609-004 F2609-005
//
// # What is made of it
//
// Each cheque is a payment: the drawer is the payer, the invoice column is text, because
// people write several numbers there; the cheque number is the end-to-end id. The slip
// number is the group, which banks print in the line of the credit ("REM CHQ 0087").
//
// # What is refused
//
// An amount that is missing, zero or negative, a row with another number of cells than the
// heading, a last line that does not end, two currencies, dates, totals or accounts in one
// slip, dates in an order that nothing proves (asked), and the limits of importers.
package slip
