package metrics

import (
	"slices"
	"strings"
	"unicode"
)

// names says whether the code of a customer tells who he is: it is his name, in whatever order of words,
// an e-mail address, or words where no name is known that they could be the code of. The name of all
// others is no code of one customer's either.
func names(code, name string) bool {
	switch {
	case code == Others || strings.Contains(code, "@"):
		return true
	case name == "":
		return !strings.ContainsFunc(code, unicode.IsDigit)
	}
	return slices.Equal(words(code), words(name))
}

// words are those of a name, in order of the alphabet.
func words(s string) []string {
	list := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(list)
	return list
}
