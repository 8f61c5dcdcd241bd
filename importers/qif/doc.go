// Package qif reads QIF, the plain lines that personal finance programs and older banks
// exchange: one letter, its value, and ^ behind each record.
//
// # What is read
//
//	!Type:Bank, CCard, Cash, Oth A, Oth L   an account with movements of money
//	  D  date          T  amount, signed      U  the amount again
//	  P  payee         M  memo                N  number, or the kind of movement
//	  L  category      A  address lines       ^  end of the record
//	!Account           N  the name of the account that follows
//	!Option:MDY, DMY   the order of day and month
//
// Passed: C (cleared), F, and the parts of a split (S, E, $, %), which are categories and no
// payments; the lists Cat, Class, Tag, Memorized, Security, Prices, Budget and Template, with
// a message; a line whose letter QIF does not have, with a message. Refused by name:
// investment accounts (Invst, Port), business records (Invoice, Bill, Tax), other headers.
//
// # What the file does not say
//
//   - Account: asked for (--account), unless the name of the account is its number. A file
//     with several accounts is read to look at; to enter it, each has to be a file by itself.
//   - Currency: always asked for (--currency). Until then amounts have two decimals.
//   - The order of day and month: proved by a date that has only one order (31/01, 2/13), or
//     stated by !Option, or answered (--dates dmy, mdy or ymd); else asked for. The sequence of
//     the lines, the country and what is likely prove nothing. Lines whose day depends on
//     the order have no day until then. The file is read ahead until the proof, 16 MiB at
//     most; a later date that contradicts it refuses the file. When the year stands first
//     there is no question: 2026-01-31.
//   - The year: four digits; two are 1970 to 2069, behind an apostrophe (31/01'26) 2000 to
//     2099. Where the lines lie closer together with two digits of a year first, it is asked.
//   - The mark before the decimals: 1,234.56 and 1234,56 settle it themselves; 1,234 and
//     1.900 do not, and refuse the file.
//   - Balances and period: none, so a statement is unproven and covers the days from its
//     first line to its last. A first record "Opening Balance" that transfers from the
//     account to itself is the opening balance and no movement, as Quicken writes it.
//
// What a file proves or a person says of the days is known of the next files of the account that
// have the same kind and name of account and the same marks in their dates; so is the currency.
//
// # Identity
//
// Nothing in QIF identifies a line: N is a cheque's number, an invoice's, a bank's reference
// or a word. It is kept as reference when it has a digit, and never stable. Lines are known
// by day, amount, payee and memo, and counted.
//
// # Files that are not whole
//
// A record without its ^ refuses the file, and so does a file without any record. A file cut
// just behind a ^ cannot be told from a whole one; the whole file then adds only the rest,
// because both cover their days and the larger count of equal lines stands.
//
// # Oddities accepted
//
// Lines that end in LF, CR LF or CR; empty lines; headers in any case; several names, memos
// and address lines in one record, which are joined; T and U both, when they agree. The text
// is UTF-8 or Windows-1252, value by value, unless a byte order mark says it.
package qif
