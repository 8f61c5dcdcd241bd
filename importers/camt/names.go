package camt

import "github.com/rappro/rappro/importers/internal/xmltok"

// What a name tells, kept in its Tag so that it is looked up once a document.
const (
	skipped uint8 = iota + 1 // not read
	repeats                  // read, and may stand several times under its parent
	unique                   // read, and stands once
	own                      // as unique, but read only in our own files
)

// tagOf looks a name up in the list.
func tagOf(n *xmltok.Name) uint8 {
	if n.Tag == 0 {
		n.Tag = lookup(n.Local)
	}
	return n.Tag
}

// lookup says whether an element is read, and whether it can stand once only under its
// parent, in every version. The list is what doc.go calls read; everything below another
// element is skipped, so that extensions of a bank or of a later version do no harm.
func lookup(name string) uint8 {
	switch name {
	case "AddtlInf", "AddtlRmtInf", "AddtlStmtInf", "AdrLine", "Bal", "Btch", "Chrgs", "Othr", "Prtry", "Rcrd",
		"RfrdDocInf", "Strd", "Ustrd":
		return repeats
	case "Acct", "AcctSvcrRef", "AddtlNtryInf", "AddtlTxInf", "Agt", "Amt", "AmtDtls", "AnyBIC",
		"BIC", "BICFI", "BICOrBEI", "BkTxCd", "BookgDt",
		"Ccy", "CcyXchg", "Cd", "CdOrPrtry", "CdtDbtInd", "CdtNoteAmt", "Cdtr", "CdtrAcct",
		"CdtrAgt", "CdtrRefInf", "ChrgInclInd", "ClrSysRef", "CntrValAmt", "CpyDplctInd",
		"CreDtTm", "Dbtr", "DbtrAcct", "DbtrAgt", "Domn", "Dt", "DtTm",
		"ElctrncSeqNb", "EndToEndId", "FinInstnId", "Fmly", "FrDtTm", "FrToDt", "GrpHdr",
		"IBAN", "Id", "InstdAmt", "LEI", "LastPgInd", "MndtId", "MsgId", "MsgPgntn",
		"NtfctnPgntn", "RptPgntn",
		"Nb", "NbOfNtries", "NbOfTxs", "Nm", "OrgId", "Ownr", "PgNb", "PmtInfId", "PrvtId", "PstlAdr", "Pty",
		"Ref", "Refs", "RfrdDocAmt", "RltdAgts", "RltdPties", "RmtInf", "RmtdAmt", "RptgSrc",
		"Rsn",
		"RtrInf", "RvslInd", "StmtPgntn", "Sts", "SubFmlyCd", "Sum", "ToDtTm", "Tp",
		"TtlCdtNtries", "TtlChrgsAndTaxAmt", "TtlDbtNtries", "TtlNtries", "TxAmt", "TxId", "TxsSummry", "UltmtCdtr", "UltmtDbtr", "ValDt", "XchgRate":
		return unique
	case "AddtlInfInd", "MsgNmId", "NtryRef":
		return own
	}
	return skipped
}
