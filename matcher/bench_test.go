package matcher_test

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// bigLedger makes n open invoices of n/20+1 customers in one dense scheme, and one credit
// per invoice of the mix: 90 of 100 quote the number and pay it, 4 pay a part, 2 pay twice,
// 2 have one wrong digit and 2 quote nothing.
func bigLedger(n, credits int) (reconcile.Ledger, []reconcile.Payment) {
	l := reconcile.Ledger{Policy: reconcile.DefaultPolicy()}
	start := reconcile.NewDate(2026, 1, 1)
	customers := n/20 + 1
	for i := range customers {
		l.Customers = append(l.Customers, reconcile.Customer{ID: fmt.Sprintf("C%07d", i),
			Name: fmt.Sprintf("%s %s %d SARL", syllables(i), syllables(i/7+3), i%97)})
	}
	var list []reconcile.Invoice
	for i := range n {
		list = append(list, reconcile.Invoice{Number: fmt.Sprintf("FA2026-%07d", i+1),
			Type: reconcile.PlainInvoice, Customer: l.Customers[i%customers].ID, IssueDate: start,
			DueDate: start + 30, Amount: reconcile.EUR(int64(1000 + i*7919%900000)),
			State: reconcile.StateOpen})
	}
	l.Invoices = slices.Values(list)
	payments := make([]reconcile.Payment, 0, credits)
	for k := range credits {
		v := &list[k*(n/credits)]
		p := reconcile.Payment{Account: "FR7630006000011234567890189", BookingDate: start + 40,
			Amount: v.Amount, Reference: fmt.Sprint(k), Code: "PMNT-RCDT-ESCT"}
		binary.BigEndian.PutUint64(p.ID[8:], uint64(k)+1)
		p.Detail.Payer.Name = l.Customers[k*(n/credits)%customers].Name
		text := "FACTURE " + v.Number
		switch k % 50 {
		case 0:
			text = "VIREMENT"
		case 1:
			text = text[:len(text)-2] + "9" + text[len(text)-1:]
		case 2, 3:
			p.Amount.Minor /= 2
		}
		p.Detail.Text = []string{text}
		payments = append(payments, p)
	}
	return l, payments
}

func syllables(i int) string {
	s := ""
	for n := 0; n < 4; n++ {
		s += string("BCDFGLMNPRST"[i%12]) + string("AEIOU"[i/12%5])
		i = i/7 + 13
	}
	return s
}

// BenchmarkDay prints the time per credit against open invoices of several counts.
func BenchmarkDay(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		l, payments := bigLedger(n, 10_000)
		b.Run(fmt.Sprintf("open=%d", n), func(b *testing.B) {
			s := matcher.New().Open(l)
			var times []time.Duration
			for i := 0; b.Loop(); i++ {
				p := payments[i%len(payments)]
				begin := time.Now()
				s.Day(p.BookingDate, []reconcile.Payment{p})
				times = append(times, time.Since(begin))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)*99/100].Nanoseconds()), "p99-ns")
		})
	}
}

// BenchmarkOpen prints what it takes to learn and index a ledger.
func BenchmarkOpen(b *testing.B) {
	l, _ := bigLedger(100_000, 10)
	for b.Loop() {
		matcher.New().Open(l)
	}
}
