// Package bai2 reads BAI version 2, the cash management reports of American banks: lines of
// fields with commas, each ended by a slash.
//
// # What is read
//
//	01 file header      version
//	02 group header     status, day, currency, modifier
//	03 account          number, currency, balances and totals by type code
//	16 transaction      type code, amount, funds type, references, text
//	88 continuation     of any of these
//	49 98 99 trailers   control totals
//
// Left out: totals and available balances (they count in the control totals), item counts,
// availability, times.
//
// # Rules
//
//   - Every account of a group is a statement of the group's day. The ledger balances 010 and
//     015 prove it; without both it enters unproven.
//   - Direction: type codes 101 to 399 and 930 to 959 are credits, 401 to 699 and 960 to 999
//     debits; amounts have no sign. 890 is words without money. A total (100, 400), a balance
//     or a loan (7nn) in a transaction refuses the file.
//   - Amounts are in the minor unit of the currency, without a dot: cents, or yen.
//   - Currency: the account's, else the group's, else --currency, else USD as the standard
//     says, with a remark.
//   - Funds types 0, 1, 2, Z, S, V and D are read for their length; V gives the value date.
//   - Control totals: each 49, 98 and 99 has to give the sum of all amounts in it and the
//     number of its lines, 88 included, and of its accounts or groups; or the file is refused.
//   - Text is the last field: it may hold commas and slashes, and every 88 is a piece of it. The
//     words EREF, REMI, DBNM, CRNM, DACT, CACT, DBIC and CBIC at the beginning of a piece are
//     understood.
//   - Line ends that were lost or added on the way are put right: a record that begins behind a
//     slash and a blank is one of its own, and a line without a record code belongs to the text
//     before it, where records end with slashes. The control totals and the numbers of records
//     of 49, 98 and 99 prove it, or refuse the file.
//   - A group whose modifier says interim (1, 3) is counted and left out: the final report
//     brings the lines. One that deletes or tests is refused; one that corrects is read, with
//     a remark.
//   - Type codes are looked up in codes.txt, which is data to be corrected there.
//
// # Identity
//
// The bank's reference is optional and the standard does not say that it stays the same when
// a report is sent again, so it is not declared stable: value date, customer's reference and
// text are the identity.
//
// # What is refused
//
// A line without a known record code that continues no text, records out of order, a file
// that ends before its 99 or whose 99 has lost its slash, version 3 (BTRS), and what the
// rules above refuse; each with its line.
package bai2
