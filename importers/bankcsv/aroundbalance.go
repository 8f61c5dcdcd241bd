package bankcsv

import "strings"

// balanceKind says which balance a line is about.
func (f *finder) balanceKind(whole string) string {
	switch {
	case f.words.begins("opening", whole) != "":
		return "opening"
	case f.words.begins("closing", whole) != "":
		return "closing"
	case f.words.begins("current", whole) != "":
		return "current"
	}
	return ""
}

// balanceMarks finds the amount of a balance and its day. A balance that is neither opening
// nor closing counts only with its day, and only as the last one.
func (f *finder) balanceMarks(r sheetRow, kind string) []mark {
	var marks []mark
	day, amount := false, false
	for i, cell := range r.cells {
		for _, w := range dayWords(cell) {
			if s, ok := f.words.shapes.shape(w); ok && !day && f.usableDay(s) {
				day = true
				if kind != "opening" {
					marks = append(marks, mark{i, w, "date"})
				}
				break
			}
		}
		if text, decimal := f.amountIn(cell); text != "" && !amount {
			amount = true
			field := kind
			if kind == "current" {
				field = "closing"
			}
			marks = append(marks, mark{i, text, decimal + field})
		}
	}
	if !amount || kind == "current" && (!day || f.said("closing")) {
		return nil
	}
	return marks
}

// usableDay says whether the reader can read a day that stands outside the table.
func (f *finder) usableDay(s dateShape) bool {
	if s.year() == 0 && s.sep == "-" {
		return s.date(yearFirst) != 0
	}
	return f.p.Date != "" && sameWriting(f.dates.written[0].day, s) && len(f.dates.orders) > 0 &&
		s.date(f.dates.orders[0]) != 0 && (s.padded() || !strings.Contains(f.p.Date, "dd"))
}

// amountIn finds an amount in a cell, and the decimal sign that it is certain to have.
func (f *finder) amountIn(cell string) (text, decimal string) {
	if _, day := f.words.shapes.shape(cell); day {
		return "", ""
	}
	text = cell
	if i := strings.LastIndexAny(cell, ":"); i >= 0 {
		text = trimSpaces(cell[i+1:])
	}
	if !looksLikeAmount(text) {
		words := strings.Fields(text)
		for n := len(words); n > 0 && !looksLikeAmount(text); n-- {
			text = strings.Join(words[len(words)-n:], " ")
			if _, day := f.words.shapes.shape(words[len(words)-n]); day {
				text = ""
			}
		}
	}
	if !looksLikeAmount(text) {
		return "", ""
	}
	_, number, _ := aroundNumber(text)
	for _, d := range [...]byte{',', '.'} {
		form := amountForm{decimal: d, thousands: thousandsBeside(d)}
		other := amountForm{decimal: ',' + '.' - d, thousands: thousandsBeside(',' + '.' - d)}
		_, err := form.parse([]byte(number), "EUR")
		_, err2 := other.parse([]byte(number), "EUR")
		if err == nil && err2 != nil {
			return number, map[byte]string{',': "comma ", '.': "dot "}[d]
		}
	}
	if _, err := (&amountForm{decimal: f.p.Decimal, thousands: f.p.Thousands}).parse([]byte(number),
		"EUR"); err != nil {
		return "", ""
	}
	return number, ""
}
