package camt

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// The totals of a summary are compared with the lines, in the ways in which banks count.
func TestSummary(t *testing.T) {
	part := func(name, count, sum string) string {
		if count != "" {
			count = "<NbOfNtries>" + count + "</NbOfNtries>"
		}
		if sum != "" {
			sum = "<Sum>" + sum + "</Sum>"
		}
		return fmt.Sprintf("<%s>%s%s</%s>", name, count, sum, name)
	}
	all, credits, debits := "TtlNtries", "TtlCdtNtries", "TtlDbtNtries"
	tx := "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">25</Amt></TxAmt></AmtDtls></TxDtls>"
	two := "<NtryDtls>" + tx + tx + "</NtryDtls>"
	const (
		fifteen = "<NtryDtls><Btch><NbOfTxs>15</NbOfTxs></Btch></NtryDtls>"
		silent  = "<NtryDtls><Btch><PmtInfId>LOT</PmtInfId></Btch></NtryDtls>"
	)
	for name, c := range map[string]struct{ summary, inside, want string }{
		"agrees": {part(all, "3", "160") + part(credits, "2", "150.00") + part(debits, "1", "10"), "", ""},
		"a line is missing": {part(all, "4", "260"), "",
			"its summary says that the lines are 4 (260.00 EUR), and they are 3 (160.00 EUR)"},
		"a credit is missing": {part(credits, "", "250"), "",
			"its summary says that the credits are ? (250.00 EUR), and they are 2 (150.00 EUR)"},
		"a debit is missing":        {part(debits, "2", ""), "", "its summary says that the debits are 2, and they are 1"},
		"the net":                   {part(all, "3", "140"), "", ""},
		"payments are counted":      {part(all, "4", "160"), two, ""},
		"the batch says how many":   {part(all, "17", "160") + part(credits, "16", "150"), fifteen, ""},
		"lines beside a batch":      {part(all, "3", "160"), fifteen, ""},
		"the batch does not say":    {part(all, "9", "160"), silent, ""},
		"fewer than there are":      {part(all, "2", "160"), silent, "its summary says that the lines are 2 (160.00 EUR), and they are 3 (160.00 EUR)"},
		"another count":             {part(all, "17", "160"), "", "its summary says that the lines are 17 (160.00 EUR), and they are 3 (160.00 EUR)"},
		"another count of payments": {part(all, "6", "160"), two, "its summary says that the lines are 6 (160.00 EUR), and they are 3 (160.00 EUR)"},
		"another count, no sum":     {part(all, "6", ""), two, "its summary says that the lines are 6, and they are 3"},
		"payments, no sum":          {part(all, "4", ""), two, ""},
		"another count of credits":  {part(credits, "1", "150"), two, "its summary says that the credits are 1 (150.00 EUR), and they are 2 (150.00 EUR)"},
		"with pending lines":        {part(all, "4", "167") + part(credits, "3", "157"), "", ""},
		"neither way":               {part(all, "4", "167") + part(credits, "2", "150"), "", "its summary says that the lines are 4 (167.00 EUR), and they are 3 (160.00 EUR)"},
		"unreadable":                {part(all, "x", "1,0"), "", ""},
		"empty":                     {"", "", ""},
	} {
		pending := strings.Replace(bookedEntry("7", "CRDT", ""), "BOOK", "PDNG", 1)
		for _, page := range []string{"", "<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>"} {
			doc := "<Document><BkToCstmrStmt><Stmt><Id>S</Id>" + page + "<Acct><Id><Othr><Id>A</Id></Othr></Id><Ccy>EUR</Ccy>" +
				"</Acct><TxsSummry>" + c.summary + "</TxsSummry>" + bookedEntry("100", "CRDT", "") +
				bookedEntry("50", "CRDT", c.inside) + bookedEntry("10", "DBIT", "") + pending + "</Stmt></BkToCstmrStmt></Document>"
			var s importers.Collector
			if err := Statements().Read(context.Background(), strings.NewReader(doc), importers.Options{}, &s); err != nil {
				t.Fatal(err)
			}
			want := "statement S: lines that are not booked, but announced or for information (PDNG, FUTR, INFO), are left out: 1, the first on line 1"
			if !slices.Contains(s.Messages, want) {
				t.Errorf("%s: %q, want %q", name, s.Messages, want)
			}
			if got := s.Statements[0].Doubt; page == "" && got != c.want || page != "" && got != "" {
				t.Errorf("%s, page %q: %q, want %q", name, page, got, c.want)
			}
		}
	}
}
