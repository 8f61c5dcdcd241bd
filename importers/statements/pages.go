package statements

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// pagesText is how the pages of a statement are written, "" for a whole one.
func pagesText(p reconcile.Pages) string {
	if p.More {
		return p.String() + "+"
	}
	return p.String()
}

// pages reads what pagesText wrote.
func (r *reader) pages() reconcile.Pages {
	s := r.cell(pages)
	if s == "" {
		return reconcile.Pages{}
	}
	text, more := strings.CutSuffix(s, "+")
	first, last, two := strings.Cut(text, "-")
	if !two {
		last = first
	}
	from, err := strconv.Atoi(first)
	to, wrong := strconv.Atoi(last)
	p := reconcile.Pages{First: from, Last: to, More: more}
	if err != nil || wrong != nil || from < 1 || to < from || to > math.MaxInt32 || pagesText(p) != s ||
		from == 1 && !more {
		r.refuse(pages, fmt.Sprintf("%q are no pages of a statement that is not whole", s))
		return reconcile.Pages{}
	}
	return p
}
