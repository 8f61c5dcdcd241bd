package importers

import (
	"errors"
	"fmt"
)

// The limits of what is read. Each stands far above what a bank sends and far below what
// hurts: a file is refused before it is held in memory (RELIABILITY T1 to T3).
const (
	// MaxFile is 4 GiB: months of the busiest accounts in the wordiest format, and still read
	// in minutes. A file above it is a mistake or an attempt to fill the disk.
	MaxFile = 4 << 30
	// MaxEntries of one file: 20 million, what MaxFile holds at 200 bytes a line.
	MaxEntries = 20_000_000
	// MaxDetails of one entry: 200 000. The transactions of an entry are kept until their
	// sum is known, so this bounds memory, at about 300 MB.
	MaxDetails = 200_000
	// MaxDepth of XML elements. Bank statements nest 13 deep, an envelope adds a few.
	MaxDepth = 64
	// MaxAttributes of one XML element. An amount has one, a root with its namespaces a
	// handful.
	MaxAttributes = 64
	// MaxField is 64 KiB for one text. The longest field of ISO 20022 statements has 500
	// characters.
	MaxField = 64 << 10
	// MaxElement is 1 MiB for everything said of one transaction together.
	MaxElement = 1 << 20
	// MaxRecord is 1 MiB for one CSV record, so that a quote that is never closed does not
	// take the rest of the file into memory.
	MaxRecord = 1 << 20
	// MaxColumns of one CSV record. The widest exports of payment providers have 150.
	MaxColumns = 1024
	// MaxMessages of one file: a person reads the first ones; the rest is counted.
	MaxMessages = 50
)

// ErrLimit is the cause of every refusal because of a limit.
var ErrLimit = errors.New("limit exceeded")

// limitError reads as its message and unwraps to ErrLimit.
type limitError struct{ error }

func (limitError) Unwrap() error { return ErrLimit }

func over(line int, format string, args ...any) error {
	return limitError{&Error{Line: line, What: fmt.Sprintf(format, args...)}}
}

// TooLarge refuses a file above MaxFile.
func TooLarge() error {
	return over(0, "the file is larger than 4 GiB: ask the bank for shorter periods")
}

// TooManyEntries refuses a file with more than MaxEntries lines.
func TooManyEntries(line int) error {
	return over(line, "more than %d entries: ask the bank for shorter periods", MaxEntries)
}

// TooManyDetails refuses an entry with more than MaxDetails transactions.
func TooManyDetails(line int) error {
	return over(line, "more than %d transactions in one entry: no bank books a batch so large",
		MaxDetails)
}

// TooDeep refuses XML nested deeper than MaxDepth.
func TooDeep(line int) error {
	return over(line, "elements nested deeper than %d: this is not a bank's file", MaxDepth)
}

// TooManyAttributes refuses an XML element with more than MaxAttributes attributes.
func TooManyAttributes(line int) error {
	return over(line, "more than %d attributes on one element: this is not a bank's file",
		MaxAttributes)
}

// FieldTooLong refuses a text above MaxField.
func FieldTooLong(line int) error {
	return over(line, "a field is longer than 64 KiB: the file is damaged or not a bank's")
}

// ElementTooLarge refuses a transaction whose fields together pass MaxElement.
func ElementTooLarge(line int) error {
	return over(line, "one transaction has more than 1 MiB of fields: this is not a bank's file")
}

// RecordTooLong refuses a CSV record above MaxRecord.
func RecordTooLong(line int) error {
	return over(line, "a record is longer than 1 MiB: a quote that opens here is never closed")
}

// TooManyColumns refuses a CSV record with more than MaxColumns fields.
func TooManyColumns(line int) error {
	return over(line, "more than %d columns in one record: this is not a bank's file", MaxColumns)
}
