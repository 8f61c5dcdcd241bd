// Package card reads card terminal reports as CSV: what an acquirer tells of the sums that
// it pays for one contract, one row a remittance.
//
// # Layout
//
// The columns are found by name, in any order and case, with or without accents:
//
//	date        date de remise, date remise, date de reglement, settlement date, value date
//	contract    contrat, numero de contrat, n contrat, contract number, merchant id, siret
//	gross       brut, montant brut, gross amount, montant
//	commission  commissions, frais, fee, fees, montant commission
//	net         montant net, net amount
//	remittance  remise, numero de remise, n remise, reference, batch
//	terminal    tpe, numero de tpe
//	count       nombre, nombre de transactions, nb transactions, transactions
//	currency    devise
//	account     iban, compte
//
// date, contract, and two of gross, commission and net have to be there.
//
//	date;contract;remittance;gross;commission;net
//	2026-10-11;1234567;0042;2315,40;16,21;2299,19
//
// # What is made of it
//
// A row is one batch: a detail of gross − commission, with the commission as its charges,
// and the net as the amount. Commissions are read without regard to their sign. Rows of one
// day, contract and remittance are one batch; without remittance those of a day and
// contract are. Where all three amounts are there, gross − commission has to be the net.
// There are no invoices behind the sales: the details say what the bank's sum was gross, by
// day and contract, for the pass-through account of card receipts.
//
// Negative rows are sales given back.
//
// # What is refused
//
// A row without date, contract or amounts, three amounts that contradict each other, a row
// with another number of cells than the heading, a last line that does not end, dates in an
// order that nothing proves (asked), and the limits of importers.
package card
