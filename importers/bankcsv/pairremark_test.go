package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestWhatAMinusMeans: the remark on a minus beside the columns of a pair says what was counted.
func TestWhatAMinusMeans(t *testing.T) {
	const head = "Posting Date,Description,Debit,Credit,Running Bal.\n"
	for text, want := range map[string]string{
		head + `05/14/2026,A,,"2,500.00","3,500.00"` + "\n" + `05/17/2026,B,"(1,200.00)",,"2,300.00"` + "\n" +
			`05/18/2026,C,100.00,,"2,200.00"` + "\n": "the column says the direction",
		head + `05/14/2026,A,,"2,500.00","3,500.00"` + "\n" + `05/17/2026,B,"(1,200.00)",,"4,700.00"` + "\n" +
			`05/18/2026,C,100.00,,"4,600.00"` + "\n": "and go the other way",
		head + `05/14/2026,A,,"2,500.00","3,500.00"` + "\n" + `05/17/2026,B,"(1,200.00)",,"2,300.00"` + "\n" +
			`05/18/2026,C,100.00,,"2,400.00"` + "\n": "the sign says the direction",
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		var c importers.Collector
		if err := im.Read(t.Context(), strings.NewReader(text), importers.Options{Currency: "USD"}, &c); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := strings.Join(c.Messages, "; "); !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestDaysWithoutYear: the refusal names what is wrong.
func TestDaysWithoutYear(t *testing.T) {
	for _, days := range [][2]string{{"20/12", "05/01"}, {"20.12.", "05.01."}} {
		got := summary(t, "Releve de compte du 15/12/2025 au 14/01/2026\nDate;Libelle;Montant\n"+days[0]+";A;100,00\n"+
			days[1]+";B;-40,00\n", importers.Options{})
		if want := "line 3: day \"" + days[0] + "\" has no year"; !strings.Contains(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
	got := summary(t, "Date;Libelle;Montant\n04.10.2023;A;x1\n05.10.2023;B;x2\n", importers.Options{})
	if strings.Contains(got, "has no year") {
		t.Errorf("whole days: %s", got)
	}
}
