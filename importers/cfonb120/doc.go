// Package cfonb120 reads CFONB 120, the French relevé de compte of fixed records of 120
// characters, and recognises CFONB 240 to refuse it by name.
//
// # What is read
//
//	01  opening   bank, branch, account, currency, decimals, day and amount of the old balance
//	04  movement  operation codes, booking and value date, reject code, label, entry number,
//	              signed amount, reference
//	05  complement, any number after its movement: a qualifier and 70 characters
//	07  closing   day and amount of the new balance
//
// A file holds any number of statements and accounts. Records may stand on lines (LF, CRLF,
// CR), follow each other without line end, and have lost the blanks at their end; blank lines
// are passed over. Positions 105-120 of 01 and 07 belong to the banks and are ignored.
//
// Complements: LIB free label, LCC and LC2 remittance, LCS structured remittance, NPY NPO
// names of payer and ultimate payer, NBE NBU of the beneficiary, IPY IBE their identifiers,
// CPY CBE their accounts, BPY BDB their banks, RCN end-to-end reference, REF the bank's
// reference, RUM mandate, RET return reason, MMO original amount and rate, FEE charges, LEM
// label of the issuer. What is not known is kept word for word in AdditionalText.
//
// # Rules
//
//   - Account: bank, branch and account are made an IBAN by computing the RIB key. An account
//     of Monaco looks the same; --account with its MC IBAN settles that.
//   - All records of a statement are of one account, branch and currency; otherwise the file
//     is refused. The bank code may differ (banks book for each other after mergers): the
//     opening record counts, and the report says so.
//   - Amounts: the last character carries sign and digit ({ +0, A to I +1 to +9, } -0, J to R
//     -1 to -9); é and è stand for { and } in files that passed a French 7-bit set. Position 20
//     says the decimals; zeros beyond those of the currency are accepted, other digits not. A
//     blank inside counts as 0 and is remarked on; a zone that is all blank, or without sign,
//     refuses the file.
//   - Currency and decimals blank in 01: those of the first movement count; then --currency;
//     then the euro, for statements from 2002 on, because the zone was left blank for the
//     national currency.
//   - Period: from the day after the old balance to the day of the new one, or that day
//     alone. It is stretched to hold every booking day.
//   - Years: above 60 are of 19xx.
//   - Operation code and direction are looked up in operations.txt, the reject code in
//     reasons.txt; both are data to be corrected there.
//   - A collection of direct debits or bills in which the bank names no payer is a lump that
//     waits for its details. CFONB 120 never holds the details.
//   - Every line is booked. The balances are proved later, by the service.
//
// # Identity
//
// No reference is declared stable. Positions 105-120 are a free zone that carries the
// customer's, the payer's or a file's reference, the entry number is often zero or a cheque
// number, and REF is optional. Value date, payer account, end-to-end reference and text are
// the same in every file of the same bank, so they are the identity.
//
// # What is refused
//
// Records outside a statement (04, 05 or 07 before 01, 05 before 04), 01 before the last 07,
// a file that ends before its last 07, unknown record codes, days that no calendar has, and
// what the rules above refuse; each with its line (or record, where there are no lines). A
// file of several statements that was cut between two of them cannot be told from a shorter
// file: the gap shows in the chain of balances.
package cfonb120
