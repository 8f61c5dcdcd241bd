package mt940

import (
	"github.com/rappro/rappro/importers"
)

// text keeps a text for the movement before it. Texts elsewhere are about the statement.
func (r *reader) text(f field) error {
	switch {
	case r.at == inHead && f.tag == "NS":
		return r.head.read(f)
	case r.held == nil || r.at != entries:
		return nil
	}
	if r.size += f.size; r.size > importers.MaxElement {
		return importers.ElementTooLarge(f.line)
	}
	r.texts = append(r.texts, f)
	return nil
}

// movement takes a :61: and releases the one before.
func (r *reader) movement(f field) error {
	if err := r.release(); err != nil {
		return err
	}
	if err := r.ctx.Err(); err != nil {
		return err
	}
	switch {
	case r.at == inHead && r.head.interim:
		if err := r.beginInterim(); err != nil {
			return err
		}
	case r.at == inHead:
		return bad(f.line, "an entry before the opening balance :60F:: the file is damaged, "+
			"download it again")
	case r.at != entries && (r.count == 0 || r.st.interim):
		return bad(f.line, "an entry outside of a statement: the file is damaged, download it again")
	}
	m, err := readMovement(f, r.st.row.Currency)
	if err != nil {
		return err
	}
	if r.at != entries {
		r.st.notes.add(lateEntry, f.line)
		r.held = &m
		return r.release()
	}
	r.held = &m
	return nil
}

// release hands the movement that waits to the sink.
func (r *reader) release() error {
	if r.held == nil {
		return nil
	}
	m, texts := *r.held, r.texts
	r.held, r.texts, r.size = nil, r.texts[:0], 0
	if m.moved {
		r.st.notes.add(movedDate, m.line)
	}
	if r.st.interim {
		r.st.tally(m.amount)
	}
	if m.expected {
		return r.sink.Pending(m.amount)
	}
	e, err := r.compose(m, texts)
	if err != nil {
		return err
	}
	if r.st.interim {
		r.st.notes.add(interimLine, m.line)
	} else if e.Lump {
		r.st.notes.add(lumps, e.Line)
	}
	r.st.cover(e.BookingDate)
	return r.sink.Entry(e)
}
