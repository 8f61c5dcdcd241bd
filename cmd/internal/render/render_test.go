package render

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/importers"
)

var cols = []Column{{Name: "text"}, {Name: "amount", Kind: Money}, {Name: "days", Kind: Number},
	{Name: "due", Kind: Date}, {Name: "late", Kind: Bool}, {Name: "note", Wide: true}}

var rows = [][]string{
	{"=SUM(A1)", "-1234.50", "3", "2026-11-21", "true", "x"},
	{"plain <&>", "0.05", "", "", "false", "\x1b[31mred"},
}

func write(t *testing.T, f Format) string {
	t.Helper()
	var b strings.Builder
	w := New(&b, cols, Options{Format: f})
	for _, r := range rows {
		if err := w.Row(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFormats(t *testing.T) {
	want := map[Format]string{
		AsCSV: "text,amount,days,due,late,note\n" +
			"'=SUM(A1),-1234.50,3,2026-11-21,true,x\n" +
			"plain <&>,0.05,,,false,\x1b[31mred\n",
		AsJSON: "[\n" +
			`{"text":"=SUM(A1)","amount":"-1234.50","days":3,"due":"2026-11-21","late":true,"note":"x"}` + ",\n" +
			`{"text":"plain <&>","amount":"0.05","days":null,"due":"","late":false,"note":"\u001b[31mred"}` + "\n]\n",
		AsNDJSON: `{"text":"=SUM(A1)","amount":"-1234.50","days":3,"due":"2026-11-21","late":true,"note":"x"}` + "\n" +
			`{"text":"plain <&>","amount":"0.05","days":null,"due":"","late":false,"note":"\u001b[31mred"}` + "\n",
		AsTable: "text         amount  days  due         late\n" +
			"=SUM(A1)   -1234.50     3  2026-11-21  true\n" +
			"plain <&>      0.05                    false\n",
	}
	for f, w := range want {
		if got := write(t, f); got != w {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", f, got, w)
		}
	}
}

func TestEmptyList(t *testing.T) {
	for f, want := range map[Format]string{AsCSV: "text,amount,days,due,late,note\n", AsJSON: "[]\n", AsNDJSON: ""} {
		var b strings.Builder
		if err := New(&b, cols, Options{Format: f}).Close(); err != nil || b.String() != want {
			t.Errorf("%s: got %q %v, want %q", f, b.String(), err, want)
		}
	}
}

// Whatever a bank wrote: the CSV reads back to the same cells once unguarded, the JSON is
// valid and says the same, and no table lets a control character through.
func TestAnyTextSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("='+-@\t\n\",;aé0\x1b\u202e＝"))).Draw(t, "s")
		one := []Column{{Name: "text"}, {Name: "end"}}
		var b strings.Builder
		w := New(&b, one, Options{Format: AsCSV})
		if err := w.Row([]string{s, "."}); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		got, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
		if err != nil || len(got) != 2 || importers.Unguard(got[1][0]) != s {
			t.Fatalf("csv of %q: %q %v", s, got, err)
		}
		if importers.Guard(got[1][0]) != got[1][0] && !strings.HasPrefix(got[1][0], "'") {
			t.Fatalf("%q would run", got[1][0])
		}
		var back string
		if err := json.Unmarshal([]byte(Quote(s)), &back); err != nil || back != s {
			t.Fatalf("json of %q: %q %v", s, back, err)
		}
		if p := Plain(s); strings.ContainsAny(p, "\x1b\n\t\u202e") {
			t.Fatalf("plain of %q: %q", s, p)
		}
	})
}

func TestSort(t *testing.T) {
	r := [][]string{{"a", "10.00"}, {"b", "-3.5"}, {"c", "9.00"}, {"d", "-10"}, {"e", "9"}}
	keys, err := ParseSort("-amount", cols)
	if err != nil {
		t.Fatal(err)
	}
	Sort(r, keys)
	order := ""
	for _, x := range r {
		order += x[0]
	}
	if order != "acebd" {
		t.Errorf("order %s, want acebd", order)
	}
	if _, err := ParseSort("colour", cols); err == nil || !strings.Contains(err.Error(), `"colour"`) {
		t.Errorf("unknown column: %v", err)
	}
}
