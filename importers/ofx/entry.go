package ofx

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// movement is one STMTTRN.
type movement struct {
	open     bool
	line     int
	size     int
	fields   fields
	more     bool   // one of the next four has a value
	to       fields // account of the other side
	payee    fields
	currency fields // the amount is in that currency
	original fields // the amount was ordered in that currency
}

// reset begins a line. What hangs under it is rare, and large to clear.
func (l *movement) reset(n int) {
	l.open, l.line, l.size, l.fields = true, n, 0, fields{}
	if l.more {
		*l = movement{open: true, line: n}
	}
}

// transaction hands the line to the sink.
func (r *reader) transaction(pending bool) error {
	tx := &r.tx
	if err := r.announce(tx.currency[tCURSYM]); err != nil {
		return err
	}
	st := &r.st
	if c := tx.currency[tCURSYM]; c != "" && !strings.EqualFold(c, string(st.row.Currency)) {
		return &importers.Error{Line: tx.line, What: fmt.Sprintf("a line in %s on an account in %s: "+
			"what it moves on the account is not said", quote(c), st.row.Currency)}
	}
	m, err := tx.amount(st.row.Currency)
	if err != nil {
		return err
	}
	r.dots.see(tx.fields[tTRNAMT], st.row.Currency, tx.line)
	kind := strings.ToUpper(tx.fields[tTRNTYPE])
	if kind == "HOLD" || pending {
		return r.sink.Pending(m)
	}
	if a := tx.fields[tCORRECTFITID]; a != "" {
		return &importers.Error{Line: tx.line, What: fmt.Sprintf("the bank corrects its line %s, which "+
			"an earlier file may have brought (%s): undo that import, and ask the bank for a file "+
			"of the period without corrections", quote(a), tx.fields[tCORRECTACTION])}
	}
	e := reconcile.Entry{Account: st.row.Account, Amount: m, Reference: tx.fields[tFITID],
		Code: code(kind, m.Minor), Line: tx.line}
	if e.BookingDate, err = tx.date(tDTPOSTED); err != nil {
		return err
	}
	if e.ValueDate, err = tx.date(tDTAVAIL); err != nil {
		return err
	}
	if e.BookingDate == 0 {
		return &importers.Error{Line: tx.line, What: "a transaction without DTPOSTED, the day of its " +
			"booking: ask the bank for the file again"}
	}
	if kind == "DEBIT" && m.Minor > 0 || kind == "CREDIT" && m.Minor < 0 {
		st.contrary++
	}
	if kind == "DEBIT" && m.Minor > 0 && st.unsigned == 0 {
		st.unsigned = tx.line
	}
	st.signed = st.signed || kind != "CREDIT" && m.Minor < 0
	st.day(e.BookingDate)
	e.Details = []reconcile.Detail{tx.detail(m)}
	return r.sink.Entry(e)
}

// amount reads TRNAMT, whose sign is the direction.
func (l *movement) amount(c reconcile.Currency) (reconcile.Money, error) {
	s := l.fields[tTRNAMT]
	if s == "" {
		return reconcile.Money{}, &importers.Error{Line: l.line, What: "a transaction without TRNAMT, " +
			"its amount: ask the bank for the file again"}
	}
	m, err := amount(s, c)
	if err != nil {
		return m, &importers.Error{Line: l.line, What: err.Error()}
	}
	return m, nil
}

func (l *movement) date(t tag) (reconcile.Date, error) {
	if l.fields[t] == "" {
		return 0, nil
	}
	d, err := date(l.fields[t])
	if err != nil {
		return 0, &importers.Error{Line: l.line, What: err.Error()}
	}
	return d, nil
}

// detail is what the bank says of the payment. NAME is a label as often as a name, so it is
// text; only PAYEE names a party.
func (l *movement) detail(m reconcile.Money) reconcile.Detail {
	d := reconcile.Detail{Amount: m, Exchange: reconcile.Exchange{Rate: l.original[tCURRATE]}.OrNil()}
	d.Payer.Name = l.payee[tNAME]
	d.Payer.IBAN = accountID(&l.to)
	name, memo := l.fields[tNAME], l.fields[tMEMO]
	if long := l.fields[tEXTDNAME]; strings.HasPrefix(long, name) {
		name = long
	} else if long != "" {
		d.AdditionalText = long
	}
	// NAME has 32 characters: a bank that writes the whole label into MEMO repeats it there.
	if name != "" && !strings.HasPrefix(memo, name) {
		d.Text = append(d.Text, name)
	}
	if memo != "" {
		d.Text = append(d.Text, memo)
	}
	for _, t := range [...]tag{tREFNUM, tCHECKNUM} {
		if s := l.fields[t]; s != "" && s != l.fields[tFITID] {
			d.AdditionalText = strings.TrimSpace(d.AdditionalText + " " + s)
		}
	}
	return d
}

// code gives the ISO 20022 code of a TRNTYPE that clearly has one, and else the bank's word.
// CREDIT, DEBIT and OTHER say no more than the sign.
func code(kind string, minor int64) string {
	if minor < 0 {
		switch kind {
		case "ATM":
			return "PMNT-CCRD-CWDL"
		case "CASH":
			return "PMNT-CNTR-CWDL"
		case "CHECK":
			return "PMNT-ICHQ-CCHQ"
		case "DIRECTDEBIT":
			return "PMNT-RDDT-OTHR"
		case "POS":
			return "PMNT-CCRD-POSD"
		}
	} else {
		switch kind {
		case "CASH":
			return "PMNT-CNTR-CDPT"
		case "CHECK":
			return "PMNT-RCHQ-CCHQ"
		case "DIRECTDEP":
			return "PMNT-RCDT-OTHR"
		}
	}
	switch kind {
	case "CREDIT", "DEBIT", "OTHER":
		return ""
	case "DIV":
		return "SECU-CUST-DVCA"
	case "FEE", "SRVCHG":
		return "ACMT-MDOP-CHRG"
	case "INT":
		return "ACMT-MDOP-INTR"
	}
	return kind
}
