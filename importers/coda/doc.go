// Package coda reads CODA version 2, the Belgian coded statement of account: records of 128
// characters.
//
// # What is read
//
//	0     header: day, bank, mark of a duplicate, version
//	1     old balance: account in one of four forms, currency, holder, sequence number
//	21    movement or detail: bank's reference, amount, value and booking date, operation code,
//	      communication
//	22    its communication, customer's reference, BIC of the other side, return reason
//	23    account and name of the other side, communication
//	31-33 information on it: the full name of the other side, ultimate party, the bank's words
//	8     new balance
//	9     control totals
//
// A file may hold several such sets, one after the other. 4 (free messages) is counted and
// left out, and so are addresses, purposes, the description of the account.
//
// Communications that are structured: 100 creditor reference (ISO 11649), 101 and 102 the
// Belgian reference of twelve digits, 105 original amount and rate, 107 and 127 direct debits
// with mandate and return reason; the others are kept as words. A reference whose check digits
// are wrong is kept as text.
//
// # Rules
//
//   - Totals and details. A movement has the detail number 0000 and is booked; what follows
//     with the same sequence number details it. Type 1 and 2 are totals, whose details (5, 6, 7)
//     are the payments when they sum to it to the cent. Type 3 is one payment, whose details
//     (8) are gross amount and costs. The globalisation code says the same and is not read.
//     Details are never counted in addition.
//   - A total without details is a lump that waits for them. Where the bank names the other
//     side or a structured communication it is one payment: converters write type 1
//     everywhere.
//   - A file that holds only details (a separate application) is refused: its totals are
//     booked in another one.
//   - Amounts have three decimals; digits that the currency does not have must be zeros.
//   - Account: a Belgian number whose check digits are right is made an IBAN. An IBAN with
//     wrong check digits is read, with a remark.
//   - Period: from the day after the old balance to the day of the new one, stretched to hold
//     every booking day. The number of the statement is its year and sequence number.
//   - Control totals: the number of records, the sums of debits and of credits have to be
//     those of the trailer, or the file is refused. The count of records may include 4 or not.
//   - A trailer may say that another file follows. Each set of records is whole in itself, so
//     the file is read and the report says so.
//   - Operation codes are looked up in codes.txt, which is data to be corrected there.
//
// # Identity
//
// The bank's reference (positions 11-31 of 21) is not declared stable: the standard calls it
// information only, it may be blank, and converters number it within the file. Value date,
// account of the payer, customer's reference and text are the identity.
//
// # What is refused
//
// Records that are not 128 characters long (the last one is always a code, so nothing can
// have been stripped), in a wrong order or of another movement or account, version 1, a file
// that ends before a trailer, and what the rules above refuse; each with its line, or its
// record where there are no lines.
package coda
