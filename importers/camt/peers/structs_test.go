package peers

// The structs that encoding/xml decodes into: what rappro reads of the generated messages,
// as text. It is the plain way to do the work in Go.
type decoded struct {
	Statement struct {
		ID       string           `xml:"Id"`
		IBAN     string           `xml:"Acct>Id>IBAN"`
		Currency string           `xml:"Acct>Ccy"`
		Owner    string           `xml:"Acct>Ownr>Nm"`
		Balances []decodedBalance `xml:"Bal"`
		Entries  []decodedEntry   `xml:"Ntry"`
	} `xml:"BkToCstmrStmt>Stmt"`
}

type decodedAmount struct {
	Value    string `xml:",chardata"`
	Currency string `xml:"Ccy,attr"`
}

type decodedBalance struct {
	Kind   string        `xml:"Tp>CdOrPrtry>Cd"`
	Amount decodedAmount `xml:"Amt"`
	Side   string        `xml:"CdtDbtInd"`
	Day    string        `xml:"Dt>Dt"`
}

type decodedCode struct {
	Domain    string `xml:"Domn>Cd"`
	Family    string `xml:"Domn>Fmly>Cd"`
	SubFamily string `xml:"Domn>Fmly>SubFmlyCd"`
}

type decodedEntry struct {
	Amount    decodedAmount    `xml:"Amt"`
	Side      string           `xml:"CdtDbtInd"`
	Status    string           `xml:"Sts>Cd"`
	Booked    string           `xml:"BookgDt>Dt"`
	Value     string           `xml:"ValDt>Dt"`
	Reference string           `xml:"AcctSvcrRef"`
	Code      decodedCode      `xml:"BkTxCd"`
	Count     string           `xml:"NtryDtls>Btch>NbOfTxs"`
	Details   []decodedDetails `xml:"NtryDtls>TxDtls"`
	Text      string           `xml:"AddtlNtryInf"`
}

type decodedDetails struct {
	Reference  string        `xml:"Refs>AcctSvcrRef"`
	EndToEnd   string        `xml:"Refs>EndToEndId"`
	TxID       string        `xml:"Refs>TxId"`
	Amount     decodedAmount `xml:"Amt"`
	Side       string        `xml:"CdtDbtInd"`
	Code       decodedCode   `xml:"BkTxCd"`
	Debtor     string        `xml:"RltdPties>Dbtr>Pty>Nm"`
	DebtorIBAN string        `xml:"RltdPties>DbtrAcct>Id>IBAN"`
	Creditor   string        `xml:"RltdPties>Cdtr>Pty>Nm"`
	BIC        string        `xml:"RltdAgts>DbtrAgt>FinInstnId>BICFI"`
	Free       []string      `xml:"RmtInf>Ustrd"`
	Structured []string      `xml:"RmtInf>Strd>CdtrRefInf>Ref"`
}
