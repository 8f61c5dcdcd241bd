package peers

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/moov-io/iso20022/pkg/camt_v08"
	"github.com/moov-io/iso20022/pkg/document"

	"github.com/rappro/rappro/fixtures/bench"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/camt"
	"github.com/rappro/rappro/reconcile"
)

// TestOracle: what we read of generated messages is what moov-io/iso20022 reads, entry by
// entry and transaction by transaction, and the sums are equal to the cent.
func TestOracle(t *testing.T) {
	for seed := range uint64(10) {
		for _, indent := range []bool{false, true} {
			doc, entries := bench.Message(100_000, 2*seed+1, indent)
			var own importers.Collector
			err := camt.Statements().Read(context.Background(), bytes.NewReader(doc), importers.Options{}, &own)
			if err != nil || len(own.Statements) != 1 {
				t.Fatalf("seed %d: %d statements, %v", seed, len(own.Statements), err)
			}
			their, err := document.ParseIso20022Document(doc)
			if err != nil {
				t.Fatal(err)
			}
			got, want := ours(own.Statements[0]), theirs(statement(their))
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					t.Fatalf("seed %d: %s\nwant %s", seed, got[i], want[i])
				}
			}
			if len(got) != len(want) || own.Statements[0].Booked != entries {
				t.Errorf("seed %d: %d lines, want %d", seed, len(got), len(want))
			}
		}
	}
}

// TestOracleWritten: what we write is read by moov-io/iso20022 as what it was made from.
func TestOracleWritten(t *testing.T) {
	for seed := range uint64(5) {
		doc, _ := bench.Message(100_000, 2*seed+1, false)
		var own importers.Collector
		err := camt.Statements().Read(context.Background(), bytes.NewReader(doc), importers.Options{}, &own)
		if err != nil {
			t.Fatal(err)
		}
		var written bytes.Buffer
		if notes, err := camt.Write(&written, own.Statements); err != nil || len(notes) > 0 {
			t.Fatal(err, notes)
		}
		before, err := document.ParseIso20022Document(doc)
		if err != nil {
			t.Fatal(err)
		}
		after, err := document.ParseIso20022Document(written.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		want, got := essence(statement(before)), essence(statement(after))
		if len(want) < 50 || !slices.Equal(got, want) {
			t.Fatalf("seed %d: %s\nwant %s", seed, got, want)
		}
	}
}

// essence writes a line for each entry and transaction, without the parties: we write the
// other side only.
func essence(s camt_v08.AccountStatement9) (lines []string) {
	for _, b := range s.Bal {
		lines = append(lines, fmt.Sprintln(cents(b.Amt, string(b.CdtDbtInd)), day(&b.Dt)))
	}
	for _, e := range s.Ntry {
		lines = append(lines, fmt.Sprintln(cents(e.Amt, string(e.CdtDbtInd)), day(e.BookgDt), day(e.ValDt),
			text(e.AcctSvcrRef), text(e.AddtlNtryInf), e.RvslInd))
		for _, details := range e.NtryDtls {
			for _, d := range details.TxDtls {
				lines = append(lines, fmt.Sprintln("  ", cents(*d.Amt, text(d.CdtDbtInd)),
					text(d.Refs.EndToEndId), d.RmtInf.Ustrd, len(d.RmtInf.Strd)))
			}
		}
	}
	return lines
}

// statement is the first statement of a message that moov-io/iso20022 read.
func statement(d document.Iso20022Document) camt_v08.AccountStatement9 {
	return d.InspectMessage().(*camt_v08.BankToCustomerStatementV08).Stmt[0]
}

// ours writes a line for the statement, for each entry and for each transaction.
func ours(s reconcile.Statement) []string {
	lines := []string{fmt.Sprintln(s.Reference, s.Sequence, s.Account, s.Currency, s.Opening.Amount.Minor,
		s.Closing.Amount.Minor, s.Closing.Date, s.Credits.Minor, s.Debits.Minor)}
	for _, e := range s.Entries {
		lines = append(lines, fmt.Sprintln(e.Amount.Minor, e.BookingDate, e.ValueDate, e.Reference, e.Code,
			e.Reversal, e.BatchCount, e.Text))
		for _, d := range e.Details {
			lines = append(lines, fmt.Sprintln("  ", d.Amount.Minor, d.Reference, d.EndToEndID, d.Payer.Name,
				d.Payer.IBAN, d.Payer.BIC, strings.Join(d.Text, "|"), strings.Join(d.References, "|")))
		}
	}
	return lines
}

// theirs writes the same. Its amounts are floats: they hold these exactly enough to be
// rounded to cents.
func theirs(s camt_v08.AccountStatement9) []string {
	credits, debits := int64(0), int64(0)
	lines := []string{""}
	for _, e := range s.Ntry {
		amount := cents(e.Amt, string(e.CdtDbtInd))
		credits, debits = credits+max(amount, 0), debits-min(amount, 0)
		code := e.BkTxCd.Domn
		count := "0"
		if len(e.NtryDtls) > 0 && e.NtryDtls[0].Btch != nil {
			count = string(*e.NtryDtls[0].Btch.NbOfTxs)
		}
		lines = append(lines, fmt.Sprintln(amount, day(e.BookgDt), day(e.ValDt), text(e.AcctSvcrRef),
			fmt.Sprintf("%s-%s-%s", code.Cd, code.Fmly.Cd, code.Fmly.SubFmlyCd), e.RvslInd, count,
			text(e.AddtlNtryInf)))
		for _, details := range e.NtryDtls {
			for _, d := range details.TxDtls {
				lines = append(lines, transaction(d))
			}
		}
	}
	var balances [2]int64
	for i, b := range s.Bal {
		balances[i] = cents(b.Amt, string(b.CdtDbtInd))
	}
	lines[0] = fmt.Sprintln(string(s.Id), s.ElctrncSeqNb, string(s.Acct.Id.IBAN), text(s.Acct.Ccy),
		balances[0], balances[1], day(&s.Bal[1].Dt), credits, debits)
	return lines
}

func transaction(d camt_v08.EntryTransaction10) string {
	var free, structured []string
	for _, s := range d.RmtInf.Ustrd {
		free = append(free, string(s))
	}
	for _, s := range d.RmtInf.Strd {
		structured = append(structured, text(s.CdtrRefInf.Ref))
	}
	return fmt.Sprintln("  ", cents(*d.Amt, text(d.CdtDbtInd)), text(d.Refs.AcctSvcrRef),
		text(d.Refs.EndToEndId), text(d.RltdPties.Dbtr.Pty.Nm), string(d.RltdPties.DbtrAcct.Id.IBAN),
		text(d.RltdAgts.DbtrAgt.FinInstnId.BICFI), strings.Join(free, "|"), strings.Join(structured, "|"))
}

func cents(a camt_v08.ActiveOrHistoricCurrencyAndAmount, side string) int64 {
	n := int64(math.Round(a.Value * 100))
	if side == "DBIT" {
		return -n
	}
	return n
}

func day(d *camt_v08.DateAndDateTime2Choice) reconcile.Date {
	return reconcile.DateOf(time.Time(d.Dt))
}

func text[T ~string](s *T) string {
	if s == nil {
		return ""
	}
	return string(*s)
}
