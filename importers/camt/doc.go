// Package camt reads the ISO 20022 bank statement camt.053, the interim report camt.052 and
// the notice camt.054, every version from 1 on. A notice books nothing: see [Notices]. Nor
// does a report: its lines are provisional until a statement covers their day (see
// reconcile/provisional.go).
//
// # How it reads
//
// Elements are found by their local names, whatever the namespace, prefix or envelope
// (a business application header and the document in one element, several of them, a bank's
// own wrapper). Statements and reports may share an envelope; a camt.054 in it is left out
// and said.
// What is not in the list of names.go is skipped with all below it, so a later version or a
// bank's extension does no harm. The file is streamed by importers/internal/xmltok: one entry is held
// at a time. It is read to its last byte, and only a file that is well-formed to there gives
// statements; see importers/limits.go for sizes.
//
// The proof of balances is not done here: a statement that contradicts itself is read, and
// the service holds it.
//
// # What is read
//
//	Stmt, Rpt       Id, ElctrncSeqNb, CreDtTm, FrToDt, StmtPgntn, CpyDplctInd, Bal, Ntry
//	  TxsSummry     TtlNtries, TtlCdtNtries, TtlDbtNtries: NbOfNtries, Sum (see summary.go)
//	  Acct          Id/IBAN or Id/Othr/Id, Ccy, Ownr
//	  Bal           OPBD, CLBD; PRCD where OPBD is missing; ITBD between pages
//	Ntry            Amt, CdtDbtInd, RvslInd, Sts, BookgDt, ValDt, AcctSvcrRef, BkTxCd, Chrgs,
//	                AmtDtls, AddtlNtryInf
//	  Btch          NbOfTxs, PmtInfId, MsgId
//	  TxDtls        Refs (AcctSvcrRef, EndToEndId, MndtId, TxId, ClrSysRef), Amt, CdtDbtInd,
//	                AmtDtls (InstdAmt, TxAmt, CntrValAmt, XchgRate), Chrgs, BkTxCd,
//	                RltdPties and RltdAgts of both sides with ultimate parties,
//	                RmtInf (Ustrd, Strd), RtrInf, AddtlTxInf
//
// Left out: totals per transaction code, available and forward balances, Intrst, addresses, Purp,
// RltdDts, CardTx, LglSeqNb, NtryRef (a position in the file).
//
// # Rules
//
//   - Direction: amounts have no sign; CdtDbtInd of the entry says it, for a reversal
//     (RvslInd) too. An entry without it is refused.
//   - Status: a text before version 8, a code after. BOOK is booked, and so is an entry
//     without status, because a statement holds booked entries. PDNG, INFO and FUTR are
//     counted as pending and left out, and the report says how many. Any other status refuses the file.
//   - A report proves nothing, because its day is not over: its balances are not taken. What
//     it has as BOOK are its provisional lines, the rest is counted as pending.
//   - Dates: the written day, whatever time or zone follows it. An entry without booking
//     date takes its value date, else the day of the closing balance, of the period's end,
//     or of the statement's making; the report says so.
//   - Period: FrToDt. A period that ends at midnight ends the day before when the closing
//     balance is of that day. A period that ends before it begins, or whose dates cannot be
//     read, counts as none. Without FrToDt it goes from the first booking to the last, or
//     to the day of the closing balance.
//   - Currency: Acct/Ccy, else that of the balances, else of the first entry. An entry in
//     another currency is refused. A balance in another currency is read, and held later.
//   - Amounts: zeros beyond the currency's decimals are accepted ("18.150"), other digits,
//     signs, separators and unknown currencies refuse the file. Amounts that only inform
//     (ordered amount, charges, amount per document) are left out when unreadable.
//   - An element that can stand once and stands twice refuses the file.
//   - Pages of one statement (StmtPgntn, RptPgntn, NtfctnPgntn) that follow each other in a file
//     are one statement. A page that comes alone proves itself with the interim balances, and
//     keeps its number: see reconcile.Pages. The first versions count the pages of the message
//     alone (MsgPgntn); they are then those of each statement in it.
//
// # Identity
//
// AcctSvcrRef is declared stable. It is the bank's own booking reference and the same in a
// re-sent file, in a period statement over the same days, in camt.052 and in camt.054. It
// is not always unique: banks repeat it over the parts of one order. The key of an entry
// also has the day and the signed amount, and an ordinal for what is then still equal; so a
// repeated reference loses nothing, and the rest of the file need not be known. Where the
// entry has none, the AcctSvcrRef of its only transaction counts. TxId and ClrSysRef are
// shown but are not identity: another bank gave them. NOTPROVIDED, NONREF and their like
// are no references. Inside a batch a reference that repeats, or that is the batch's own, is
// left out: it names no single payment.
//
// # Batches
//
// Several TxDtls are payments of their own when their amounts (Amt, before version 3
// AmtDtls/TxAmt, or the counter value in the account's currency) sum to the entry to the
// cent, each with its own direction or, where a bank copies the other side's, all with the
// entry's. The sum is the proof, so NbOfTxs is not asked then. Otherwise the entry stays one
// lump and the report says so: a guess would put money on the wrong customer, and refusing
// the file would keep proven bookings away. Btch without TxDtls is a lump that waits for its
// details; so is one TxDtls for several payments, or one that explains only a part. A notice
// (camt.054) that shows fewer than NbOfTxs is a part of the entry with its AcctSvcrRef, which
// other notices complete; without that it is held.
//
// One TxDtls is the payment, with the amount of the entry. When the amount ordered is
// larger, in the same currency, and no charge is shown, the difference is what was kept.
//
// # Parties
//
// The other side of a credit is the debtor, of a debit the creditor. A return (RvslInd,
// RtrInf, or a return code) keeps the roles of the payment it takes back, so there it is the
// other way round; and it is never the holder of the account, by account number or name.
// Names stand in Pty from version 8 on. A party without name is named by its first address
// line.
//
// # What we write
//
// [Writer] writes version 8. A statement of ours says so in RptgSrc and is read back to the
// letter, by ours.go and not by the rules above: a reference that the source does not declare
// stable stands in NtryRef and stays unstable, AddtlInfInd marks a lump, Refs/Prtry of type
// RAPPRO says how many Ustrd each text was cut into, AddtlStmtInf what in the source did not
// agree with its lines, and the format of the source stays the one that the statement counts
// as where two formats meet.
//
// # Oddities accepted
//
// Balances without CdtDbtInd (taken as credit; the proof tells), a time in Dt, a zone after
// a date, 24:00:00, space before the XML declaration, a lone CR as line end, UTF-8 with byte
// order mark, UTF-16, and the single-byte sets of Windows and ISO 8859 as declared;
// ISO-8859-1 is read as Windows-1252.
//
// # What is refused
//
// A DOCTYPE, data after the root element, a file that is cut, text in another character set
// than declared, a message without statement, an entry without amount, direction or any
// date, and what the rules above refuse; each with its line and what to do.
package camt
