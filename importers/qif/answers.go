package qif

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// layout is what files of one program for one account have in common: the kinds and names of the
// accounts, and the marks between the numbers of a date. Two programs that write days in two orders
// rarely write them with the same marks.
func (r *reader) layout() string {
	marks := strings.Map(func(c rune) rune {
		if '0' <= c && c <= '9' || c == ' ' {
			return -1
		}
		return c
	}, r.dated)
	sum := sha256.Sum256([]byte("qif\x1f" + marks + "\x1f" + strings.Join(r.keys, "\x1f")))
	return hex.EncodeToString(sum[:6])
}

// answers says what the next file of this kind need not be asked: what this one proves or states,
// or what a person said of it.
func (r *reader) answers() {
	s, ok := r.sink.(importers.AnswerSink)
	if !ok {
		return
	}
	s.Layout(r.layout())
	if r.named {
		s.Answered("account", reconcile.CompactAccount(r.opt.Account), false)
	}
	proved := r.proof.Proved()
	switch {
	case r.opt.Dates != importers.OrderUnknown && proved == importers.OrderUnknown:
		s.Answered("dates", r.opt.Dates.String(), false)
	case r.lead.May(): // what is proved supposes that the year stands last
		if r.opt.Dates != importers.OrderUnknown {
			s.Answered("dates", r.opt.Dates.String(), false)
		}
	case proved != importers.OrderUnknown:
		s.Answered("dates", proved.String(), true)
	case r.stated != importers.OrderUnknown:
		s.Answered("dates", r.stated.String(), true)
	}
}
