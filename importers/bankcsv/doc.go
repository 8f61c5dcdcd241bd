// Package bankcsv reads the CSV files that banks let their customers download.
//
// # Format note
//
// There is no standard. Every bank has a layout of its own: separator, character set, lines
// above the table, column names, form of dates and amounts, one signed amount or a debit
// and a credit column, a label that is cut in pieces. A layout is described by a [Profile],
// and profiles are data: one small text file each under profiles/, embedded in the program.
// Adding a bank needs no Go. A file of one's own is given with --profile PATH.
//
// A profile is recognised by the column line alone: the first line of the file (within its
// first 64 KiB) whose cells are the profile's columns, compared without case, accents and
// outer spaces, in any order; empty cells at the end do not count. A person's own profiles go
// before the embedded ones. Several that fit are an error, and --profile settles it; where none
// fits the layout is found out from the file ([Detect]). The name of the file never chooses it.
//
// # What a profile says
//
// One "key: value" per line; a line that starts with # is a comment. Keys that can stand
// several times are marked +.
//
//	title:         what the layout is, for people
//	also: +        another name for --profile: of a bank whose files have this layout too
//	separator:     ; or , or | or tab
//	encoding:      windows-1252 (default) or iso-8859-15: read when the file is not UTF-8.
//	               A byte order mark (UTF-8, UTF-16) always wins
//	header:        the column names, separated as in the file; none for a file without a column
//	               line, whose columns are then named by their places, @1
//	optional:      columns that may be there too
//	decimal:       , or .
//	thousands:     any of: space . ' , (space stands for U+0020, U+00A0 and U+202F)
//	date:          form of dates: dd/mm/yyyy, dd.mm.yy, yyyy-mm-dd. A time behind the date is
//	               left out: the written day counts
//	currency:      the currency when the file names none; --currency overrides it
//	currency of:   the country of the accounts, as their IBAN has it, that are in this currency where
//	               no line above the table names another one; any account without this key
//	booking date:  column
//	value date:    column
//	amount:        column of a signed amount, or
//	debit: credit: two columns; the direction comes from the column, whatever sign stands there
//	side:          column that names the direction, and the words for it:
//	credit word: debit word:
//	no word:       signed, when a line with another word, or none, has the sign that is written
//	text: +        columns of the label
//	type:          column with the bank's word for the kind of line
//	payer name: payer iban: payer bic: end to end: mandate: reference: account:
//	currency column: balance: status:
//	               columns
//	opening: closing:
//	               columns with the balances of a statement, the same on each of its lines
//	balance side:  column with the words for credit and debit that give the balance its sign
//	credit currency:
//	               column of the currency of credits, where the currency column is that of debits
//	stable:        yes, when the reference identifies the line for ever
//	booked: +      values of the status column that mean booked; every other line is pending:
//	               counted and left out
//	not booked: +  values of the status column that mean pending, where every other one means booked
//	line: +        a line above or below the table, with placeholders: {account} {currency}
//	               {date} {opening} {closing} {dot closing} {from} {to} {any}
//	file name:     "account" when the name of the file may say the account (last resort)
//	label width:   the bank cuts the label there: pieces of full width are joined without a
//	               space
//	continuation:  yes, when a row with nothing but text continues the label above, or the name
//	tag NAME: +    what introduces a part of the label, as /DE or MOTIF:. NAME is payer name,
//	               text or end to end
//	fee:           column of fees that come on top of the amounts and are part of the lines
//	more text: +   columns whose cells belong to the label where they hold words
//	forms:         detected, when separator, character set, forms of dates and amounts, signs and
//	               balances are found out from each file
//	unit:          minor, when amounts are whole minor units: cents
//	decimals:      written decimals, where they are more than the currency has: zeros
//	sign:          reversed, when a positive amount is a debit, as on the list of a card
//	credit mark: + debit mark: +
//	               words beside amounts that turn their sign or do not: 12,00 A, 12,00 D
//	pair:          what a minus means in debit and credit columns: written (the line goes the
//	               other way) or signed (amounts have their own sign)
//	other lines:   skip, when lines without a day or an amount are information
//	short lines:   the fewest cells of a line, where empty ones at its end are left out
//	accounts:      mixed, when lines of several accounts alternate
//	balance is:    before, when the balance of a line is that before it
//	order:         newest day first or oldest day first, where lines go the other way within a day
//	day:           above, when a day is written once, at the first of its lines
//	not booked below: + booked below: +
//	               headings within the table whose lines are pending, and those whose are not
//	pending day: + what stands in place of the day on a line that is not booked
//	opening line: + closing line: + total line: +
//	               how lines begin that are balances or sums and no entries
//	balance line: +
//	               how lines begin that have no other word and are balances or sums: left out where
//	               the figures prove it, and refused elsewhere
//	sum line: +    the same of lines without a day whose amounts have to be sums of the lines
//	word: +        WORD = CODE credit|debit: the bank's word and the ISO 20022 code that it
//	               means; a * at the end makes WORD a beginning
//	words:         common, when the words that many banks use (words/codes.txt) come behind
//	               the profile's own
//	quotes:        lazy, when the bank does not double quotes inside quotes; backslash, when it
//	               writes one before them
//
// # Tables without names
//
// Where no line names columns, or one does in words that nobody knows, each column is what all of
// its cells are: a day, a currency, an IBAN, a number. The amount is the column, or the pair of
// columns, from which another column of numbers follows on every line as the balance behind it or
// before it, in the direction in which the days go. A balance before lines of one order looks like
// one behind lines of the other order with every sign reversed: where the days do not tell, nothing
// is read. Of two columns of days the one by which the lines are sorted is that of the booking; where
// both are, or none, it is asked. Without a balance only a table without any names is read, when one
// column of numbers has signs or decimals and another one has words. Everything else is refused, and
// --profile says it.
//
// # What is proved
//
// An amount is read exactly or not at all: digits, groups of three, at most the decimals of
// the currency. "1,234" under a decimal comma is three decimals of a euro and is refused, as
// is every line that does not fit; the error has the line.
//
// Amounts without a sign get theirs from a column with two words, in whatever language, each of them on
// several lines, where the balance follows with one of them for credits and the other for debits on
// every line, and in no other way. A column of unknown name that follows from amounts with a sign is
// the balance.
//
// A balance says nothing of the line at the end that has none before it. Where amounts have neither a
// sign nor a word it is asked, unless a stated balance meets that line. A line of zero proves nothing,
// and amounts without a sign that follow only against the days are refused.
//
// Two digits of a year may stand first or last. Where the lines do not tell, as in a file of one day,
// that is refused until it is said, unless only one of them can be the year.
//
// A column with several accounts that are not surely its own is asked about, as long as no balance follows
// through all lines: --account alone would make them all lines of one account.
//
// A line between entries that names another account or currency than the lines above it begins another
// statement, where a pattern finds the account in it, and else the file is refused.
//
// Where nothing else says the direction the file is asked about: amounts that are all positive, and
// lists of a card, on which a payment received has the minus, or a refund where purchases have none. One
// column alone that is called debit or credit says it.
//
// Words for the direction in a column of their own say it where they stand; a line without one has the
// sign that is written, and without either the file is refused. Signs that contradict the words are
// refused. Where such a column may as well be that of the kinds of lines, it is asked about.
//
// With a balance column the opening and closing balances are derived from the first and the
// last line, oldest first or newest first, whichever the column itself proves. Where they
// and the lines do not agree the statement contradicts itself (see
// [reconcile.Statement.Prove]), is held by whoever enters it, and a note names the first
// line that breaks the chain. A closing balance above the table is taken with its date; an
// opening balance is never invented, so such a statement is unproven and entered.
//
// Lines below a heading that calls them pending are counted and left out where the balances say the
// same: a column of them follows on all other lines and no line below the heading has one, or an
// opening and a closing balance stand around the table. A line of totals whose one side is the sum of
// the lines has to be that on the other side too.
//
// What the proof does not reach is refused: a line at an end of the table without the balance, the value
// date or the currency that all others have, or an oldest line of zero that lacks anything, which may not
// be booked yet or be a balance in words that nobody knows; a line with a day and an amount above the column line; one balance alone among the
// lines; and two dated balances around the lines from which these do not lead.
//
// A batch is one line with its total. A file whose last line does not end, and whose last
// cell is an amount or a date that no balance proves, may have been cut and is refused.
//
// Identity: the bank's reference where the profile says stable; otherwise value date, payer
// IBAN, end-to-end id and the text. The whole label is kept in Entry.Text and Detail.Text
// together, each part once, so that two payers of one amount and day stay two.
package bankcsv
