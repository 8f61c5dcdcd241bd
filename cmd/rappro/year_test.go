package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// year is an invented company, day by day: what it invoices, what its customers pay and what its bank
// sends. Most customers pay when due, one pays late and one not in full; a part comes back, and some
// money is nobody's. Twelve customers, euros on one account every bank day and dollars on another
// every month.
type year struct {
	t       *testing.T
	folder  string
	first   time.Time
	issued  int
	due     map[string][]promise // by day of payment
	balance map[string]int64     // by account, in cents
	sent    int                  // statements
	lost    bool                 // the bank sends a statement of which a file goes missing
	back    *promise             // a payment that the bank takes back on the next day
}

// promise is a payment to come.
type promise struct {
	number, customer string
	cents            int64
	currency         string
}

const (
	euros   = "FR7630004008120001023456796"
	dollars = "GB82WEST12345698765432"
)

func newYear(t *testing.T, first time.Time) *year {
	return &year{t: t, folder: t.TempDir(), first: first, due: map[string][]promise{},
		balance: map[string]int64{euros: 1_000_000, dollars: 500_000}}
}

func bankDay(d time.Time) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday }

// files writes what comes on the evening of a day: nothing at weekends.
func (y *year) files(d time.Time) []string {
	if !bankDay(d) {
		return nil
	}
	out := []string{y.write("invoices-"+d.Format(time.DateOnly)+".csv", y.invoices(d))}
	if !y.lost {
		out = append(out, y.write("eur-"+d.Format(time.DateOnly)+".xml", y.statement(euros, "EUR", d, d)))
	} else {
		y.statement(euros, "EUR", d, d)
		y.lost = false
	}
	if next := d.AddDate(0, 0, 1); next.Day() == 1 || d.Weekday() == time.Friday && next.AddDate(0, 0, 2).Day() <= 3 {
		out = append(out, y.write("usd-"+d.Format(time.DateOnly)+".xml", y.statement(dollars, "USD", d, d)))
	}
	return out
}

func (y *year) write(name, text string) string {
	path := filepath.Join(y.folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		y.t.Fatal(err)
	}
	return path
}

// invoices are those issued on a day, with their payments promised.
func (y *year) invoices(d time.Time) string {
	var b strings.Builder
	b.WriteString("number,type,customer_id,customer_name,issue_date,due_date,amount,currency,status\n")
	for range 2 {
		y.issued++
		n := y.issued
		p := promise{number: fmt.Sprintf("YR%05d", n), customer: fmt.Sprintf("C%03d", n%12),
			cents: int64(40_000 + n*7919%90_000), currency: "EUR"}
		if n%5 == 0 {
			p.currency = "USD"
		}
		due := d.AddDate(0, 0, 30)
		fmt.Fprintf(&b, "%s,invoice,%s,Client %d SARL,%s,%s,%d.%02d,%s,open\n", p.number, p.customer, n%12,
			d.Format(time.DateOnly), due.Format(time.DateOnly), p.cents/100, p.cents%100, p.currency)
		if n == 9 {
			fmt.Fprintf(&b, "YA%05d,credit_note,%s,Client %d SARL,%s,%s,-120.00,EUR,open\n", n, p.customer, n%12,
				d.Format(time.DateOnly), due.Format(time.DateOnly))
		}
		day := due.AddDate(0, 0, n%7-4)
		switch {
		case n%12 == 11:
			day = due.AddDate(0, 0, 24) // pays late, always
		case n%40 == 7:
			p.cents -= 5_000 // and leaves the rest open
		}
		for p.currency == "EUR" && !bankDay(day) {
			day = day.AddDate(0, 0, 1)
		}
		if p.currency == "USD" { // paid with the last statement before it is due
			for day = due; !y.dollarDay(day); {
				day = day.AddDate(0, 0, -1)
			}
		}
		key := day.Format(time.DateOnly)
		y.due[key] = append(y.due[key], p)
	}
	return b.String()
}

// dollarDay says whether the bank sends the statement of dollars on a day.
func (y *year) dollarDay(d time.Time) bool {
	next := d.AddDate(0, 0, 1)
	return bankDay(d) && (next.Day() == 1 || d.Weekday() == time.Friday && next.AddDate(0, 0, 2).Day() <= 3)
}

