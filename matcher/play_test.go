package matcher_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// TestPlay drives the matcher over a folder in the benchmark's format with the rule that
// the service decides by, and writes ALLOC.csv and ANOM.csv for a scorer to judge:
//
//	PLAY_SET=folder PLAY_OUT=folder PLAY_SOURCE=camt|fr go test -run TestPlay ./matcher
//
// It reads with minimal code of its own, so that the matcher can be measured alone.
func TestPlay(t *testing.T) {
	set, out := os.Getenv("PLAY_SET"), os.Getenv("PLAY_OUT")
	if set == "" || out == "" {
		t.Skip("PLAY_SET and PLAY_OUT are not set")
	}
	p := &play{t: t}
	p.readInvoices(filepath.Join(set, "invoices.csv"))
	if os.Getenv("PLAY_SOURCE") == "fr" {
		p.readFrench(filepath.Join(set, "statements_csv", "fr"))
	} else {
		p.readCamt(filepath.Join(set, "statements"))
	}
	p.run()
	p.write(out)
}

type play struct {
	t        *testing.T
	ledger   reconcile.Ledger
	payments []reconcile.Payment
	alloc    [][]string
	anomaly  [][]string
	decided  map[reconcile.ID]reconcile.Decision
	rows     map[reconcile.ID]outcome
}

