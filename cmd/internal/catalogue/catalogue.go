package catalogue

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed texts.txt
var source string

// Lang is a language that we speak.
type Lang string

// The languages.
const (
	French  Lang = "fr"
	English Lang = "en"
)

// Langs lists the languages.
func Langs() []Lang { return []Lang{English, French} }

// ParseLang reads a language from a flag, or from the environment in the form of LANG
// ("fr_FR.UTF-8"). It is false for a language that we do not speak.
func ParseLang(s string) (Lang, bool) {
	s, _, _ = strings.Cut(strings.ToLower(s), "_")
	s, _, _ = strings.Cut(s, ".")
	s, _, _ = strings.Cut(s, "-")
	for _, l := range Langs() {
		if s == string(l) {
			return l, true
		}
	}
	return English, false
}

// Texts are the texts of one language.
type Texts struct {
	lang    Lang
	m       map[string]string
	remarks func() []said
}

// New reads the catalogue for one language.
func New(l Lang) *Texts {
	all := parse(source)
	t := &Texts{lang: l, m: make(map[string]string, len(all)), remarks: lazyBook(l)}
	for key, by := range all {
		t.m[key] = by[l]
	}
	return t
}

// parse reads the form of texts.txt: a key at the start of a line, then its languages
// indented. Lines that begin with # are remarks.
func parse(s string) map[string]map[Lang]string {
	all := map[string]map[Lang]string{}
	key := ""
	for _, line := range strings.Split(s, "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case !strings.HasPrefix(line, " "):
			key = line
			all[key] = map[Lang]string{}
		default:
			lang, text, _ := strings.Cut(strings.TrimSpace(line), "  ")
			all[key][Lang(lang)] = text
		}
	}
	return all
}

// Lang is the language of the texts.
func (t *Texts) Lang() Lang { return t.lang }

// Has says whether the catalogue knows the key.
func (t *Texts) Has(key string) bool { _, ok := t.m[key]; return ok }

// Text is the text of a key with its arguments filled in. A key that is missing shows
// itself, so that it is seen.
func (t *Texts) Text(key string, args ...any) string {
	s, ok := t.m[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// Count is the text of a key for a number, which stands first among the arguments: the
// first form for one (in French for zero too), the second for many.
func (t *Texts) Count(key string, n int, args ...any) string {
	one, many, ok := strings.Cut(t.Text(key), "|")
	if !ok || n == 1 || n == 0 && t.lang == French {
		many = one
	}
	return fmt.Sprintf(many, append([]any{t.Number(n)}, args...)...)
}

// Word is the text of a code within a family, such as status and paid; a code that the
// catalogue does not know is shown with spaces for underscores.
func (t *Texts) Word(family, code string) string {
	if s, ok := t.m[family+"."+code]; ok {
		return s
	}
	return strings.ReplaceAll(code, "_", " ")
}
