package bankcsv

import "testing"

// TestFoldLatin: the short way for the letters of western languages says what the long way says.
func TestFoldLatin(t *testing.T) {
	short := 0
	for r := rune(1); r < 0x3000; r++ {
		for _, s := range []string{string(r), "x" + string(r) + "Y", string(r) + "\u0301"} {
			got, ok := foldLatin(s)
			if ok {
				short++
			}
			long := string(foldASCII(nil, foldAny(s)))
			if got = string(foldASCII(nil, got)); ok && got != long {
				t.Errorf("%q folds to %q, the long way to %q", s, got, long)
			}
		}
	}
	if short < 600 {
		t.Errorf("%d texts take the short way", short)
	}
}
