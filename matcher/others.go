package matcher

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

const maxProject = 256 // documents of one project that a reading collects

// readOthers finds quoted projects (order numbers) and customer ids.
func (b *book) readOthers(r *reading, f *fieldText, day reconcile.Date) {
	for from := range f.pieces {
		if from > 0 && f.pieces[from].before == gapNone && f.pieces[from-1].digits {
			continue
		}
		run := run{hash: hashStart}
		for to := from; to < len(f.pieces) && to < from+6; to++ {
			p := &f.pieces[to]
			run.add(p.text, p.digits)
			if !b.projects.goesOn(&run) && !b.clients.goesOn(&run) {
				break
			}
			if run.digits == 0 {
				continue
			}
			if b.projects.has(&run) {
				b.project(r, f.pieces[from:to+1], mixed(run.hash), day)
			}
			if b.clients.has(&run) {
				b.client(r, f, window{from: from, to: to}, mixed(run.hash))
			}
		}
	}
}

func (b *book) project(r *reading, pieces []piece, hash uint64, day reconcile.Date) {
	text := ""
	for _, e := range b.byProject.find(hash) {
		if text == "" {
			text = joined(pieces)
		}
		d := &b.docs[position(e)]
		if len(r.projects) < maxProject && d.issue <= day+daysBefore &&
			onlyAlnum(b.projectOf(position(e))) == text && !slices.Contains(r.projects, position(e)) {
			r.projects = append(r.projects, position(e))
		}
	}
}

// client reads a quoted customer id. An id of bare digits needs a word that says so, or a
// mandate, because any number could be one.
func (b *book) client(r *reading, f *fieldText, w window, hash uint64) {
	for _, e := range b.byClient.find(hash) {
		text := joined(f.pieces[w.from : w.to+1])
		if onlyAlnum(b.customers[position(e)].id) != text {
			continue
		}
		said := f.field == "mandate_id" || w.from > 0 && b.lex[f.pieces[w.from-1].text]&wordOther != 0
		if f.pieces[w.from].digits && !said {
			continue
		}
		if !slices.Contains(r.clients, position(e)) {
			r.clients = append(r.clients, position(e))
		}
	}
}

// readChecks finds a structured reference whose check digit is wrong: RF and digits, a
// Belgian communication between +++ or ***, 27 digits, or a reference field of that form.
func (r *reading) readChecks(f *fieldText) {
	if r.badCheck != nil {
		return
	}
	switch f.field {
	case reconcile.FieldReference:
		compact := reconcile.CompactReference(f.raw)
		if wrongCheck(compact, true) {
			r.wrong(f, 0, len(f.pieces)-1)
		}
	case reconcile.FieldText, reconcile.FieldEntryText, reconcile.FieldAddition:
		r.checksInText(f)
	}
}

func (r *reading) checksInText(f *fieldText) {
	for i := range f.pieces {
		p := &f.pieces[i]
		switch {
		case p.text == "RF" && r.begins(f, i): // a number of ours: RF323779
		case p.text == "RF" && i+1 < len(f.pieces) && f.pieces[i+1].digits &&
			len(f.pieces[i+1].text) >= 2 && f.pieces[i+1].before <= gapSpace:
			r.creditorCheck(f, i)
		case p.digits && len(p.text) == 3 && i+2 < len(f.pieces) && f.pieces[i+1].digits &&
			f.pieces[i+2].digits && len(f.pieces[i+1].text) == 4 && len(f.pieces[i+2].text) == 5 &&
			f.pieces[i+1].before == gapSlash:
			if wrongCheck(joined(f.pieces[i:i+3]), true) {
				r.wrong(f, i, i+2)
			}
		case p.digits && (i == 0 || !f.pieces[i-1].digits):
			j := i
			for j+1 < len(f.pieces) && f.pieces[j+1].digits && f.pieces[j+1].before == gapSpace {
				j++
			}
			if text := joined(f.pieces[i : j+1]); len(text) == 27 && wrongCheck(text, false) {
				r.wrong(f, i, j)
			}
		}
	}
}

// begins says whether a number of ours, with all its parts, stands from a piece on.
func (r *reading) begins(f *fieldText, i int) bool {
	return slices.ContainsFunc(r.cites, func(c cite) bool {
		return c.field == f.field && c.start == f.pieces[i].start && c.level > exactReference &&
			c.level <= exactVariant
	})
}

// creditorCheck tests "RF58 0016 9262" with as many groups as follow; it is wrong only when
// no length of it is right. Letters belong to it while they stand among digits.
func (r *reading) creditorCheck(f *fieldText, i int) {
	end, digits, text := i+1, 0, f.pieces[i].text
	for j := i + 1; j < len(f.pieces) && f.pieces[j].before <= gapLine; j++ {
		p := f.pieces[j]
		if text += p.text; len(text) > 25 {
			break
		}
		if reconcile.ValidCreditorReference(text) {
			return
		}
		if p.digits {
			end = j
			digits += len(p.text)
		}
	}
	if digits >= 4 && len(joined(f.pieces[i:end+1])) >= 7 {
		r.wrong(f, i, end)
	}
}

// wrongCheck says whether a compact text has the form of a structured reference and a
// check digit that is wrong.
func wrongCheck(compact string, belgian bool) bool {
	switch {
	case len(compact) >= 7 && compact[:2] == "RF":
		return !reconcile.ValidCreditorReference(compact)
	case len(compact) == 12 && belgian && onlyDigits(compact):
		return !reconcile.ValidBelgianReference(compact)
	case len(compact) == 27 && onlyDigits(compact):
		return !reconcile.ValidSwissReference(compact)
	}
	return false
}

func onlyDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func (r *reading) wrong(f *fieldText, from, to int) {
	start, end := f.pieces[from].start, f.pieces[to].end
	r.badCheck = &reconcile.Evidence{Signal: "reference_checksum", Field: f.field, Start: start,
		End: end, Quote: f.raw[start:end], Weight: -100}
}
