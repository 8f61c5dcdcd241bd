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

// form is one way to quote a number, written without separators. The text is overwritten by
// the next form.
type form struct {
	level exactness
	text  []byte
	runs  int  // of digits
	bare  bool // zeros were left out within the number, which needs separators to be read
}

// formTaker gets one form after another until it returns false.
type formTaker interface{ take(form) bool }

// formWriter writes the forms of one number after another.
type formWriter struct {
	taker formTaker
	done  bool
	buf   []byte
}

// forms writes every form in which a number may be quoted, best first. Forms are written
// without separators.
func (w *formWriter) forms(parts []numberPart, taker formTaker) {
	w.taker, w.done = taker, false
	from, to := 0, len(parts)
	for from < to && parts[from].role == roleLetters {
		from++
	}
	for to > from && parts[to-1].role == roleLetters {
		to--
	}
	hasYear, digits, runs := false, 0, 0
	for _, p := range parts {
		year := p.role == roleYear || p.role == roleShortYear
		hasYear = hasYear || year
		if p.role != roleLetters {
			digits += len(p.text)
			runs += bit(!year)
		}
	}
	w.write(exactFull, parts, 0)
	w.write(exactVariant, parts, stripZeros)
	if hasYear {
		w.write(exactVariant, parts, otherYear)
		w.write(exactVariant, parts, otherYear|stripZeros)
	}
	if to < len(parts) && from > 0 { // without the letters at the end
		w.whole(exactVariant, parts[:to], hasYear)
	}
	if from > 1 { // without the first of several letters in front
		w.write(exactNoPrefix, parts[1:], 0)
	}
	if from > 0 {
		w.short(parts[from:], hasYear, digits)
	}
	if to < len(parts) {
		w.short(parts[from:to], hasYear, digits)
	}
	if hasYear && (runs > 1 || from > 0 || to < len(parts)) { // else the serial alone is left
		w.write(exactNoYear, parts, dropYear)
		w.write(exactNoYear, parts, dropYear|stripZeros)
	}
	if hasYear {
		w.write(exactTail, parts[from:to], dropYear)
		w.write(exactTail, parts[from:to], dropYear|stripZeros)
	}
	w.write(exactTail, parts, onlySerial)
	w.write(exactTail, parts, onlySerial|stripZeros)
}

// whole writes the forms that keep every digit.
func (w *formWriter) whole(level exactness, parts []numberPart, hasYear bool) {
	w.write(level, parts, 0)
	w.write(level, parts, stripZeros)
	if hasYear {
		w.write(level, parts, otherYear)
		w.write(level, parts, otherYear|stripZeros)
	}
}

// short writes the forms without letters; a few digits without a year say too little.
func (w *formWriter) short(parts []numberPart, hasYear bool, digits int) {
	switch {
	case hasYear:
		w.whole(exactNoPrefix, parts, true)
	case digits >= 5:
		w.write(exactNoPrefix, parts, 0)
		if len(parts) > 1 && parts[0].role == roleOther && len(parts[0].text) > 1 {
			w.write(exactNoPrefix, parts, stripZeros) // 68-0294 as 68294
		}
	}
}

const (
	stripZeros = 1 << iota
	otherYear
	dropYear
	onlySerial
)

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
		if how&stripZeros != 0 && p.role != roleLetters && p.role != roleShortYear &&
			p.role != roleMonth {
			full := len(text)
			text = withoutZeros(text)
			f.bare = f.bare || len(text) < full && f.runs > 0
		}
		if p.role != roleLetters {
			f.runs++
		}
		b = append(b, text...)
	}
	w.buf, f.text = b, b
	if len(b) > 0 && !w.taker.take(f) {
		w.done = true
	}
}

func withoutZeros(s string) string {
	for len(s) > 1 && s[0] == '0' {
		s = s[1:]
	}
	return s
}
