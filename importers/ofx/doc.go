// Package ofx reads OFX, the statement that banks offer for accounting programs, in both
// its forms: OFX 1 (SGML, VERSION 1xx) and OFX 2 (XML, 2xx). QFX is OFX with a few fields
// of one vendor, which are passed.
//
// # How it reads
//
// One tokenizer of ours serves both forms. In OFX 1 a field ends at the next tag when it has
// no end tag of its own; in OFX 2, known by its XML declaration or its OFX instruction,
// everything nests strictly. In both an aggregate has to be closed and the file has to end
// with </OFX>, so that a file which was cut is never taken for a whole one. What is not in
// names.go is passed. One transaction is held at a time.
//
// # What is read
//
//	STATUS             CODE, SEVERITY, MESSAGE of an answer that is an error
//	STMTRS, CCSTMTRS   CURDEF
//	  BANKACCTFROM, CCACCTFROM   BANKID, BRANCHID, ACCTID, ACCTKEY
//	  BANKTRANLIST     DTSTART, DTEND, STMTTRN
//	  BANKTRANLISTP    STMTTRNP: announced, counted and left out
//	  LEDGERBAL        BALAMT, DTASOF: the closing balance
//	INVSTMTRS          CURDEF, INVACCTFROM, and the STMTTRN of INVTRANLIST
//	STMTTRN            TRNTYPE, DTPOSTED, DTAVAIL, TRNAMT, FITID, CORRECTFITID, CHECKNUM, REFNUM,
//	                   NAME, EXTDNAME, MEMO
//	  PAYEE            NAME: the other party
//	  BANKACCTTO       its account
//	  CURRENCY         CURSYM: the currency of TRNAMT
//	  ORIGCURRENCY     CURRATE: the rate of an amount that was converted
//
// Left out: AVAILBAL and BALLIST (they prove nothing), DTUSER, SIC, PAYEEID, SRVRTID,
// TRNUID (it counts requests, not statements, so a statement has no reference of its own),
// closing information (CLOSING), and what an investment statement holds besides cash; a
// message says how many trades that were. Answers to orders (INTRARS, PMTRS…) are no booked
// lines; a whole file with nothing else is read, with no statement in it, and says so.
//
// # Rules
//
//   - Direction: the sign of TRNAMT. A TRNTYPE of DEBIT or CREDIT that contradicts it is
//     said, and does not change it. Where lines are called debits and none has a minus, the bank
//     leaves the sign out, and the file is refused.
//   - Amounts: -1234.56, where a dot is the decimal mark; also -1234,56 and 1.234,56
//     where their form settles it. 1,234 may be a thousand and is refused, and so is 1.250 in a
//     file of which no other amount shows that its dots are decimal marks. Zeros beyond the
//     currency's decimals are accepted, other digits are not.
//   - Dates: the written day, whatever time and zone follow it.
//   - Currency: CURDEF. Where that is empty, and in an investment statement, that of the
//     first line (CURSYM); a line in another currency is refused, because nothing says
//     exactly what it moves on the account. Where the file names none it is asked for.
//   - Account: the IBAN when ACCTID is one, or when BANKID, BRANCHID, ACCTID and ACCTKEY are
//     a French RIB (a wrong key makes it none); else ACCTID alone, as other formats give it.
//     A statement without BANKACCTFROM is refused unless --account says whose it is.
//   - Balance: LEDGERBAL closes, at its own day, which is often that of the download. OFX
//     has no opening balance, so a statement is entered and marked unproven. A balance whose
//     amount is lost is refused; one that is wholly empty is absent.
//   - Period: DTSTART to DTEND. From 1970-01-01 on is what programs write that know no
//     beginning, and counts as not stated. A line outside widens the period.
//   - Pending: BANKTRANLISTP, and lines of type HOLD.
//   - Text: NAME and MEMO; NAME is left out where MEMO begins with it. NAME holds labels as
//     often as names, so only PAYEE names a party. EXTDNAME replaces the NAME that it begins
//     with. CHECKNUM and REFNUM go to the additional text.
//   - Code: the ISO code where TRNTYPE clearly has one (FEE, SRVCHG, INT, DIV, CHECK, CASH;
//     of debits ATM, POS, DIRECTDEBIT; of credits DIRECTDEP), else the bank's word.
//     CREDIT, DEBIT and OTHER say nothing that the sign does not.
//   - Corrections (CORRECTFITID) are refused: entries are never changed, and the line that
//     is corrected may have been decided on.
//   - A bank's error for one of several accounts is said; with no statement at all it
//     refuses the file.
//
// # Identity
//
// FITID is kept as the reference that people see and is not declared stable. The standard
// says that it is unique within an account and the same in every download. Banks, French
// ones among them, number the lines of each file from 1, make a new FITID at each download,
// or give one to several lines. Which of these a bank does cannot be seen in one file, and
// a file is streamed, so even repetition is known only at its end. The two mistakes do not
// weigh the same. A FITID that changes and was trusted enters every line of an overlapping
// download twice, as new money. A good FITID that was not trusted costs nothing: the line is
// known by day, amount, DTAVAIL and text, equal lines of a day are counted, and of two files
// that cover the day the larger count stands, which is what DTSTART and DTEND are there for.
//
// # Character sets
//
// A byte order mark decides, then the XML declaration, then ENCODING and CHARSET of the
// header. Many banks declare Windows-1252 and write UTF-8, so in an OFX 1 file that does not
// declare UTF-8 each value decides: bytes that are valid UTF-8 are UTF-8, others are in the
// declared set (Windows-1252 where there is none). Declared UTF-8 has to be UTF-8. NUL is
// refused.
//
// # Oddities accepted
//
// No header at all, or one without line ends; empty lines before it; CR CR LF, a lone CR;
// tags in lower case, fields with and without end tag in one file, <MEMO/>, CDATA, comments;
// raw & and entities, a < that begins no tag (OFX 1); an unknown empty field without end
// tag; several STMTRS in one STMTTRNRS; "R$ 5.326,43" as a balance; a balance whose day is
// written 30/06/2025.
package ofx
