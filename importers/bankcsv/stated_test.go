package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestStatedBalances: a balance that a file states proves it, or the file is not read in silence,
// wherever the balance stands.
func TestStatedBalances(t *testing.T) {
	const (
		pair = "Account;Statement;Opening balance;Closing balance;Date;Text;Amount\n"
		de   = "DE89370400440532013000;"
		at   = "AT611904300234573201;"
	)
	rows := func(closing string) string {
		return pair + de + "1;10,00;9,00;01.06.2026;A;-3,00\n" + de + "1;10,00;9,00;14.06.2026;B;2,00\n" +
			at + "7;20,00;" + closing + ";13.06.2026;C;4,00\n" + at + "7;20,00;" + closing + ";14.06.2026;D;-1,00\n"
	}
	edges := func(closing string) string {
		return "Date,Details,Paid out,Paid in,Balance\n12/06/2026,OPENING BALANCE,,,10.00\n" +
			"13/06/2026,A,3.00,,\n14/06/2026,B,,2.00,\n15/06/2026,CLOSING BALANCE,,," + closing + "\n"
	}
	months := func(second string) string {
		return pair + de + "1;10,00;9,00;01.05.2026;A;-3,00\n" + de + "1;10,00;9,00;14.05.2026;B;2,00\n" +
			de + second + ";13.06.2026;C;4,00\n" + de + second + ";14.06.2026;D;-1,00\n"
	}
	const run = "Datum;Text;Betrag;Saldo\n01.06.2026;A;-3,00;10,00\n13.06.2026;B;2,00;12,00\n" +
		"14.06.2026;C;4,00;50,00\n15.06.2026;D;-1,00;20,00\n16.06.2026;E;-5,00;70,00\n17.06.2026;F;7,00;77,00\n"
	for _, c := range []struct{ name, text, want string }{
		{"on each line of a statement", rows("23,00"), "read"},
		{"the second statement is wrong", rows("24,00"), "held"},
		{"two statements of one account", months("2;9,00;12,00"), "read"},
		{"newest first", pair + de + "2;9,00;6,00;13.06.2026;C;-4,00\n" + de + "2;9,00;6,00;12.06.2026;D;1,00\n" +
			de + "1;10,00;9,00;14.05.2026;A;-3,00\n" + de + "1;10,00;9,00;01.05.2026;B;2,00\n", "read"},
		{"two of which one is wrong", months("2;9,00;13,00"), "refused: line 4"},
		{"two with a hole between them", months("3;8,00;11,00"), "refused: line 4"},
		{"only at both ends of the column", edges("9.00"), "read"},
		{"and wrong", edges("9.10"), "held"},
		{"a column that most amounts contradict", run, "held"},
	} {
		if got := outcome(t, c.text, importers.Options{}); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestStatementDay: a day that is the same on every line is not that of the booking where another
// varies far from it, and is asked about where it may be.
func TestStatementDay(t *testing.T) {
	file := func(statement string) string {
		return "3;" + statement + ";02.03.26;02.03.26;-1,00;Rechnung\n3;" + statement + ";10.03.26;10.03.26;+2,00;Miete\n" +
			"3;" + statement + ";13.03.26;13.03.26;-4,00;Strom\n"
	}
	if got := days(t, file("31.03.26")); got != "2026-03-02 2026-03-13" {
		t.Errorf("a statement at the end of the month: %s", got)
	}
	if got := days(t, file("14.03.26")); !strings.Contains(got, "may be that of the statement") {
		t.Errorf("a statement near its lines: %s", got)
	}
}

// described reads a text as an import does.
func described(t *testing.T, text string, opt importers.Options) (reconcile.ImportReport, error) {
	t.Helper()
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	var c importers.Collector
	if err := im.Read(t.Context(), strings.NewReader(text), opt, &c); err != nil {
		return reconcile.ImportReport{}, err
	}
	return reconcile.Describe(reconcile.File{Statements: c.Statements, Needs: c.Needs, Messages: c.Messages}), nil
}

// outcome is what becomes of a text: its outcome, or why it is refused.
func outcome(t *testing.T, text string, opt importers.Options) string {
	d, err := described(t, text, opt)
	if err != nil {
		return "refused: " + err.Error()
	}
	return string(d.Outcome) + ": " + strings.Join(append(d.Needs, d.Messages...), "; ")
}

// days are the first and the last day of a text, or why it is refused.
func days(t *testing.T, text string) string {
	d, err := described(t, text, importers.Options{})
	if err != nil {
		return err.Error()
	}
	return d.FirstDate.String() + " " + d.LastDate.String()
}
