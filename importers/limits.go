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
	// sum is known, so this bounds memory, at about 60 MB where they say next to nothing.
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
	// MaxMembers of one ZIP: a bank's set of a day has one for each account and message.
	MaxMembers = 1000
	// MaxUnpacked is 256 MiB for all that comes out of one ZIP or gzip: what is larger is sent
	// as a file of its own, which is not limited to that.
	MaxUnpacked = 256 << 20
	// MaxRatio of what comes out to what went in. Statements pack 10 to 40 times; the limit
	// of the method, 1032 times, is reached by bombs only.
	MaxRatio = 100
	// UnpackedFree is 1 MiB that may come out whatever the ratio: small and very regular files
	// pack better, and that little hurts nobody.
	UnpackedFree = 1 << 20
	// MaxPiped is 64 MiB for a ZIP that comes through a pipe. Its list of members stands at its
	// end, so that it has to be held in memory.
	MaxPiped = 64 << 20
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

// TooManyMembers refuses a ZIP with more than MaxMembers files.
func TooManyMembers() error {
	return over(0, "more than %d files in one archive: unpack it, and import the folder", MaxMembers)
}

// UnpacksTooLarge refuses an archive above MaxUnpacked.
func UnpacksTooLarge() error {
	return over(0, "more than 256 MiB come out of the archive: unpack it, and import the folder")
}

// UnpacksTooWell refuses an archive above MaxRatio.
func UnpacksTooWell() error {
	return over(0, "the archive would grow more than %d times: no statement does, this is a trap",
		MaxRatio)
}

// TooManyColumns refuses a CSV record with more than MaxColumns fields.
func TooManyColumns(line int) error {
	return over(line, "more than %d columns in one record: this is not a bank's file", MaxColumns)
}
