package invoices

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// numbers finds a number that stands in the file twice. Most exports are in order of number, and
// while one is, nothing has to be remembered but the last.
type numbers struct {
	last  string
	lines map[string]int // once a number was not above the one before
}

// line is where a number stood before, 0 for nowhere. The list is what was added.
func (n *numbers) line(number string, list []reconcile.Invoice) int {
	if n.lines == nil {
		if number > n.last {
			return 0
		}
		n.lines = make(map[string]int, 2*len(list))
		for i := range list {
			n.lines[list[i].Number] = list[i].Line
		}
	}
	return n.lines[number]
}

func (n *numbers) add(v *reconcile.Invoice) {
	n.last = v.Number
	if n.lines != nil {
		n.lines[v.Number] = v.Line
	}
}

// words are texts that many lines share.
type words map[string]string

const mostWords = 4096

// kept is a text apart from the line that it stands in.
func (w *words) kept(s string) string {
	if s == "" {
		return ""
	}
	if k, ok := (*w)[s]; ok {
		return k
	}
	s = strings.Clone(s)
	if *w == nil {
		*w = words{}
	}
	if len(*w) < mostWords {
		(*w)[s] = s
	}
	return s
}
