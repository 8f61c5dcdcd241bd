// Package invoices reads the list of open invoices that a seller's program exports.
//
// # Format note
//
// CSV with a header line, in UTF-8 (or UTF-16 with its mark), separated by comma, semicolon
// or tab: the separator is the one that finds the most columns in the header line. A byte
// order mark is accepted. Column names are compared without case and outer spaces; the order
// is free; columns that are not known are left out, and a message names them.
//
//	number             unique; required
//	customer_id        required
//	issue_date         YYYY-MM-DD; required
//	amount             total with VAT, a dot before the decimals, no separators of thousands;
//	                   required
//	currency           ISO 4217; required
//	due_date           YYYY-MM-DD, may be empty: such an invoice is never overdue
//	type               invoice (default), credit_note (its amount is negative) or deposit
//	status             what the seller knows: open (default), paid, cancelled or draft
//	customer_name customer_email customer_iban
//	                   may stand on any line of the customer; the first that is filled counts,
//	                   and all IBANs are kept
//	owner terms project payment_reference
//	                   text, as written
//	claim              empty for a plain receivable (default), ceded (to a factor or a bank),
//	                   bill (an accepted effet: LCR, BOR) or discounted (a bill that a bank has
//	                   paid in advance)
//	disputed           true (or yes) while the customer contests it, else false, no or empty
//
// Amounts and dates are strict, because a wrong guess is money: 1.234,56 and 31 February are
// refused. Every line is checked and every bad one is named with its number; a file with a
// bad line gives nothing, unless bad lines are to be left out, and then they are counted and
// named. A number that comes twice is bad from the second time on. A line with more or fewer
// cells than the header line is bad. A quote that does not close ends the file: what follows
// it cannot be trusted, so it is refused in any case.
//
// A cell that starts with an apostrophe and one of = + - @ tab or carriage return lost the
// apostrophe's meaning: it is how our own CSV exports keep spreadsheets from running a
// formula, so the apostrophe is taken off.
//
// The cells are given to a tagged struct by gocsv, one reader a file and with strings only:
// gocsv itself reads "1,50" as 1. Nothing of a line is kept but its own number: of a million lines the owners, terms and customers
// are the same few texts.
package invoices
