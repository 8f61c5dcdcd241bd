package ofx

import (
	"context"
	"fmt"

	"github.com/rappro/rappro/importers"
)

// reader makes statements of what the parser finds.
type reader struct {
	ctx  context.Context
	opt  importers.Options
	sink importers.Sink
	p    *parser

	st   statement
	tx   movement
	dots dots

	status   fields // of the STATUS being read
	refused  string // what the bank says went wrong, of the last such STATUS
	found    int    // statements
	orders   int    // answers to orders
	profile  bool
	answered bool // the answer being read has a statement
}

// fields are the values of one aggregate.
type fields [tags]string

// set keeps a value. Two values for one field refuse the file, but names and memos, which
// some banks write in several pieces, are joined.
func (f *fields) set(t tag, value string, line int) error {
	switch {
	case value == "" || f[t] == value:
	case f[t] == "":
		f[t] = value
	case t == tMEMO || t == tNAME || t == tEXTDNAME || t == tMESSAGE:
		f[t] += " " + value
	default:
		return &importers.Error{Line: line, What: fmt.Sprintf("a second value, %s, for a field that "+
			"is %s: the file is damaged, download it again", quote(value), quote(f[t]))}
	}
	return nil
}

// read reads the file and says what is in it besides statements.
func (r *reader) read() error {
	if err := r.p.read(); err != nil {
		return err
	}
	if err := r.dots.settle(); err != nil {
		return err
	}
	switch {
	case r.refused != "" && r.found == 0:
		return &importers.Error{What: "the bank answers " + r.refused + ": no statement is in the file"}
	case r.refused != "":
		r.sink.Note("the bank could not answer for every account: " + r.refused)
	case r.orders > 0:
		r.sink.Note(fmt.Sprintf("%d answers to transfer or payment orders: they are not booked lines, "+
			"which come with the statement of the account", r.orders))
	case r.found == 0 && r.profile:
		r.sink.Note("the file is whole and holds the bank's profile, no statement")
	case r.found == 0:
		r.sink.Note("the file is whole and holds no statement")
	}
	return nil
}

// begin is told of every known aggregate.
func (r *reader) begin(t tag, line int) error {
	switch t {
	case tSTATUS:
		r.status = fields{}
	case tTRNRS:
		r.answered = false
	case tINTRARS:
		r.orders++
	case tPROFRS:
		r.profile = true
	case tSTMTRS, tINVSTMTRS:
		if r.st.open {
			return nested(t, line)
		}
		r.found++
		r.st = statement{open: true, line: line, investment: t == tINVSTMTRS}
	case tSTMTTRN, tSTMTTRNP:
		switch {
		case r.tx.open:
			return nested(t, line)
		case !r.st.open:
			return &importers.Error{Line: line, What: "a transaction outside a statement: the file is " +
				"damaged, download it again"}
		}
		r.tx.reset(line)
	case tACCTFROM:
		r.st.named = true
	}
	return nil
}

func nested(t tag, line int) error {
	what := "a transaction"
	if t == tSTMTRS || t == tINVSTMTRS {
		what = "a statement"
	}
	return &importers.Error{Line: line, What: what + " begins inside another: the file is damaged, " +
		"download it again"}
}

// reads says which fields are wanted.
func (r *reader) reads(parent, t tag) bool {
	switch parent {
	case tSTATUS:
		return t == tCODE || t == tSEVERITY || t == tMESSAGE
	case tSTMTRS, tINVSTMTRS:
		return t == tCURDEF && r.st.open
	case tACCTFROM:
		return t >= tBANKID && t <= tACCTKEY && r.st.open && !r.tx.open
	case tTRANLIST, tINVTRANLIST:
		return (t == tDTSTART || t == tDTEND) && r.st.open
	case tLEDGERBAL:
		return (t == tBALAMT || t == tDTASOF) && r.st.open
	case tSTMTTRN, tSTMTTRNP:
		return t >= tTRNTYPE && t <= tMEMO
	case tACCTTO:
		return t >= tBANKID && t <= tACCTKEY && r.tx.open
	case tPAYEE:
		return t == tNAME && r.tx.open
	case tCURRENCY, tORIGCURRENCY:
		return (t == tCURRATE || t == tCURSYM) && r.tx.open
	}
	return false
}

// field keeps a value where it belongs.
func (r *reader) field(parent, t tag, value string, at place) error {
	switch parent {
	case tSTATUS:
		return r.status.set(t, value, at.line)
	case tSTMTTRN, tSTMTTRNP, tACCTTO, tPAYEE, tCURRENCY, tORIGCURRENCY:
		if r.tx.size += len(value); r.tx.size > importers.MaxElement {
			return importers.ElementTooLarge(at.line)
		}
	}
	switch parent {
	case tSTMTTRN, tSTMTTRNP:
		return r.tx.fields.set(t, value, at.line)
	case tACCTTO, tPAYEE, tCURRENCY, tORIGCURRENCY:
		r.tx.more = true
	}
	switch parent {
	case tACCTTO:
		return r.tx.to.set(t, value, at.line)
	case tPAYEE:
		return r.tx.payee.set(t, value, at.line)
	case tCURRENCY:
		return r.tx.currency.set(t, value, at.line)
	case tORIGCURRENCY:
		return r.tx.original.set(t, value, at.line)
	}
	if t == tBALAMT && value == "" {
		r.st.lost = at.closed
	}
	if t == tBALAMT || t == tDTASOF {
		r.st.balanceLine = at.line
	}
	return r.st.fields.set(t, value, at.line)
}

// end is told of every known aggregate that was closed.
func (r *reader) end(t, parent tag, line int) error {
	switch t {
	case tSTATUS:
		if r.status[tSEVERITY] == "ERROR" {
			r.refused = "error " + r.status[tCODE]
			if m := r.status[tMESSAGE]; m != "" {
				r.refused += " (" + m + ")"
			}
		}
	case tSTMTTRN:
		r.tx.open = false
		if err := r.ctx.Err(); err != nil {
			return err
		}
		return r.transaction(parent == tTRANLISTP)
	case tSTMTTRNP:
		r.tx.open = false
		return r.transaction(true)
	case tSTMTRS, tINVSTMTRS:
		r.st.open = false
		return r.finish()
	}
	return nil
}

// passed counts what an investment statement holds besides cash.
func (r *reader) passed(parent tag) {
	if parent == tINVTRANLIST {
		r.st.trades++
	}
}
