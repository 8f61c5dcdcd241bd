package mt940

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/reconcile"
)

// entry86 reads the text of a credit.
func entry86(t *testing.T, text string) reconcile.Detail {
	t.Helper()
	e := one(t, ":61:2601050105C1,00NTRFNONREF\n:86:"+text+"\n")
	if len(e.Details) == 0 {
		return reconcile.Detail{}
	}
	return e.Details[0]
}

// TestPurpose: pieces, keywords and what is left as text.
func TestPurpose(t *testing.T) {
	full := "SVWZ+RECHNUNG FA-2026-00012" // 27 characters
	for _, c := range []struct {
		in       string
		text     []string
		endToEnd string
	}{
		{"166?20" + full + "?213 UND MEHR", []string{"RECHNUNG FA-2026-000123 UND MEHR"}, ""},
		{"166?20SVWZ+KURZ?21UND WEITER", []string{"KURZ UND WEITER"}, ""},
		{"166?20MIETE MAI?21WOHNUNG 3", []string{"MIETE MAI", "WOHNUNG 3"}, ""},
		{"166?20EREF+ABC?21DANACH", []string{"DANACH"}, "ABC"},
		{"166?20EREF+NOTPROVIDED?21SVWZ+X", []string{"X"}, ""},
		{"166?20VOR EREF+ABC SVWZ+NACH", []string{"VOR", "NACH"}, "ABC"},
		{"166?20TEXTEREF+ABC", []string{"TEXTEREF+ABC"}, ""},
		{"166?20SVWZ+A+B = C?60 ENDE", []string{"A+B = C ENDE"}, ""},
		{"166?20SVWZ+WARUM?X?UND", []string{"WARUM?X?UND"}, ""},
		{"~00X~20SVWZ+OHNE CODE", []string{"OHNE CODE"}, ""},
		{"166 nur Text ?20", []string{"166 nur Text ?20"}, ""},
	} {
		d := entry86(t, c.in)
		if !slices.Equal(d.Text, c.text) || d.EndToEndID != c.endToEnd {
			t.Errorf("%s\n gives %q, %q\n want %q, %q", c.in, d.Text, d.EndToEndID, c.text, c.endToEnd)
		}
	}
}

// TestBreaks: wherever a bank breaks a text of full lines, it is the same text.
func TestBreaks(t *testing.T) {
	const coded = "166?00GUTSCHRIFT?20EREF+RF18539007547034?21SVWZ+FA-2026-0001 UND ?22FA-2026-0002" +
		"?30COBADEFFXXX?31DE89370400440532013000?32MUSTER GMBH"
	const slashed = "/EREF/RF18539007547034/ORDP//NAME/VAN DEN BERG BOUWBEDRIJF/REMI/FA-2026-0001/" +
		"5.1.2026 EN FA-2026-0002/ISDT/2026-01-05"
	for _, s := range []string{coded, slashed} {
		want := entry86(t, s)
		rapid.Check(t, func(rt *rapid.T) {
			at := rapid.IntRange(fullLine, 65).Draw(rt, "at")
			if s[at-1] == ' ' && at < 65 || s[at] == ':' {
				rt.Skip("a blank at the end of a line that is not full is filling")
			}
			if got := entry86(t, s[:at]+"\n"+s[at:]); !reflect.DeepEqual(got, want) {
				rt.Fatalf("broken at %d it is\n%+v\nwant\n%+v", at, got, want)
			}
		})
	}
}

// TestSplit: statements of single days and one of all of them give the same entries, and
// so the same keys.
func TestSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := func(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }
		var days [28]string
		for i := range days {
			for range rapid.IntRange(0, 3).Draw(t, "lines") {
				ref := rapid.SampledFrom([]string{"NONREF", "NONREF//260105000017", "X//nota"}).Draw(t, "ref")
				text := rapid.SampledFrom([]string{"", ":86:FA-2026-0001\n", ":86:166?20SVWZ+A?32B\n"}).
					Draw(t, "text")
				days[i] += ":61:2601" + day(i+1) + "01" + day(i+1) + "C1,00NTRF" + ref + "\n" + text
			}
		}
		head := strings.Replace(opening, "5,00", "5,", 1)
		var parts strings.Builder
		for i, d := range days {
			if rapid.Bool().Draw(t, "alone") || i == 0 {
				if i > 0 {
					parts.WriteString(closing)
				}
				parts.WriteString(head)
			}
			parts.WriteString(d)
		}
		parts.WriteString(closing)
		whole, err := parse(head + strings.Join(days[:], "") + closing)
		if err != nil {
			t.Fatal(err)
		}
		split, err := parse(parts.String())
		if err != nil {
			t.Fatal(err)
		}
		var a, b [][32]byte
		for _, s := range whole.Statements {
			a = append(a, digests(s)...)
		}
		for _, s := range split.Statements {
			b = append(b, digests(s)...)
		}
		if !slices.Equal(a, b) {
			t.Fatalf("%d entries whole, %d in %d statements", len(a), len(b), len(split.Statements))
		}
	})
}

func digests(s reconcile.Statement) (out [][32]byte) {
	for _, e := range s.Entries {
		out = append(out, reconcile.EntryDigest("", e))
	}
	return out
}

// TestCharsets: the letters of each region come out right from each of its sets, whatever
// stands before them.
func TestCharsets(t *testing.T) {
	for _, c := range []struct {
		at   region
		text string
		raw  string
	}{
		{western, "Müller größer", "M\xfcller gr\xf6\xdfer"},
		{western, "Müller größer", "M\x81ller gr\x94\xe1er"},
		{western, "l’été à Noël", "l\x92\xe9t\xe9 \xe0 No\xebl"},
		{western, "5 € – 6 €", "5 \x80 \x96 6 \x80"},
		{western, "Señor Muñoz, año", "Se\xf1or Mu\xf1oz, a\xf1o"},
		{central, "Zażółć gęślą jaźń", "Za\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9 ja\x9f\xf1"},
		{central, "Zażółć gęślą jaźń", "Za\xbf\xf3\xb3\xe6 g\xea\xb6l\xb1 ja\xbc\xf1"},
		{central, "átutalás jóváírása", "\xa0tutal\xa0s j\xa2v\xa0\xa1r\xa0sa"},
		{cyrillic, "Счет", "\xd1\xf7\xe5\xf2"},
	} {
		doc := wrap(":61:2601050105C1,00NTRFNONREF\n:86:" + c.raw + "\n")
		in, err := newLines(strings.NewReader(doc))
		if err != nil {
			t.Fatal(err)
		}
		in.region = c.at
		found := false
		for {
			s, err := in.next()
			if err != nil {
				break
			}
			found = found || s == ":86:"+c.text
		}
		if !found {
			t.Errorf("%q of region %d is not %q", c.raw, c.at, c.text)
		}
	}
}