// statement is that of an account over a day, in camt.053.
func (y *year) statement(account, currency string, from, to time.Time) string {
	y.sent++
	var entries strings.Builder
	open := y.balance[account]
	n := 0
	entry := func(cents int64, code, name, text string) {
		back, end, detail := "", "NOTPROVIDED", "ESCT"
		if i := strings.Index(text, "YR"); i >= 0 {
			end = text[i:]
		}
		if code == "IDDT" && cents < 0 {
			detail, back = "UPDD", "<RtrInf><Rsn><Cd>MS03</Cd></Rsn></RtrInf>"
		}
		n++
		sign, amount := "CRDT", cents
		if cents < 0 {
			sign, amount = "DBIT", -cents
		}
		party := "Dbtr"
		if cents < 0 && back == "" {
			party = "Cdtr"
		}
		y.balance[account] += cents
		fmt.Fprintf(&entries, `<Ntry><Amt Ccy="%[1]s">%[2]s</Amt><CdtDbtInd>%[3]s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>`+
			`<BookgDt><Dt>%[4]s</Dt></BookgDt><ValDt><Dt>%[4]s</Dt></ValDt><AcctSvcrRef>R%[5]d-%[6]d</AcctSvcrRef>`+
			`<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>%[7]s</Cd><SubFmlyCd>%[13]s</SubFmlyCd></Fmly></Domn></BkTxCd>`+
			`<NtryDtls><TxDtls><Refs><EndToEndId>%[12]s</EndToEndId></Refs><Amt Ccy="%[1]s">%[2]s</Amt><CdtDbtInd>%[3]s</CdtDbtInd><RltdPties><%[8]s><Pty><Nm>%[9]s</Nm></Pty></%[8]s></RltdPties>`+
			`<RmtInf><Ustrd>%[10]s</Ustrd></RmtInf>%[11]s</TxDtls></NtryDtls></Ntry>`+"\n", currency,
			fmt.Sprintf("%d.%02d", amount/100, amount%100), sign, to.Format(time.DateOnly), y.sent, n, code, party, name, text, back, end, detail)
	}
	for _, p := range y.due[to.Format(time.DateOnly)] {
		if p.currency == currency {
			code := "RCDT"
			if y.sent%29 == 13 && y.back == nil {
				y.back, code = &p, "IDDT"
			}
			entry(p.cents, code, "Client "+strings.TrimLeft(p.customer[1:], "0")+" SARL", "FACTURE "+p.number)
		}
	}
	if currency == "EUR" && y.back != nil { // a customer's direct debit comes back, and he pays again
		y.returned(entry, to)
	}
	if currency == "EUR" {
		entry(-20_000, "ICDT", "FOURNISSEUR GENERAL", "ABONNEMENT")
		if y.sent%23 == 5 {
			entry(1_234, "RCDT", "INCONNU", "DIVERS")
		}
	}
	return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M%[1]d</MsgId><CreDtTm>%[2]sT18:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S%[1]d</Id><CreDtTm>%[2]sT18:00:00</CreDtTm>
<FrToDt><FrDtTm>%[3]sT00:00:00</FrDtTm><ToDtTm>%[2]sT23:59:59</ToDtTm></FrToDt>
<Acct><Id><IBAN>%[4]s</IBAN></Id><Ccy>%[5]s</Ccy><Ownr><Nm>ATELIER DE L'AN</Nm></Ownr></Acct>
%[6]s%[7]s%[8]s</Stmt></BkToCstmrStmt></Document>
`, y.sent, to.Format(time.DateOnly), from.Format(time.DateOnly), account, currency,
		bal("OPBD", currency, open, from), bal("CLBD", currency, y.balance[account], to), entries.String())
}

// returned takes the payment back that came on the day before; the customer pays again in three days.
func (y *year) returned(entry func(int64, string, string, string), d time.Time) {
	p := *y.back
	y.back = nil
	entry(-p.cents, "IDDT", "Client "+strings.TrimLeft(p.customer[1:], "0")+" SARL", p.number)
	again := d.AddDate(0, 0, 3)
	for !bankDay(again) {
		again = again.AddDate(0, 0, 1)
	}
	key := again.Format(time.DateOnly)
	y.due[key] = append(y.due[key], p)
}

func bal(kind, currency string, cents int64, d time.Time) string {
	sign := "CRDT"
	if cents < 0 {
		sign, cents = "DBIT", -cents
	}
	return fmt.Sprintf(`<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="%s">%d.%02d</Amt><CdtDbtInd>%s</CdtDbtInd>`+
		"<Dt><Dt>%s</Dt></Dt></Bal>\n", kind, currency, cents/100, cents%100, sign, d.Format(time.DateOnly))
}

// clerk deals with what waits, as a person does after a few days: what is nobody's is no customer's.
func (y *year) clerk(o office) {
	var waiting []struct{ ID, Status, Payer, Text string }
	for _, status := range []string{"unmatched", "proposed"} {
		var list []struct{ ID, Status, Payer, Text string }
		if err := json.Unmarshal([]byte(o.rappro("list", "payments", "--status", status, "-o", "json")), &list); err != nil {
			y.t.Fatal(err)
		}
		waiting = append(waiting, list...)
	}
	for _, p := range waiting {
		o.rappro("assign", p.ID, "--not-for-invoices", "supplier_refund", "-m", "nobody's", "-q")
	}
}

// dismiss puts the critical findings of a day aside, as who has seen to them does.
func (y *year) dismiss(o office) {
	var list []struct{ Kind, Key, Severity, State string }
	if err := json.Unmarshal([]byte(o.rappro("list", "anomalies", "-o", "json")), &list); err != nil {
		y.t.Fatal(err)
	}
	for _, a := range list {
		if a.Severity == "critical" && a.State == "open" {
			o.rappro("anomaly", "dismiss", a.Kind+":"+a.Key, "-m", "seen to", "-q")
		}
	}
}

// latest gives the newest decisions of rules that stand.
func (o office) latest(n int) (ids []string) {
	var list []struct {
		ID, Kind, Payment, Actor string
		Live                     bool
	}
	if err := json.Unmarshal([]byte(o.rappro("list", "decisions", "-o", "json")), &list); err != nil {
		o.t.Fatal(err)
	}
	slices.Reverse(list)
	for _, d := range list {
		if d.Kind == "applied" && d.Live && d.Payment != "" && strings.HasPrefix(d.Actor, "rule:") && len(ids) < n {
			ids = append(ids, d.ID)
		}
	}
	return ids
}
