package qif

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/rappro/rappro/importers"
)

// maxAhead is how much of a file is read ahead for a date that proves the order of day and
// month: 16 MiB are years of lines, and half of all dates prove it.
const maxAhead = 16 << 20

// settle finds the order of day and month, and gives the file from its beginning. The order
// is unknown when no date of a whole file proves it and nobody answered.
func settle(r io.Reader, asked importers.DayOrder) (importers.DayOrder, io.Reader, error) {
	ahead := &recorder{r: r}
	order, err := look(newLines(ahead), asked)
	if err != nil {
		return order, nil, err
	}
	return order, io.MultiReader(bytes.NewReader(ahead.read), r), nil
}

// look reads until the order is known.
func look(in *lines, asked importers.DayOrder) (importers.DayOrder, error) {
	if asked == importers.YearFirst {
		return asked, nil // no date proves it, and one that cannot be so is refused where it stands
	}
	var proof importers.DayProof
	money, size := false, 0
	for {
		b, err := in.next()
		if errors.Is(err, io.EOF) {
			return proof.Settle(asked)
		}
		if err != nil {
			return importers.OrderUnknown, err
		}
		if size += len(b); size > maxAhead {
			return enough(&proof, asked, in.n)
		}
		switch b = bytes.TrimSpace(b); {
		case len(b) == 0:
		case b[0] == '!':
			kind, name := section(b)
			if kind != sectionSwitch {
				money = kind == sectionMoney
			} else if asked == importers.OrderUnknown {
				asked = stated(name)
			}
		case b[0] == 'D' && money:
			w, err := importers.SplitDate(string(b[1:]))
			if err != nil {
				continue // the reader says it with its line
			}
			w.See(&proof, in.n)
			if proof.Proved() != importers.OrderUnknown {
				return proof.Settle(asked)
			}
		}
	}
}

// stated is the order that some programs write above the records: !Option:MDY.
func stated(option string) importers.DayOrder {
	switch option {
	case "DMY":
		return importers.DayFirst
	case "MDY":
		return importers.MonthFirst
	}
	return importers.OrderUnknown
}

// enough ends a look that went too far. Where every date so far is the same day in both
// orders there is nothing to ask yet, and nothing is proved for the dates to come.
func enough(proof *importers.DayProof, asked importers.DayOrder, line int) (importers.DayOrder, error) {
	order, err := proof.Settle(asked)
	switch {
	case err != nil:
		return order, err
	case order == importers.OrderUnknown:
		return order, &importers.Error{Line: line, What: fmt.Sprintf("no date of the first %d MiB "+
			"says whether the day or the month stands first: say it with --dates dmy or --dates mdy",
			maxAhead>>20)}
	}
	return asked, nil
}

// recorder keeps what was read.
type recorder struct {
	r    io.Reader
	read []byte
}

// Read keeps it.
func (r *recorder) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.read = append(r.read, p[:n]...)
	return n, err
}
