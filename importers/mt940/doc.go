// Package mt940 reads the SWIFT statement MT940 as banks of many countries write it, and
// provisional lines of the interim report MT942. An MT950, which is an MT940 without texts,
// is read as well.
//
// # How it reads
//
// A file is lines; a line that begins with a tag of the family (":61:") begins a field, any
// other continues it. What stands between messages (the SWIFT blocks {1:} to {5:}, "940",
// a bank's BIC, words) is passed over. One movement with its texts is held at a time. The
// order of the fields is the grammar: a field where it cannot stand refuses the file, as
// does a statement without closing balance.
//
//	:20: :21: :25: :25P: :28: :28C: :NS:   heading
//	:60F: :60M:                            opening balance, of a statement or of a page
//	:61: :86: :NS:                         movement and its texts, any number
//	:62F: :62M:                            closing balance
//	:64: :65: :86:                         forward balances, words on the statement
//	:34F: :13D: :90C: :90D:                MT942 only, which has no :60: and :62:
//
// The proof of balances is not done here: a statement that contradicts itself is read, and
// the service holds it. Left out: :21:, the words on the statement, :64: and :65: (which are
// checked for form, because a file may be cut there), dates without a year in texts, prima
// nota, addresses, purpose codes.
//
// # Statements
//
//   - Account: the IBAN in :25:, alone, behind a BIC, or before the currency; else what stands
//     there, compact and without the currency. A German bank code and account are not turned
//     into an IBAN: that needs a table of the banks' rules, and a wrong guess is an account
//     of somebody else.
//   - Reference: :20: where it has four digits other than zero, else the number in :28C:,
//     because many banks write the same word into every :20: ("STARTUMS"). Sequence: the
//     number in :28C:.
//   - Currency: that of the opening balance; of :34F: in an MT942.
//   - Pages: a message that opens with :60M: continues the one before when that closed with
//     :62M: at the same balance, on the same account. A page that comes alone is a statement
//     that proves itself, keeps its number (behind the slash of :28C:), and the report says
//     that it is not whole.
//   - Period: none is stated. The opening balance has the date of the statement before, so
//     the days go from the first booking to the last, or to the day of the closing balance.
//
// # Movements
//
//   - Century: years 80 to 99 are of 1900, 00 to 79 of 2000 (SWIFT's rule).
//   - Booking date: the entry date, whose year is the nearest to the value date: value 2
//     January and entry 1230 is 30 December of the year before. Without entry date it is the
//     value date, which is SWIFT's rule too. It may lie outside of the statement then; the
//     balances' dates do not correct it, because the day is part of the entry's identity and
//     the same entry comes in statements of other days.
//   - 29 and 30 February of a year without such a day, value dates of banks that count
//     months of 30 days: the last of February, when there is an entry date. Other days that
//     do not exist refuse the file.
//   - Mark: C and RD are credits, D and RC debits; RC and RD are reversals. EC and ED are
//     expected: pending. The letter behind is the third of the currency; it is not checked.
//   - Amounts: a comma, or a dot, and no separators of thousands. Zeros beyond the decimals of
//     the currency are accepted, other digits are not. An amount without comma is whole
//     units in an entry, where the balances prove it, and refused in a balance.
//   - Type and references: N, S, F or another letter and three characters; the owner's
//     reference; // and the bank's. Behind 16 characters some Dutch banks write the name.
//   - Code: the German business code or the type as an ISO code where that is sure, else as
//     the bank writes it (see code.go).
//   - Batches (business codes 191 to 197) are lumps that wait for their details.
//   - A movement after the closing balance counts to the statement before it. If it belongs
//     there the balances say so; if not, the statement is held and shown whole.
//
// # Texts
//
// :86: comes in four forms, told apart by how it begins:
//
//   - Coded: a business code of three digits, a mark (? ~ < > ^ |) and two digits: ?00 the
//     operation, ?20 to ?29 and ?60 to ?63 the purpose, ?30 ?31 ?38 bank and account, ?32
//     ?33 the name, ?34 the reason of a return. Pieces of 27 characters are joined without a
//     space, shorter ones with one. In the purpose EREF+ KREF+ MREF+ CRED+ DEBT+ SVWZ+ ABWA+
//     ABWE+ IBAN+ BIC+ OAMT+ COAM+ begin a part that runs to the next; an id ends with the
//     first piece that is not full. The older EREF: IBAN: BIC: inside a text only fill what
//     is unknown. A text that ends with the mark was cut, and refuses the file.
//   - Slashes: /EREF/…/REMI/…/NAME/… of Dutch banks and of SWIFT, and by position in ING's
//     /CNTP/account/BIC/name/place/. /OCMT/ /CHGS/ /EXCH/ are read behind :61:, too.
//   - Words: IBAN: NAAM: OMSCHRIJVING: KENMERK: of ABN AMRO, REK:/NAAM: of Knab, OD: TYT.: of
//     mBank.
//   - Free: each line is a piece of the remittance text.
//
// :NS: is the older German form, 01 to 14 the purpose, 15 and 16 the name. Lines are joined
// without a space when they are full. A text may be broken before ":12:11", the rest of a
// time of day: what is no tag of the family is text. NONREF, NOTPROVIDED and their like are
// no references. Supplementary details and the owner's reference are the bank's words on the
// line, unless they are the other side's account or stand in the text already.
//
// # Identity
//
// The reference behind // is declared stable where it looks like the number of a booking: at
// least six characters, four of them digits, no blanks, and not a part of the text, because
// some Nordic banks break a notice over both references. SWIFT defines it as the reference
// of the bank that keeps the account; it is the same in a re-sent file and in a statement of
// a longer period. It need not be unique: day, amount and an ordinal stand beside it in the
// key. Without it the value date, the other side's IBAN, the end-to-end id and the text are
// the identity, as everywhere.
//
// # MT942
//
// An interim report tells of a day that is not over: the same lines come again in the
// statement, some of them with other texts and references, and expected ones may never come.
// Its lines are therefore provisional: counted as pending and shown, never booked or matched,
// until a booked statement covers their day (reconcile/provisional.go). An expected line is
// only counted. Such a statement has no balances. Its own totals (:90C:, :90D:) are compared,
// and a difference is said.
//
// # Character sets
//
// MT940 cannot say its character set. UTF-8 and UTF-16 by their byte order mark; else the
// first line that is not ASCII decides for the file: UTF-8, or the Windows, ISO or DOS set
// of the account's region (see charset.go). A byte that the set does not have, or that is
// not UTF-8 in a file that was, refuses the file; so does a NUL.
//
// # Where a file may end
//
// Only behind a closing balance. The block {4: has to be closed by -}, a heading of another
// message has to be followed by it, and a closing balance that is the last thing in the file
// and has no line end needs all its decimals. An interim report ends with its totals or with
// a dash. What is cut off behind the closing balance
// moves no money; whole statements that are missing at the end show in the chain of
// balances, of which the file itself cannot know.
package mt940
