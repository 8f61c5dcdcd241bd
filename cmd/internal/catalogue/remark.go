package catalogue

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/rappro/rappro/reconcile"
)

// Importers and reconcile write their remarks in English, because code is English and tools
// read them. remarks.txt has their patterns in both languages: {1} is a value, which is
// carried over; <1> is a remark within the remark, which is translated in turn. A pattern
// whose inner remark nobody knows does not match, so that no remark is half translated.
//
//go:embed remarks.txt
var remarkSource string

// maxSteps bounds the work on one remark, which may quote what a file says.
const maxSteps = 5_000

// hole is a place of a pattern.
type hole struct {
	name   byte // digit
	remark bool // <1>: translated in turn
	quoted bool // "{1}": the file's own words, which stay as they are
}

// pattern is a text with holes: literals stand before, between and behind them.
type pattern struct {
	literals []string
	holes    []hole
}

// said is a remark in English and in the reader's language.
type said struct{ from, to pattern }

// remarkBook lists the patterns for a language, the longest literal text first.
func remarkBook(l Lang) []said {
	var book []said
	for _, pair := range remarkPairs(remarkSource) {
		book = append(book, said{compile(pair[English]), compile(pair[l])})
	}
	slices.SortStableFunc(book, func(a, b said) int { return b.from.size() - a.from.size() })
	return book
}

// remarkPairs reads the form of remarks.txt: English, then the other languages.
func remarkPairs(s string) []map[Lang]string {
	var pairs []map[Lang]string
	for line := range strings.Lines(s) {
		lang, text, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if Lang(lang) == English {
			pairs = append(pairs, map[Lang]string{})
		}
		if len(pairs) > 0 {
			pairs[len(pairs)-1][Lang(lang)] = text
		}
	}
	return pairs
}

// compile finds the holes of a text.
func compile(s string) pattern {
	var p pattern
	from := 0
	for i := 0; i+2 < len(s); i++ {
		if s[i+1] < '1' || s[i+1] > '9' || !(s[i] == '{' && s[i+2] == '}' || s[i] == '<' && s[i+2] == '>') {
			continue
		}
		p.literals = append(p.literals, s[from:i])
		p.holes = append(p.holes, hole{s[i+1], s[i] == '<', i > 0 && s[i-1] == '"'})
		from = i + 3
	}
	p.literals = append(p.literals, s[from:])
	return p
}

// size is how much of the pattern is literal.
func (p pattern) size() int {
	n := 0
	for _, l := range p.literals {
		n += len(l)
	}
	return n
}

// Remark is what an importer or reconcile wrote in English, in the reader's language. A
// remark of several lines is translated line by line, and a line that nobody knows stays
// English.
func (t *Texts) Remark(s string) string {
	if t.lang == English || s == "" {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		text := strings.TrimLeft(line, " ")
		if out, ok := t.translate(text); ok {
			lines[i] = line[:len(line)-len(text)] + out
		}
	}
	return strings.Join(lines, "\n")
}

// translate translates a remark, or one behind the name of what it is about: an id, a path.
func (t *Texts) translate(s string) (string, bool) {
	tr := translation{texts: t, book: t.remarks(), steps: maxSteps}
	if out, _, ok := tr.remark(s); ok {
		return out, true
	}
	name, rest, ok := strings.Cut(s, ": ")
	if !ok || strings.Contains(name, " ") {
		return "", false
	}
	tr.steps = maxSteps
	out, _, ok := tr.remark(rest)
	return name + " : " + out, ok
}

// lazyBook compiles the patterns when a remark is first shown.
func lazyBook(l Lang) func() []said {
	return sync.OnceValue(func() []said { return remarkBook(l) })
}

// translation is the work on one remark.
type translation struct {
	texts *Texts
	book  []said
	steps int // left
}

// parts are what stands in the holes of a pattern, by their digit, and how much of them is
// text that we know.
type parts struct {
	texts [10]string
	known int
}

// remark translates a whole remark by the pattern that leaves the least of it to values, the
// one with the longest literal text where several do; known is how much it does not leave to
// them. It is false when no pattern fits.
func (t *translation) remark(s string) (out string, known int, ok bool) {
	for i := range t.book {
		from := &t.book[i].from
		first, last := from.literals[0], from.literals[len(from.holes)]
		if !strings.HasPrefix(s, first) || !strings.HasSuffix(s[len(first):], last) && len(from.holes) > 0 {
			continue
		}
		if t.steps--; t.steps < 0 {
			return "", 0, false
		}
		var found parts
		if t.fill(from, 0, s[len(first):], &found) && (!ok || from.size()+found.known > known) {
			out, known, ok = t.book[i].to.with(&found.texts), from.size()+found.known, true
			if known == len(s) {
				break
			}
		}
	}
	return out, known, ok
}

// fill finds what stands in the holes of a pattern from number i on; s is what follows the
// literal before that hole.
func (t *translation) fill(p *pattern, i int, s string, found *parts) bool {
	if i == len(p.holes) {
		return s == ""
	}
	h, behind := p.holes[i], p.literals[i+1]
	if i == len(p.holes)-1 {
		part, ok := strings.CutSuffix(s, behind)
		return ok && t.part(h, part, found)
	}
	for at := 0; ; at++ {
		next := strings.Index(s[at:], behind)
		if t.steps--; next < 0 || t.steps < 0 {
			return false
		}
		at += next
		try := *found
		if t.part(h, s[:at], &try) && t.fill(p, i+1, s[at+len(behind):], &try) {
			*found = try
			return true
		}
	}
}

// part puts what stands in a hole into the reader's language.
func (t *translation) part(h hole, s string, found *parts) bool {
	switch {
	case h.remark:
		out, known, ok := t.remark(s)
		found.known += known
		found.texts[h.name-'0'] = out
		return ok
	case h.quoted:
		found.texts[h.name-'0'] = s
	default:
		found.texts[h.name-'0'] = t.texts.value(s)
	}
	return true
}

// with puts the parts in.
func (p *pattern) with(parts *[10]string) string {
	var b strings.Builder
	for i, h := range p.holes {
		b.WriteString(p.literals[i])
		b.WriteString(parts[h.name-'0'])
	}
	b.WriteString(p.literals[len(p.holes)])
	return b.String()
}

// value writes an amount or a date of a remark in the reader's form, and anything else as it
// stands.
func (t *Texts) value(s string) string {
	if d, err := reconcile.ParseDate(s); err == nil {
		return t.Day(d)
	}
	decimal, code, ok := strings.Cut(s, " ")
	if !ok || len(code) != 3 {
		return s
	}
	m, err := reconcile.ParseMoney(decimal, reconcile.Currency(code))
	if err != nil {
		return s
	}
	return t.Amount(m)
}