func (p *play) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *play) readInvoices(path string) {
	f, err := os.Open(path)
	p.must(err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	p.must(err)
	at := map[string]int{}
	for i, h := range rows[0] {
		at[h] = i
	}
	customers := map[string]reconcile.Customer{}
	for _, r := range rows[1:] {
		get := func(h string) string { return r[at[h]] }
		amount, err := reconcile.ParseMoney(get("amount"), reconcile.Currency(get("currency")))
		p.must(err)
		issue, err := reconcile.ParseDate(get("issue_date"))
		p.must(err)
		due, err := reconcile.ParseDate(get("due_date"))
		p.must(err)
		p.ledger.Invoices = append(p.ledger.Invoices, reconcile.Invoice{Number: get("number"),
			Type: reconcile.InvoiceType(get("type")), Customer: get("customer_id"), IssueDate: issue,
			DueDate: due, Amount: amount, State: reconcile.InvoiceState(get("status")),
			Terms: get("terms"), Project: get("project"), PaymentReference: get("payment_reference")})
		c := customers[get("customer_id")]
		c.ID, c.Name = get("customer_id"), get("customer_name")
		if iban := get("customer_iban"); iban != "" && !slices.Contains(c.IBANs, iban) {
			c.IBANs = append(c.IBANs, iban)
		}
		customers[c.ID] = c
	}
	for _, c := range customers {
		p.ledger.Customers = append(p.ledger.Customers, c)
	}
	slices.SortFunc(p.ledger.Customers, func(a, b reconcile.Customer) int {
		return cmp.Compare(a.ID, b.ID)
	})
	slices.SortFunc(p.ledger.Invoices, func(a, b reconcile.Invoice) int {
		return cmp.Compare(a.Number, b.Number)
	})
	p.ledger.Policy = reconcile.DefaultPolicy()
}

func (p *play) account(id, currency, owner string) {
	if !slices.ContainsFunc(p.ledger.Accounts, func(a reconcile.Account) bool { return a.ID == id }) {
		p.ledger.Accounts = append(p.ledger.Accounts, reconcile.Account{ID: id,
			Currency: reconcile.Currency(currency), Owner: owner})
	}
}

func (p *play) id(parts ...string) (id reconcile.ID) {
	sum := sha256.Sum256([]byte(strings.Join(parts, "|")))
	copy(id[:], sum[:])
	return id
}

// node is an element of a camt file, read by local names.
type node struct {
	XMLName  xml.Name
	Ccy      string `xml:"Ccy,attr"`
	Text     string `xml:",chardata"`
	Children []node `xml:",any"`
}

func (n *node) all(path string) []*node {
	if n == nil {
		return nil
	}
	name, rest, more := strings.Cut(path, "/")
	var out []*node
	for i := range n.Children {
		if c := &n.Children[i]; c.XMLName.Local == name {
			if more {
				out = append(out, c.all(rest)...)
			} else {
				out = append(out, c)
			}
		}
	}
	return out
}

func (n *node) get(paths ...string) string {
	for _, path := range paths {
		for _, c := range n.all(path) {
			if v := strings.TrimSpace(c.Text); v != "" {
				return v
			}
		}
	}
	return ""
}

func (p *play) readCamt(folder string) {
	files, err := filepath.Glob(filepath.Join(folder, "*.xml"))
	p.must(err)
	seen := map[string]bool{}
	details := map[string][]*node{}
	for _, pass := range []string{"camt.054", "camt.053"} {
		for _, name := range files {
			data, err := os.ReadFile(name)
			p.must(err)
			if bytes.Contains(data, []byte("camt.054.")) != (pass == "camt.054") {
				continue
			}
			var root node
			p.must(xml.Unmarshal(data, &root))
			for _, n := range root.all("BkToCstmrDbtCdtNtfctn/Ntfctn") {
				for _, e := range n.all("Ntry") {
					key := n.get("Acct/Id/IBAN") + e.get("AcctSvcrRef")
					details[key] = e.all("NtryDtls/TxDtls")
				}
			}
			for _, st := range root.all("BkToCstmrStmt/Stmt") {
				p.account(st.get("Acct/Id/IBAN"), st.get("Acct/Ccy"), st.get("Acct/Ownr/Nm"))
				for _, e := range st.all("Ntry") {
					key := st.get("Acct/Id/IBAN") + e.get("AcctSvcrRef")
					if !seen[key] && e.get("Sts/Cd", "Sts") != "PDNG" {
						seen[key] = true
						p.entry(st.get("Acct/Id/IBAN"), e, details[key])
					}
				}
			}
		}
	}
}

func (p *play) money(s, currency string, debit bool) reconcile.Money {
	m, err := reconcile.ParseMoney(s, reconcile.Currency(currency))
	p.must(err)
	if debit {
		return m.Neg()
	}
	return m
}

func (p *play) entry(account string, e *node, details []*node) {
	amount := e.all("Amt")[0]
	debit := e.get("CdtDbtInd") == "DBIT"
	date, err := reconcile.ParseDate(e.get("BookgDt/Dt")[:10])
	p.must(err)
	base := reconcile.Payment{Account: account, BookingDate: date, Reference: e.get("AcctSvcrRef"),
		Amount:    p.money(strings.TrimSpace(amount.Text), amount.Ccy, debit),
		EntryText: e.get("AddtlNtryInf"), Reversal: e.get("RvslInd") == "true"}
	base.Code = e.get("BkTxCd/Domn/Cd") + "-" + e.get("BkTxCd/Domn/Fmly/Cd") + "-" +
		e.get("BkTxCd/Domn/Fmly/SubFmlyCd")
	if v := e.get("ValDt/Dt"); v != "" {
		base.ValueDate, _ = reconcile.ParseDate(v)
	}
	txs := e.all("NtryDtls/TxDtls")
	if len(txs) == 0 {
		txs = details
	}
	if len(txs) == 0 {
		base.Lump = len(e.all("NtryDtls/Btch")) > 0
		base.ID = p.id(account, base.Reference)
		p.payments = append(p.payments, base)
		return
	}
	for k, x := range txs {
		one := base
		p.detail(&one, x, len(txs) > 1, debit)
		one.ID = p.id(account, base.Reference, fmt.Sprint(k))
		p.payments = append(p.payments, one)
	}
}

func (p *play) detail(one *reconcile.Payment, x *node, many, debit bool) {
	d := &one.Detail
	if v := x.get("Refs/AcctSvcrRef"); v != "" {
		one.Reference = v
	}
	if v := x.get("Refs/EndToEndId"); v != "NOTPROVIDED" {
		d.EndToEndID = v
	}
	d.MandateID = x.get("Refs/MndtId")
	if many {
		for _, path := range []string{"Amt", "AmtDtls/TxAmt/Amt"} {
			if a := x.all(path); len(a) > 0 {
				one.Amount = p.money(strings.TrimSpace(a[0].Text), a[0].Ccy, debit)
				break
			}
		}
	}
	side := "Dbtr"
	if debit {
		side = "Cdtr"
	}
	d.Payer.Name = x.get("RltdPties/"+side+"/Nm", "RltdPties/"+side+"/Pty/Nm")
	d.Payer.IBAN = x.get("RltdPties/" + side + "Acct/Id/IBAN")
	d.UltimatePayer = reconcile.Party{Name: x.get("RltdPties/Ultmt"+side+"/Nm",
		"RltdPties/Ultmt"+side+"/Pty/Nm")}.OrNil()
	for _, u := range x.all("RmtInf/Ustrd") {
		d.Text = append(d.Text, u.Text)
	}
	for _, u := range x.all("RmtInf/Strd/CdtrRefInf/Ref") {
		d.References = append(d.References, u.Text)
	}
	for _, u := range x.all("RmtInf/Strd/RfrdDocInf/Nb") {
		d.Documents = append(d.Documents, reconcile.Document{Number: u.Text})
	}
	for _, c := range append(x.all("Chrgs/Rcrd/Amt"), x.all("Chrgs/Amt")...) {
		d.Charges = p.money(strings.TrimSpace(c.Text), c.Ccy, false)
		break
	}
	for _, c := range x.all("AmtDtls/InstdAmt/Amt") {
		d.Instructed = p.money(strings.TrimSpace(c.Text), c.Ccy, false)
	}
	d.ReturnReason = x.get("RtrInf/Rsn/Cd")
	d.AdditionalText = x.get("AddtlTxInf")
}

func (p *play) readFrench(folder string) {
	files, err := filepath.Glob(filepath.Join(folder, "*.csv"))
	p.must(err)
	for _, name := range files {
		raw, err := os.ReadFile(name)
		p.must(err)
		lines := strings.SplitN(latin(raw), "\n", 4)
		head := strings.Split(strings.TrimSpace(lines[0]), ";")
		p.account(head[1], head[2], "")
		r := csv.NewReader(strings.NewReader(lines[3]))
		r.Comma, r.FieldsPerRecord = ';', -1
		rows, err := r.ReadAll()
		p.must(err)
		for n, row := range rows[1:] {
			p.french(head[1], head[2], fmt.Sprint(name, n), row)
		}
	}
}

func latin(raw []byte) string {
	var b strings.Builder
	for _, c := range raw {
		b.WriteRune(rune(c))
	}
	return strings.ReplaceAll(b.String(), "\r\n", "\n")
}

func (p *play) french(account, currency, key string, row []string) {
	value := func(s string) string {
		return strings.NewReplacer(" ", "", "\u00a0", "", ",", ".").Replace(s)
	}
	var day, month, year int
	fmt.Sscanf(row[0], "%d/%d/%d", &day, &month, &year)
	one := reconcile.Payment{ID: p.id(key), Account: account,
		BookingDate: reconcile.NewDate(year, month, day)}
	if row[3] != "" {
		one.Amount = p.money(strings.TrimPrefix(value(row[3]), "-"), currency, true)
	} else {
		one.Amount = p.money(value(row[4]), currency, false)
	}
	label := strings.ReplaceAll(row[2], "\n", "")
	label, ref, _ := strings.Cut(label, " /REF ")
	label, text, found := strings.Cut(label, " /MOTIF ")
	head, payer, _ := strings.Cut(label, " /DE ")
	one.EntryText, one.Detail.Payer.Name, one.Detail.EndToEndID = head, payer, ref
	if found {
		one.Detail.Text = []string{text}
	}
	p.payments = append(p.payments, one)
}

func (p *play) run() {
	slices.SortFunc(p.ledger.Accounts, func(a, b reconcile.Account) int {
		return cmp.Compare(a.ID, b.ID)
	})
	slices.SortStableFunc(p.payments, func(a, b reconcile.Payment) int {
		return cmp.Or(cmp.Compare(a.BookingDate, b.BookingDate), bytes.Compare(a.ID[:], b.ID[:]))
	})
	s := matcher.New().Open(p.ledger)
	p.decided, p.rows = map[reconcile.ID]reconcile.Decision{}, map[reconcile.ID]outcome{}
	for more := true; more; {
		more = p.pass(s)
	}
	for i := range p.payments {
		o := p.rows[p.payments[i].ID]
		p.report(&p.payments[i], &o.verdict, o.auto)
	}
}

// outcome is the last verdict on a payment.
type outcome struct {
	verdict reconcile.Verdict
	auto    bool
}

// pass goes once through the days, as the service does, with what still waits.
func (p *play) pass(s reconcile.Session) (decided bool) {
	for from := 0; from < len(p.payments); {
		to := from
		var day []reconcile.Payment
		for ; to < len(p.payments) && p.payments[to].BookingDate == p.payments[from].BookingDate; to++ {
			if d, ok := p.decided[p.payments[to].ID]; !ok || d.Rule == "on_account" {
				day = append(day, p.payments[to])
			}
		}
		if len(day) > 0 {
			for i, v := range s.Day(day[0].BookingDate, day) {
				decided = p.decide(s, &day[i], v) || decided
			}
		}
		from = to
	}
	return decided
}

func (p *play) decide(s reconcile.Session, one *reconcile.Payment, v reconcile.Verdict) bool {
	policy := p.ledger.Policy
	auto := false
	d := reconcile.Decision{Kind: reconcile.Applied, Payment: one.ID, Customer: v.Customer}
	if len(v.Proposals) > 0 {
		best := v.Proposals[0]
		lead := best.Confidence
		if len(v.Proposals) > 1 {
			lead -= v.Proposals[1].Confidence
		}
		auto = best.Confidence >= policy.Automatic && lead >= policy.Margin && best.Identified &&
			best.Obstacle == ""
		d.Parts, d.Customer, d.Rule = best.Parts, best.Customer, best.Rule
	}
	p.rows[one.ID] = outcome{v, auto}
	_, already := p.decided[one.ID]
	switch {
	case one.Amount.Minor < 0:
		old, ok := p.decided[v.Reverses]
		if !ok {
			return false
		}
		d.Parts = nil
		for _, part := range old.Parts {
			d.Parts = append(d.Parts, part.Neg())
		}
	case auto:
	case !already && len(v.Proposals) == 0 && v.Customer != "" &&
		v.CustomerScore >= policy.Customer && v.NotForInvoices == "":
		d.Rule, d.Parts = "on_account", []reconcile.Part{reconcile.Waiting(v.Customer, one.Amount)}
	default:
		s.Wait(*one, v)
		return false
	}
	p.decided[one.ID] = d
	s.Apply(*one, d)
	return true
}

func (p *play) report(one *reconcile.Payment, v *reconcile.Verdict, auto bool) {
	for _, f := range v.Findings {
		if f.When == reconcile.FindingIfApplied && !auto || f.When == reconcile.FindingIfWaiting && auto {
			continue
		}
		p.anomaly = append(p.anomaly, []string{string(f.Kind), one.Reference})
	}
	if one.Amount.Minor < 0 {
		return
	}
	row := func(inv string, m reconcile.Money, decision string, rank int, q reconcile.Proposal) {
		p.alloc = append(p.alloc, []string{one.Account, one.BookingDate.String(), one.Reference,
			one.Amount.Decimal(), inv, m.Decimal(), decision, q.Confidence.String(), fmt.Sprint(rank),
			cmp.Or(q.Customer, v.Customer), one.ID.String(), q.Rule, q.Obstacle})
	}
	if len(v.Proposals) == 0 {
		row("", one.Amount, "proposed", 0, reconcile.Proposal{})
	}
	for k, q := range v.Proposals {
		decision := "proposed"
		if auto {
			decision = "auto"
		}
		for _, part := range q.Parts {
			if part.Kind == reconcile.Cash {
				row(part.Invoice, part.Moves, decision, k+1, q)
			}
			if part.Kind == reconcile.OnAccount && auto {
				row("", part.Moves, decision, 0, q)
			}
		}
		if auto {
			break
		}
	}
}

func (p *play) write(folder string) {
	p.must(os.MkdirAll(folder, 0o755))
	put := func(name, head string, rows [][]string) {
		f, err := os.Create(filepath.Join(folder, name))
		p.must(err)
		w := csv.NewWriter(f)
		p.must(w.Write(strings.Split(head, ",")))
		p.must(w.WriteAll(rows))
		p.must(f.Close())
	}
	put("ALLOC.csv", "account,booking_date,entry_ref,amount,invoice,applied,decision,confidence,"+
		"rank,customer,line,rule,obstacle", p.alloc)
	put("ANOM.csv", "kind,key", p.anomaly)
}
