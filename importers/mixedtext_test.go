package importers

import "testing"

func TestMixedText(t *testing.T) {
	for _, c := range []struct{ label, in, want string }{
		{"", "plain", "plain"}, {"", "caf\xe9 12 \x80", "café 12 €"}, {"", "café €", "café €"},
		{"iso-8859-15", "12 \xa4", "12 €"}, {"windows-1252", "", ""}, {"windows-1250", "\xb9", "ą"},
	} {
		text := MixedText{Label: c.label}
		if got, err := text.Decode([]byte(c.in), 1); got != c.want || err != nil {
			t.Errorf("%q in %q is %q: %v", c.in, c.label, got, err)
		}
	}
	for _, c := range []struct{ label, in string }{
		{"", "\x81"}, {"ebcdic", "\xe9"}, {"utf-16le", "\xe9"}, {"gbk", "\xe9"},
	} {
		text := MixedText{Label: c.label}
		if got, err := text.Decode([]byte(c.in), 1); err == nil {
			t.Errorf("%q in %q is %q, want it refused", c.in, c.label, got)
		}
	}
}
