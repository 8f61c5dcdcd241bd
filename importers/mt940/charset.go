package mt940

import (
	"golang.org/x/text/encoding/charmap"

	"github.com/rappro/rappro/reconcile"
)

// region is an alphabet, as far as single-byte character sets tell them apart.
type region uint8

const (
	western region = iota
	central        // Latin of Central and Eastern Europe
	cyrillic
	greek
	turkish
	baltic
)

// regionOf tells the alphabet from the country of an IBAN or a BIC, or from a currency.
func regionOf(country string, c reconcile.Currency) region {
	switch country {
	case "PL", "CZ", "SK", "HU", "RO", "SI", "HR", "BA", "RS", "AL":
		return central
	case "BG", "UA", "RU", "BY", "MK", "KZ":
		return cyrillic
	case "GR", "CY":
		return greek
	case "TR":
		return turkish
	case "LT", "LV", "EE":
		return baltic
	}
	switch c {
	case "PLN", "CZK", "HUF", "RON", "HRK", "RSD", "BAM", "ALL":
		return central
	case "BGN", "UAH", "RUB", "BYN", "MKD", "KZT":
		return cyrillic
	case "TRY":
		return turkish
	}
	return western
}

// guess chooses the single-byte character set of a text: that of Windows for the region, or
// that of DOS, which banks' older machines still write. The two are told apart by their
// letters: Windows has them above 0xC0, DOS from 0x80 to 0xA5, next to ASCII letters. Only
// names and words depend on it, never an amount.
func guess(text []byte, at region) *charmap.Charmap {
	windows, dos := sets(at)
	if dos == nil {
		return windows
	}
	votes := 0
	for i, c := range text {
		switch {
		case c < 0x80:
		case windows.DecodeByte(c) == '\uFFFD':
			votes += 4
		case c >= 0xC0:
			votes--
		case c <= 0xA5 && c != 0x80 && c != 0x92 && beside(text, i):
			votes++
		}
	}
	switch {
	case votes > 0:
		return dos
	case at == central && iso(text):
		return charmap.ISO8859_2
	}
	return windows
}

func sets(at region) (windows, dos *charmap.Charmap) {
	switch at {
	case central:
		return charmap.Windows1250, charmap.CodePage852
	case cyrillic:
		return charmap.Windows1251, nil
	case greek:
		return charmap.Windows1253, nil
	case turkish:
		return charmap.Windows1254, nil
	case baltic:
		return charmap.Windows1257, nil
	}
	return charmap.Windows1252, charmap.CodePage850
}

// beside says whether an ASCII letter stands directly before or after.
func beside(text []byte, i int) bool {
	return i > 0 && letter(text[i-1]) || i+1 < len(text) && letter(text[i+1])
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// iso says whether a text of Central Europe is ISO 8859-2: that has letters of Polish,
// Czech and Slovak at 0xA1 to 0xBE where Windows has signs, and none from 0x80 to 0x9F.
func iso(text []byte) bool {
	votes := 0
	for i, c := range text {
		switch c {
		case 0xA1, 0xA6, 0xA9, 0xAC, 0xB1, 0xB6, 0xBB, 0xBC:
			if beside(text, i) {
				votes++
			}
		}
		if 0x80 <= c && c <= 0x9F {
			votes -= 4
		}
	}
	return votes > 0
}
