package ofx

// tag is an element that is read. The others are passed.
type tag uint8

// Aggregates first, then the fields.
const (
	unknown tag = iota
	tOFX
	tSONRS
	tSTATUS
	tTRNRS // STMTTRNRS and its like: one answer of the bank
	tSTMTRS
	tINVSTMTRS
	tINTRARS // answers to orders, not statements
	tPROFRS
	tACCTFROM
	tACCTTO
	tTRANLIST
	tINVTRANLIST
	tTRANLISTP
	tSTMTTRN
	tSTMTTRNP
	tPAYEE
	tCURRENCY
	tORIGCURRENCY
	tLEDGERBAL
	tOther // an aggregate whose fields have names that are read elsewhere

	tCURDEF
	tBANKID
	tBRANCHID
	tACCTID
	tACCTKEY
	tDTSTART
	tDTEND
	tBALAMT
	tDTASOF
	tTRNTYPE
	tDTPOSTED
	tDTAVAIL
	tTRNAMT
	tFITID
	tCORRECTFITID
	tCORRECTACTION
	tCHECKNUM
	tREFNUM
	tNAME
	tEXTDNAME
	tMEMO
	tCURRATE
	tCURSYM
	tCODE
	tSEVERITY
	tMESSAGE
	tags // how many there are
)

// aggregate says whether an element holds elements and no text.
func (t tag) aggregate() bool { return t > unknown && t <= tOther }

// lookup finds a tag by its name in upper case.
func lookup(name []byte) tag {
	if t := lookupAggregate(name); t != unknown {
		return t
	}
	switch string(name) {
	case "CURDEF":
		return tCURDEF
	case "BANKID", "BROKERID":
		return tBANKID
	case "BRANCHID":
		return tBRANCHID
	case "ACCTID":
		return tACCTID
	case "ACCTKEY":
		return tACCTKEY
	case "DTSTART":
		return tDTSTART
	case "DTEND":
		return tDTEND
	case "BALAMT":
		return tBALAMT
	case "DTASOF":
		return tDTASOF
	case "CURRATE":
		return tCURRATE
	case "CURSYM":
		return tCURSYM
	case "CODE":
		return tCODE
	case "SEVERITY":
		return tSEVERITY
	case "MESSAGE":
		return tMESSAGE
	}
	return lookupLine(name)
}

// lookupLine finds the fields of a transaction.
func lookupLine(name []byte) tag {
	switch string(name) {
	case "TRNTYPE":
		return tTRNTYPE
	case "DTPOSTED":
		return tDTPOSTED
	case "DTAVAIL":
		return tDTAVAIL
	case "TRNAMT":
		return tTRNAMT
	case "FITID":
		return tFITID
	case "CORRECTFITID":
		return tCORRECTFITID
	case "CORRECTACTION":
		return tCORRECTACTION
	case "CHECKNUM":
		return tCHECKNUM
	case "REFNUM":
		return tREFNUM
	case "NAME":
		return tNAME
	case "EXTDNAME":
		return tEXTDNAME
	case "MEMO":
		return tMEMO
	}
	return unknown
}

func lookupAggregate(name []byte) tag {
	switch string(name) {
	case "OFX":
		return tOFX
	case "SONRS":
		return tSONRS
	case "STATUS":
		return tSTATUS
	case "STMTTRNRS", "CCSTMTTRNRS", "INVSTMTTRNRS":
		return tTRNRS
	case "STMTRS", "CCSTMTRS":
		return tSTMTRS
	case "INVSTMTRS":
		return tINVSTMTRS
	case "INTRARS", "INTERRS", "WIRERS", "PMTRS":
		return tINTRARS
	case "PROFRS":
		return tPROFRS
	case "BANKACCTFROM", "CCACCTFROM", "INVACCTFROM":
		return tACCTFROM
	case "BANKACCTTO", "CCACCTTO":
		return tACCTTO
	case "BANKTRANLIST":
		return tTRANLIST
	case "INVTRANLIST":
		return tINVTRANLIST
	case "BANKTRANLISTP":
		return tTRANLISTP
	case "STMTTRN":
		return tSTMTTRN
	case "STMTTRNP":
		return tSTMTTRNP
	case "PAYEE", "EXTDPAYEE":
		return tPAYEE
	case "CURRENCY":
		return tCURRENCY
	case "ORIGCURRENCY":
		return tORIGCURRENCY
	case "LEDGERBAL":
		return tLEDGERBAL
	case "AVAILBAL", "BALLIST", "BAL", "INVBANKTRAN", "INVPOSLIST", "INVBAL", "INVOOLIST", "INV401K",
		"SECLIST", "XFERINFO", "PMTINFO", "CLOSING", "IMAGEDATA", "FI":
		return tOther
	}
	return unknown
}
