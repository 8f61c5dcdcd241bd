package statements

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// escape makes a text that stands in one line of a cell and is read back to the letter.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		edge := i == 0 || i+utf8.RuneLen(r) >= len(s)
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r == '\n':
			b.WriteString(`\n`)
		case unicode.IsControl(r), edge && (unicode.IsSpace(r) || r == '\uFEFF'):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unescape takes back what escape did.
func unescape(s string) (string, error) {
	if strings.IndexByte(s, '\\') < 0 {
		return s, nil
	}
	var b strings.Builder
	for {
		plain, rest, found := strings.Cut(s, `\`)
		b.WriteString(plain)
		switch {
		case !found:
			return b.String(), nil
		case strings.HasPrefix(rest, `\`), strings.HasPrefix(rest, "n"):
			b.WriteByte(map[byte]byte{'\\': '\\', 'n': '\n'}[rest[0]])
			s = rest[1:]
		case strings.HasPrefix(rest, "u") && len(rest) >= 5:
			r, err := strconv.ParseUint(rest[1:5], 16, 16)
			if err != nil {
				return "", badEscape(rest)
			}
			b.WriteRune(rune(r))
			s = rest[5:]
		default:
			return "", badEscape(rest)
		}
	}
}

func badEscape(rest string) error {
	return fmt.Errorf("a backslash before %.5q: \\\\, \\n and \\u with four digits are read", rest)
}

// emptyPiece stands for a piece of a list without any letter.
const emptyPiece = `\-`

// list puts the pieces of a list into one cell.
func list(pieces []string) string {
	out := make([]string, len(pieces))
	for i, p := range pieces {
		if out[i] = escape(p); p == "" {
			out[i] = emptyPiece
		}
	}
	return strings.Join(out, "\n")
}

// unlist takes back what list did.
func unlist(cell string) ([]string, error) {
	if cell == "" {
		return nil, nil
	}
	pieces := strings.Split(cell, "\n")
	for i, p := range pieces {
		if p == emptyPiece {
			pieces[i] = ""
			continue
		}
		var err error
		if pieces[i], err = unescape(p); err != nil {
			return nil, err
		}
	}
	return pieces, nil
}

// document prints a document as one piece: its number, and the amount behind a tab, which
// no number has because escape takes it away.
func document(d reconcile.Document) string {
	s := escape(d.Number)
	if d.Amount.Currency != "" {
		s += "\t" + d.Amount.String()
	}
	return s
}

func parseDocument(s string) (d reconcile.Document, err error) {
	number, amount, found := strings.Cut(s, "\t")
	if d.Number, err = unescape(number); err == nil && found {
		err = d.Amount.UnmarshalText([]byte(amount))
	}
	return d, err
}

// named prints an amount with its currency.
func named(m reconcile.Money) string {
	if m.Currency == "" {
		return ""
	}
	return m.String()
}

// guarded is a text as it stands in a file.
func guarded(s string) string { return importers.Guard(s) }
