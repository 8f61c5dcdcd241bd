package camt

import "testing"

// A name in Greek or Cyrillic letters is a name; dashes and zeros are none.
func TestReferenceOfOtherScripts(t *testing.T) {
	for s, want := range map[string]string{"Θεσνίδης ΟΕ": "Θεσνίδης ΟΕ", "Иван": "Иван", "--": "",
		"NOTPROVIDED": ""} {
		if got := reference(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
