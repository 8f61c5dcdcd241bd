package render

// Kind says what a column holds, and with it how a cell is written.
type Kind int

// The kinds of columns.
const (
	Text   Kind = iota // somebody's words, or an id
	Code               // one of our own codes; a table translates it
	Money              // decimal string with a dot
	Number             // a whole number
	Score              // a probability with four digits
	Date               // YYYY-MM-DD
	Bool               // true or false
	Time               // an instant, RFC 3339
)

// Column is one column of a list.
type Column struct {
	Name string // header in CSV and JSON; English, stable
	Kind Kind
	// Volatile columns depend on when and how something came in, not on what is in the
	// books: runs, imports, instants. `db dump --state` leaves them out.
	Volatile bool
	// Wide columns are left out of tables unless the reader asks for all of them; CSV and
	// JSON always have them.
	Wide bool
}

// number says whether a cell of the kind is written without quotes in JSON.
func (k Kind) bare() bool { return k == Number || k == Score || k == Bool }

// right says whether a table aligns the column on the right.
func (k Kind) right() bool { return k == Money || k == Number || k == Score }

// Locale puts cells into a reader's language. Tables use it, nothing else does.
type Locale interface {
	Column(name string) string
	Code(column, value string) string
	Money(decimal string) string
	Date(iso string) string
	Bool(v bool) string
}
