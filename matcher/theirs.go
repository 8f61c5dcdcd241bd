package matcher

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// theirNumber says whether the text calls a number an invoice's that is none of ours: "invoice
// GKQ9130712". From a customer who also sells to us that is his own document, and the money is
// no payment. A number in which one of ours can be recognised, cut or with a slip, is not meant.
func (w *work) theirNumber() bool {
	for k := range w.r.fields {
		f := &w.r.fields[k]
		if f.field != reconcile.FieldText {
			continue
		}
		for i := range f.pieces {
			if w.view.book.lex[f.pieces[i].text]&wordInvoice != 0 && w.foreignAt(f, i+1) {
				return true
			}
		}
	}
	return false
}

// foreignAt says whether letters with many digits, apart from any other, stand at a piece and
// nothing of ours explains them.
func (w *work) foreignAt(f *fieldText, i int) bool {
	if i+1 >= len(f.pieces) || f.pieces[i].digits || len(f.pieces[i].text) < 2 ||
		len(f.pieces[i].text) > 4 || w.view.book.lex[f.pieces[i].text] != 0 {
		return false
	}
	number := &f.pieces[i+1]
	if !number.digits || number.before != gapNone || len(number.text) < 5 || f.taken[i+1] {
		return false
	}
	for _, prefix := range w.view.book.grammar.prefixes {
		if strings.HasSuffix(prefix, f.pieces[i].text) {
			return false // letters of ours, or the last of them
		}
	}
	return true
}
