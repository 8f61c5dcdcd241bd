package bankcsv

import (
	"strings"
	"testing"
)

// TestCodeWords: the tree of letters finds what a look at each word in turn finds.
func TestCodeWords(t *testing.T) {
	words, err := commonCodes()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range mustProfiles(t) {
		words = append(words, p.Words...)
	}
	tree := newCodeWords(words)
	plain := func(text string, credit bool) (code string, known bool) {
		text = fold(trimSpaces(text))
		for _, w := range words {
			if text != w.text && (!w.prefix || !strings.HasPrefix(text, w.text)) || text == "" {
				continue
			}
			known = known || text == w.text
			if w.credit == credit {
				return w.code, known
			}
		}
		return "", known
	}
	for _, w := range words {
		for _, text := range []string{w.text, strings.ToUpper(w.text), w.text + " x", w.text + "É",
			" " + w.text + "  ", w.text[:len(w.text)-1], strings.ReplaceAll(w.text, "e", "é"),
			strings.ReplaceAll(w.text, " ", "\t\n "), "я" + w.text, ""} {
			for _, credit := range []bool{true, false} {
				code, known := tree.code(text, credit)
				if c, k := plain(text, credit); c != code || k != known {
					t.Errorf("%q, credit %v: %q %v, want %q %v", text, credit, code, known, c, k)
				}
			}
		}
	}
}

func mustProfiles(t *testing.T) []*Profile {
	t.Helper()
	list, err := Profiles()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestCodeOfWhatComesBack: a debit that gives a transfer or a direct debit back is not one that we sent or
// that was collected from us.
func TestCodeOfWhatComesBack(t *testing.T) {
	words, err := commonCodes()
	if err != nil {
		t.Fatal(err)
	}
	tree := newCodeWords(words)
	for text, want := range map[string]string{
		"VIR RETOURNE DUPOND F26-0100": "PMNT-RCDT-RRTN", "Virement rejeté DUPOND": "PMNT-RCDT-RRTN",
		"VIR RETOUR MARCHANDISE": "PMNT-ICDT-ESCT", "PRLV SEPA REJETE DUPOND": "PMNT-IDDT-UPDD",
		"PRLV SEPA IMPAYE DUPOND": "PMNT-IDDT-UPDD", "PRLV SEPA EDF": "PMNT-RDDT-ESDD",
	} {
		if code, _ := tree.code(text, false); code != want {
			t.Errorf("%s: %q, want %q", text, code, want)
		}
	}
}
