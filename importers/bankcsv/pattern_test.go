package bankcsv

import (
	"strings"
	"testing"
)

// A profile has no expression of its own, only placeholders between words that are taken as
// they stand, and Go's expressions take linear time: a hostile line of a mebibyte is looked at
// and passed over (T23).
func TestPatternsCannotHang(t *testing.T) {
	words, err := compileLine(`(a+)+$ [x]*`)
	if err != nil || words.re.MatchString("aaaa") || !words.re.MatchString(`(a+)+$ [x]*`) {
		t.Errorf("an expression in a profile is more than its words: %v %v", words.re, err)
	}
	for _, text := range []string{"{any};{any};{any};{any};{any};{any};{any};{any};x",
		"{account}{account}{account}{closing}", "solde au {date}{date}{date};{closing} {currency}"} {
		l, err := compileLine(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, hostile := range []string{"a", ";", "0", "1/", "a;", "1 000,0"} {
			if l.re.MatchString(strings.Repeat(hostile, 1<<20/len(hostile)) + "!") {
				t.Errorf("%q accepts a line of %q", text, hostile)
			}
		}
	}
}
