package coda

import (
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// group is a movement and the details that follow it, all of one sequence number.
type group struct {
	main    *movement
	details []*movement
	info    *information // the 31 that 32 and 33 continue
	size    int          // characters read of the movement or detail that is last
}

// movement is 21 with its 22, 23 and the information records behind it.
type movement struct {
	first  records.Record // 21
	second records.Record // 22, of size 0 when there is none
	third  records.Record // 23
	amount reconcile.Money
	value  reconcile.Date
	booked reconcile.Date
	infos  []*information
}

// kind is the type of the amount: 0 single, 1 and 2 total of customer or bank, 3 single with
// details, 5 detail of 1, 6 and 7 of 2, 8 of 3, 9 of 7.
func (m *movement) kind() string { return m.first.Char(54) }

// total says whether several payments may be in it.
func (m *movement) total() bool { return m.kind() == "1" || m.kind() == "2" }

// category says which part of a payment a detail is: 000 net, 100 gross, else a cost.
func (m *movement) category() string { return m.first.Field(59, 61) }

// information is 31 with its 32 and 33.
type information struct {
	first      records.Record
	structured bool
	text       string // of all three, with the blanks of their zones
}

// last is the movement or detail that the records being read belong to.
func (g *group) last() *movement {
	if n := len(g.details); n > 0 {
		return g.details[n-1]
	}
	return g.main
}

// movement reads 21, 22 and 23.
func (r *reader) movement(rec records.Record) error {
	if r.st.closed {
		return wrong(rec, "a movement (2) after the new balance (8)")
	}
	switch part := rec.Char(2); part {
	case "1":
		return r.part1(rec)
	case "2", "3":
		m, err := r.belongs(rec, 10)
		if err != nil {
			return err
		}
		zone := &m.second
		if part == "3" {
			zone = &m.third
		}
		if zone.Size != 0 {
			return wrong(rec, "a second 2%s for one movement: records are missing, ask the bank for the "+
				"file again", part)
		}
		*zone = rec
		return nil
	default:
		return wrong(rec, "movement record 2%s does not exist: the file is damaged, ask the bank for "+
			"it again", part)
	}
}

// belongs gives the movement that a record continues: that of the same sequence number and,
// for 22 and 23 (positions up to 10), of the same detail number.
func (r *reader) belongs(rec records.Record, to int) (*movement, error) {
	if r.group == nil || r.group.main.first.Field(3, 6) != rec.Field(3, 6) ||
		r.group.last().first.Field(3, to) != rec.Field(3, to) {
		return nil, wrong(rec, "record %s of movement %s does not follow its movement: records are "+
			"missing, ask the bank for the file again", rec.Field(1, 2), rec.Field(3, 6))
	}
	if r.group.size += rec.Size; r.group.size > importers.MaxElement {
		return nil, importers.ElementTooLarge(rec.Line)
	}
	return r.group.last(), nil
}

func (r *reader) part1(rec records.Record) error {
	m := &movement{first: rec}
	var err error
	if m.amount, err = money(rec, 32, r.st.row.Currency); err != nil {
		return err
	}
	if m.value, err = date(rec, 48, "value"); err != nil {
		return err
	}
	if m.booked, err = date(rec, 116, "booking"); err != nil {
		return err
	}
	for _, zone := range [][2]int{{3, 6}, {7, 10}, {54, 61}} {
		if _, ok := records.Number(rec.Field(zone[0], zone[1])); !ok {
			return wrong(rec, "positions %d-%d are %q and not digits", zone[0], zone[1],
				rec.Field(zone[0], zone[1]))
		}
	}
	if rec.Field(7, 10) == "0000" {
		return r.start(m)
	}
	if _, err := r.belongs(rec, 6); err != nil {
		return err
	}
	if len(r.group.details) == importers.MaxDetails {
		return importers.TooManyDetails(rec.Line)
	}
	r.group.details, r.group.info, r.group.size = append(r.group.details, m), nil, 0
	return nil
}

// start begins a movement that is booked, and counts it as the trailer does.
func (r *reader) start(m *movement) error {
	if err := r.tell(); err != nil {
		return err
	}
	if k := m.kind(); k >= "5" {
		return wrong(m.first, "a detail (type %s) without its total: the file details totals of "+
			"another one, import the statement that holds them", k)
	}
	day := m.booked
	if day == 0 {
		day = m.value
	}
	if day == 0 {
		return wrong(m.first, "a movement without booking and value date")
	}
	st := r.st
	if m.booked = day; st.lowest == 0 || day < st.lowest {
		st.lowest = day
	}
	st.highest = max(st.highest, day)
	// The total is checked in the thousandths that the file writes; above 15 digits no
	// trailer can be right, so the sum stops there.
	thousandths, _ := records.Number(m.first.Field(33, 47))
	sum := &st.credits
	if m.amount.Minor < 0 || m.first.Char(32) == "1" {
		sum = &st.debits
	}
	*sum = min(*sum+thousandths, 1e15)
	r.group = &group{main: m}
	return nil
}

// information reads 31, 32 and 33.
func (r *reader) information(rec records.Record) error {
	m, err := r.belongs(rec, 6)
	if err != nil {
		return err
	}
	part := rec.Char(2)
	if part == "1" {
		r.group.info = &information{first: rec, structured: rec.Char(40) == "1", text: rec.Field(41, 113)}
		m.infos = append(m.infos, r.group.info)
		return nil
	}
	info := r.group.info
	if info == nil || info.first.Field(3, 10) != rec.Field(3, 10) {
		return wrong(rec, "record 3%s does not follow its 31: records are missing, ask the bank for "+
			"the file again", part)
	}
	switch part {
	case "2":
		info.text += rec.Field(11, 115)
	case "3":
		info.text += rec.Field(11, 100)
	default:
		return wrong(rec, "information record 3%s does not exist: the file is damaged, ask the bank "+
			"for it again", part)
	}
	return nil
}
