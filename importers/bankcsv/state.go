package bankcsv

import (
	"fmt"
	"slices"
	"strings"
)

// state is what a cell says of its line.
type state int

const (
	stateUnknown state = iota
	stateBooked
	statePending // or failed: it moves nothing
)

// stateIn reads a cell of a column that says which lines are booked: a word for it, or yes or
// no to what the column is called.
func (f *finder) stateIn(n name, cell string) state {
	booked, pending := f.words.is("booked", cell), f.words.is("pending", cell)
	if n.can(meansIsBooked) || n.can(meansIsPending) {
		yes, no := f.words.is("yes", cell), f.words.is("no", cell) || cell == ""
		if n.can(meansIsPending) {
			yes, no = no, yes
		}
		booked, pending = booked || yes, pending || no
	}
	switch {
	case pending:
		return statePending
	case booked:
		return stateBooked
	}
	return stateUnknown
}

// namesKind says whether a column holds the bank's words for kinds of lines.
func (n name) namesKind() bool {
	return (n.can("type") || n.can(meansSide)) && !n.can(meansText)
}

// saysState says whether a column is called so that its cells say which lines are booked.
func (n name) saysState() bool {
	return n.can(meansStatus) || n.can(meansIsBooked) || n.can(meansIsPending)
}

// statusPending says whether a status column of a line has a word for pending, or one stands in
// place of a day, or a heading above it says so.
func (f *finder) statusPending(r sheetRow) bool {
	if f.late[r.line] {
		return true
	}
	for _, cell := range [...]string{r.at(f.dates.day), r.at(f.dates.value)} {
		if cell != "" && !isNumber(cell) && f.words.is("pending", cell) {
			return true
		}
	}
	for _, i := range f.stateColumns() {
		if f.sheet.names[i].can(meansStatus) && f.words.is("pending", r.at(i)) {
			return true
		}
	}
	return false
}

// stateColumns lists the columns whose names let their cells say that a line is not booked.
func (f *finder) stateColumns() []int {
	if f.stateCols == nil {
		f.stateCols = []int{}
		for i, n := range f.sheet.names {
			if n.saysState() || n.namesKind() {
				f.stateCols = append(f.stateCols, i)
			}
		}
	}
	return f.stateCols
}

// isNumber says whether a cell begins with a digit, as no word of the vocabulary for pending does.
func isNumber(cell string) bool { return cell != "" && '0' <= cell[0] && cell[0] <= '9' }

// saysPending is statusPending, or a column says yes or no to the line being booked, or the
// bank's word for its kind says that it is not yet.
func (f *finder) saysPending(r sheetRow) bool {
	if f.statusPending(r) {
		return true
	}
	for _, i := range f.stateColumns() {
		switch n := f.sheet.names[i]; {
		case n.can(meansStatus):
		case n.saysState():
			if i != f.dates.day && i != f.dates.value && f.stateIn(n, r.at(i)) == statePending &&
				f.isStateColumn(i) {
				return true
			}
		case n.namesKind() && !f.typesBooked && f.notYet(r.at(i)):
			return true
		}
	}
	return false
}

// isStateColumn says whether a column that may be called Booked or Pending holds yes and no,
// and neither days nor amounts.
func (f *finder) isStateColumn(col int) bool {
	known, ok := f.states[col]
	if !ok {
		some := false
		known = true
		for _, r := range f.sheet.money {
			cell := f.sheet.rows[r].at(col)
			some = some || cell != ""
			known = known && (cell == "" || f.stateIn(f.sheet.names[col], cell) != stateUnknown)
		}
		if known = known && some; f.states == nil {
			f.states = map[int]bool{}
		}
		f.states[col] = known
	}
	return known
}

// findStatus looks for a column that says which lines are booked. A word that nobody knows
// is asked about; its lines count as pending until then.
func (f *finder) findStatus() error {
	f.pendingDays()
	for i, n := range f.sheet.names {
		if !n.saysState() || i == f.dates.day || i == f.dates.value ||
			!n.can(meansStatus) && !f.isStateColumn(i) {
			continue
		}
		if found := f.statusIn(i, n); found {
			return nil
		}
	}
	f.statusOfTypes()
	f.unnamedStates()
	f.withoutBookingDay()
	return nil
}

// withoutBookingDay asks about lines that have no day in a column that is called the day of the
// booking, where others have one: that is how some banks say that they did not book them yet.
func (f *finder) withoutBookingDay() {
	if f.sheet.names[f.dates.day].can(meansBooked) {
		return
	}
	from, to := f.provedLines()
	for i, n := range f.sheet.names {
		booked := n.can(meansBooked) || n.can(meansDay) || n.can(meansDone)
		if !booked || i == f.dates.day || n.isMoney() || !f.mostlyDays(i, f.money.entries) &&
			(f.filledOn(i, f.money.entries) > 0 || n.text == "tag") { // a label has that name too
			continue
		}
		for _, r := range f.money.entries {
			if f.sheet.rows[r].at(i) == "" && (r < from || r > to) && !f.hasBalance(r) && !f.saysFigure(r) {
				f.askStatus([]string{"none"}, f.sideName(i))
				return
			}
		}
	}
}

// saysFigure says whether a text of a line is that of a balance or a sum.
func (f *finder) saysFigure(row int) bool {
	return slices.ContainsFunc(f.sheet.rows[row].cells, func(cell string) bool {
		return f.words.figures.starts(cell) != "" || len(cell) <= maxFigure && (f.words.begins("opening", fold(cell)) != "" ||
			f.words.begins("closing", fold(cell)) != "")
	})
}

// hasBalance says whether a line has a balance behind it: the bank counts it.
func (f *finder) hasBalance(row int) bool {
	for i, n := range f.sheet.names {
		if n.can(meansBalance) && f.sheet.rows[row].at(i) != "" {
			return true
		}
	}
	return false
}

func (f *finder) askStatus(words []string, column string) {
	f.ask("status", fmt.Sprintf("status: the file does not settle whether %q in %s means "+
		"booked (--profile, with a line booked: for each such word)", words, column))
}

// statusIn reads a column as that of the states, if it has words for them.
func (f *finder) statusIn(i int, n name) bool {
	var booked, unknown []string
	pending, unproved := 0, 0
	from, to := f.provedLines()
	add := func(list *[]string, cell string) {
		if cell == "" {
			cell = "none"
		}
		if !slices.Contains(*list, cell) {
			*list = append(*list, cell)
		}
	}
	for _, w := range f.dates.written {
		cell := f.sheet.rows[w.row].at(i)
		if !f.isEntry(w.row) {
			continue
		}
		switch f.stateIn(n, cell) {
		case statePending:
			pending++
		case stateBooked:
			add(&booked, cell)
		default:
			add(&unknown, cell)
			if w.row < from || w.row > to {
				unproved++
			}
		}
	}
	if len(booked)+pending == 0 {
		if n.can(meansStatus) && unproved > 0 && len(unknown) == 2 && len(f.money.entries) > 2 {
			f.askStatus(unknown, n.raw) // two words, and one of them may mean that nothing moved yet
			return true
		}
		return false // not a column of such words
	}
	if len(unknown) > 0 && unproved == 0 && pending == 0 {
		f.reason("status", "none", "the balances prove every line, whatever %s says", n.raw)
		return true
	}
	if len(booked) == 0 {
		booked = []string{"booked"}
	}
	f.setColumn(colStatus, i)
	f.p.Booked = booked
	f.reason("status", "column "+n.raw, "%s means booked there", strings.Join(booked, ", "))
	if len(unknown) > 0 {
		f.askStatus(unknown, n.raw)
	}
	return true
}
