// Package statements writes bank statements for people, as a CSV of our own, which is read back.
// The form that other programs of the trade read, camt.053, is in importers/camt, and JSON in
// importers/jsonstatements.
//
// # Format note
//
// The CSV is one table in UTF-8, with a comma, LF, and the columns of columns.go. Column
// record says what a row is:
//
//	statement  heading: account, currency, reference, owner, sequence, period, balances, and
//	           how many entries and pending rows follow, and the format the bank sent, as
//	           which it counts where two formats meet on one day
//	entry      a booked line. Its only payment stands in the same row; payments says how
//	           many it has, and two and more follow in rows of their own
//	provisional the same of an interim report, where nothing is booked
//	payment    one payment of the entry above; their amounts add up to the entry's
//	pending    a line that the bank announces and has not booked
//	end        the last row: entries is how many statements the file has
//
// So the sum of the entry rows of an account is what its balance moved by. Amounts have a
// dot and the decimals of their currency; an amount of another currency than the account's
// can stand in charges, instructed and documents, which name it: 12.00 EUR. Dates are
// 2026-01-31, flags yes or empty.
//
// Column pages says which pages a statement has that is not whole, by the bank's count: 2, or
// 2-3, and a + behind them where more follow. Column doubt says what in the source did not
// agree with its lines, which holds a statement that no balances prove.
//
// Texts are exact: identity is computed from them. \\ stands for a backslash, \n for a line
// end, \u00a0 for a control character or for a space at the end of a text; lists have one
// piece a line, \- for an empty one. A text that a spreadsheet would run as a formula gets
// an apostrophe in front, which is taken off when it is read.
//
// # What is proved
//
// The counts of the heading and of the last row: a file that is cut or that lost a row is
// refused, and a batch whose payments do not add up to it too. What a spreadsheet made of
// dates and amounts is refused as it stands.
//
// # Identity
//
// As the source declared it: column stable.
package statements
