package cfonb120

import (
	"context"
	"io"

	"github.com/rappro/rappro/importers"
)

// Known240 recognises CFONB 240, the list of operations that banks send beside a statement
// (rejects, transfers received), and refuses it by name: it has no balances, and what it
// lists is booked in the statement already.
type Known240 struct{}

// Format is "cfonb240".
func (Known240) Format() string { return "cfonb240" }

// Claims says whether the first record has the form of CFONB 240: record code, number,
// operation code, day and the letter of the currency.
func (Known240) Claims(head []byte) bool {
	r, ok := first(head, 240)
	if !ok {
		return false
	}
	switch r.Field(1, 2) {
	case "31", "34", "39":
		return only(r.Field(3, 16), digit) && only(r.Field(17, 17), letter)
	}
	return false
}

// Read refuses.
func (Known240) Read(context.Context, io.Reader, importers.Options, importers.Sink) error {
	return &importers.Error{What: "CFONB 240 lists operations and has no balances, so it is not " +
		"a statement: ask the bank for the CFONB 120 or camt.053 statement of the account"}
}

var _ importers.Importer = Known240{}
