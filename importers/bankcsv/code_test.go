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
