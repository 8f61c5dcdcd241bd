package mt940

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/reconcile"
)

// TestCentury walks the borders of SWIFT's rule: 80 to 99 are of 1900, 00 to 79 of 2000.
func TestCentury(t *testing.T) {
	for in, want := range map[string]string{
		"991231": "1999-12-31", "000101": "2000-01-01", "000229": "2000-02-29",
		"800101": "1980-01-01", "791231": "2079-12-31", "760229": "2076-02-29",
		"240229": "2024-02-29", "991232": "", "991301": "", "000001": "", "99123": "",
		"9912310": "", "9912a1": "", "260431": "", "260231": "",
	} {
		d, moved, ok := civil(in)
		if d.String() != want || ok != (want != "") || moved {
			t.Errorf("%s is %s, want %q", in, d, want)
		}
	}
	for in, want := range map[string]string{"260229": "2026-02-28", "260230": "2026-02-28",
		"240230": "2024-02-29", "000230": "2000-02-29"} {
		if d, moved, ok := civil(in); !ok || !moved || d.String() != want {
			t.Errorf("%s is %s, want it moved to %s", in, d, want)
		}
	}
}

// TestEntryDate: the year that brings the entry date nearest to the value date.
func TestEntryDate(t *testing.T) {
	for _, c := range []struct{ value, entry, want string }{
		{"260102", "1230", "2025-12-30"}, {"251230", "0102", "2026-01-02"},
		{"260105", "0105", "2026-01-05"}, {"991231", "0101", "2000-01-01"},
		{"000101", "1231", "1999-12-31"}, {"240301", "0229", "2024-02-29"},
		{"250110", "0229", ""}, {"260105", "0230", ""}, {"260105", "1301", ""}, {"260105", "12", ""},
	} {
		value, _, _ := civil(c.value)
		d, ok := entryDate(c.entry, value)
		if ok != (c.want != "") || ok && d.String() != c.want {
			t.Errorf("value %s, entry %s is %s, want %q", c.value, c.entry, d, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		value := reconcile.Date(rapid.IntRange(4000, 40000).Draw(t, "value"))
		booked := value + reconcile.Date(rapid.IntRange(-150, 150).Draw(t, "days"))
		_, m, day := booked.Civil()
		text := []byte{byte('0' + m/10), byte('0' + m%10), byte('0' + day/10), byte('0' + day%10)}
		if got, ok := entryDate(string(text), value); !ok || got != booked {
			t.Fatalf("value %s and entry %s give %s, want %s", value, text, got, booked)
		}
	})
}

// TestAmount reads what banks write and nothing else.
func TestAmount(t *testing.T) {
	for _, c := range []struct {
		in   string
		ccy  reconcile.Currency
		want string
		full bool
	}{
		{"1200,", "EUR", "1200.00", false}, {"12,5", "EUR", "12.50", false},
		{"12,50", "EUR", "12.50", true}, {"000000000012,50", "EUR", "12.50", true},
		{"12.50", "EUR", "12.50", true}, {"12,500", "EUR", "12.50", true}, {"0", "EUR", "0.00", false},
		{"500", "EUR", "500.00", false}, {",5", "EUR", "0.50", false}, {"1200,", "JPY", "1200", true},
		{"1,125", "TND", "1.125", true}, {"92233720368547,75", "EUR", "", false},
		{"12,505", "EUR", "", false}, {"1.200,00", "EUR", "", false}, {"1,200,00", "EUR", "", false},
		{"-1,00", "EUR", "", false}, {"1 200,00", "EUR", "", false}, {"", "EUR", "", false},
		{",", "EUR", "", false}, {"1,0", "XXX", "", false},
	} {
		m, full, what := amount(c.in, c.ccy)
		switch {
		case (what == "") != (c.want != ""):
			t.Errorf("%q %s: %q, want %q", c.in, c.ccy, what, c.want)
		case what == "" && (m.Decimal() != c.want || full != c.full):
			t.Errorf("%q %s is %s, full %v, want %s, %v", c.in, c.ccy, m.Decimal(), full, c.want, c.full)
		}
	}
}

// TestAccount: the IBAN wherever it stands in :25:, else what the bank writes.
func TestAccount(t *testing.T) {
	for in, want := range map[string]string{
		"DE89370400440532013000":             "DE89370400440532013000",
		"de89 3704 0044 0532 0130 00":        "DE89370400440532013000",
		"NL91ABNA0417164300EUR":              "NL91ABNA0417164300",
		"NL91ABNA0417164300 EUR":             "NL91ABNA0417164300",
		"COBADEFFXXX/DE89370400440532013000": "DE89370400440532013000",
		"UBRTHUHB/123456789150ABCDEF002/EUR": "UBRTHUHB123456789150ABCDEF002",
		"37040044/0532013000":                "370400440532013000",
		"2121.21.211EUR":                     "212121211",
		"DABADKKK/1234567890":                "DABADKKK1234567890",
		"MYEUR":                              "MYEUR",
		"":                                   "",
	} {
		if got := account(in, "EUR"); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// TestStable says which references name a booking.
func TestStable(t *testing.T) {
	for ref, want := range map[string]bool{
		"0724710345313905": true, "B4E07XM00J000023": true, "32-P1-TCS49518": true,
		"nota": false, "momsmanual": false, "1234": false, "12345": false, "FA-2026-0001": false,
		"70 201234": false, "": false,
	} {
		if got := stable(ref, []string{"payment of FA-2026-0001 in full"}); got != want {
			t.Errorf("%q: %v, want %v", ref, got, want)
		}
	}
}

// TestCodes: the codes that the matcher routes by, with their direction.
func TestCodes(t *testing.T) {
	for _, c := range []struct {
		gvc, kind string
		credit    bool
		want      string
	}{
		{"166", "NTRF", true, "PMNT-RCDT-ESCT"}, {"166", "NTRF", false, "166"},
		{"109", "NRTI", false, "PMNT-IDDT-UPDD"}, {"109", "NDDT", true, "PMNT-IDDT-ESDD"},
		{"159", "NRTI", true, "PMNT-ICDT-RRTN"}, {"168", "NTRF", true, "PMNT-RRCT-ESCT"},
		{"", "NDDT", false, "PMNT-RDDT-ESDD"}, {"", "NDDT", true, "PMNT-IDDT-ESDD"},
		{"", "NRTI", false, "PMNT-IDDT-UPDD"}, {"", "NTRF", true, "NTRF"}, {"", "", true, ""},
		{"000", "NTRF", true, "NTRF"}, {"999", "NMSC", true, "NMSC"}, {"835", "NMSC", true, "835"},
	} {
		if got := isoCode(c.gvc, c.kind, c.credit); got != c.want {
			t.Errorf("%q %q credit %v is %q, want %q", c.gvc, c.kind, c.credit, got, c.want)
		}
	}
}
