package matcher

// exactness says how much of a number a quotation shows; lower is better.
type exactness byte

const (
	exactReference exactness = iota // structured reference that we issued
	exactFull                       // every part, whatever the separators
	exactVariant                    // every part, without zeros or with the year written otherwise
	exactNoPrefix                   // without the letters in front
	exactNoYear                     // letters and serial
	exactTail                       // the serial alone
	exactNone
)

// form is one way to quote a number, written without separators.
type form struct {
	level exactness
	text  string
	runs  int  // of digits
	bare  bool // zeros were left out within the number, which needs separators to be read
}

// forms calls emit with every form in which a number may be quoted, best first. Forms are
// written without separators. Emit returns false to stop.
func forms(parts []numberPart, emit func(form) bool) {
	w := formWriter{emit: emit}
	prefix := 0
	for prefix < len(parts) && parts[prefix].role == roleLetters {
		prefix++
	}
	hasYear := false
	digits := 0
	for _, p := range parts {
		hasYear = hasYear || p.role == roleYear || p.role == roleShortYear
		if p.role != roleLetters {
			digits += len(p.text)
		}
	}
	w.write(exactFull, parts, 0)
	w.write(exactVariant, parts, stripZeros)
	if hasYear {
		w.write(exactVariant, parts, otherYear)
		w.write(exactVariant, parts, otherYear|stripZeros)
	}
	if prefix > 0 && prefix < len(parts) {
		rest := parts[prefix:]
		if hasYear || digits >= 5 {
			w.write(exactNoPrefix, rest, 0)
		}
		if hasYear {
			w.write(exactNoPrefix, rest, stripZeros)
			w.write(exactNoPrefix, rest, otherYear)
			w.write(exactNoPrefix, rest, otherYear|stripZeros)
		}
	}
	if hasYear {
		w.write(exactNoYear, parts, dropYear)
		w.write(exactNoYear, parts, dropYear|stripZeros)
	}
	w.write(exactTail, parts, onlySerial)
	w.write(exactTail, parts, onlySerial|stripZeros)
}

const (
	stripZeros = 1 << iota
	otherYear
	dropYear
	onlySerial
)

type formWriter struct {
	emit func(form) bool
	done bool
	buf  [64]byte
}

func (w *formWriter) write(level exactness, parts []numberPart, how int) {
	if w.done {
		return
	}
	b := w.buf[:0]
	f := form{level: level}
	for _, p := range parts {
		text := p.text
		switch {
		case how&onlySerial != 0 && p.role != roleSerial,
			how&dropYear != 0 && (p.role == roleYear || p.role == roleShortYear):
			continue
		case how&otherYear != 0 && p.role == roleYear:
			text = text[2:]
		case how&otherYear != 0 && p.role == roleShortYear:
			b = append(b, "20"...)
		}
		if how&stripZeros != 0 && p.role != roleLetters && p.role != roleShortYear {
			full := len(text)
			text = withoutZeros(text)
			f.bare = f.bare || len(text) < full && f.runs > 0
		}
		if p.role != roleLetters {
			f.runs++
		}
		b = append(b, text...)
	}
	f.text = string(b)
	if len(b) > 0 && !w.emit(f) {
		w.done = true
	}
}

func withoutZeros(s string) string {
	for len(s) > 1 && s[0] == '0' {
		s = s[1:]
	}
	return s
}
