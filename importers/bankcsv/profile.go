package bankcsv

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

//go:embed profiles/*.profile
var embedded embed.FS

// maxProfile bounds a profile file.
const maxProfile = 64 << 10

// Profile describes one layout of bank CSV; the package comment explains each key. It is
// made by [ParseProfile] from a profile file, or by [Detect] from a bank's file.
type Profile struct {
	Name       string // of the file it was read from, without extension
	Title      string
	Also       []string // other banks whose files have this layout: names for --profile
	Separator  rune
	Encoding   string
	Header     []string // column names; empty ones are columns without a name
	Optional   []string
	names      []string // of Header, folded: see setHeader
	optional   []string // of Optional
	Detected   bool     // forms are found out from each file
	NoHeader   bool     // the file has no column line: columns are named by their place, @1
	Decimal    byte
	Thousands  string
	Decimals   int      // written decimals, where they are more than the currency has
	MinorUnits bool     // amounts are whole cents, say
	Date       string   // form of dates; empty while day and month are not settled
	OpenDates  []string // the forms that are left then
	Currency   reconcile.Currency
	CurrencyOf string              // the country of the accounts that are in it; empty for all
	Columns    [columnCount]string // names or places (@3), empty where the layout has none
	Text       []string            // columns of the label
	More       []string            // columns whose words belong to it too
	CreditWord []string
	DebitWord  []string
	Wordless   bool   // lines without one of these words have the sign that is written
	Marks      marks  // words beside amounts for their direction
	Reversed   bool   // the amount column writes charges without a minus and payments with one
	Pair       string // what a minus in debit and credit columns means: see the package comment
	Stable     bool
	Booked     []string
	Unbooked   []string // values of the status column, where all others mean booked
	Lines      []linePattern
	FromName   bool // the file's name may say the account
	LabelWidth int
	Continues  bool
	Skips      bool // lines without a date, or without an amount, are information
	Short      int  // a line may have as few cells as this, where empty ones are left out
	Mixed      bool // lines of several accounts alternate

	BalanceBefore bool // the balance of a line is that before it

	ends       *endWords // of lines at the end of a file that detection has not seen
	plain      *figures  // words of balances there
	PendingDay []string  // what stands in place of the day on a pending line

	far          *vocabulary   // of the lines that detection has not seen
	accounts     *accountNames // of headings
	PendingBelow []string      // headings, folded, whose lines below are pending
	BookedBelow  []string      // and those whose lines are booked

	DayAbove bool   // a line without a day has that of the line above
	Order    string // newestDayFirst or oldestDayFirst, where lines go the other way within a day
	Opening  []string
	Closing  []string
	Balances []string // how lines begin that say nothing else, and are balances where figures prove it
	Totals   []string
	Sums     []string // lines without a day that have to be sums of others
	Tags     []tag
	Words    []word
	Common   bool   // the words that many banks use come behind its own
	Quotes   string // how quotes stand inside cells, see newScanner
}

// tag introduces a part of a label.
type tag struct {
	field string // payer name, text or end to end
	mark  string
}

// word is a bank's word for a kind of line, and the code that it means.
type word struct {
	text   string
	prefix bool
	code   string
	credit bool
}

// What a minus means in a debit and a credit column.
const (
	pairColumn  = ""        // nothing: the column alone gives the direction
	pairWritten = "written" // the line goes the other way: a debit taken back
	pairSigned  = "signed"  // amounts have their own sign in both columns
)

// Profiles lists the embedded profiles, in order of their names.
func Profiles() ([]*Profile, error) {
	return readProfiles(embedded, "profiles", fs.ReadFile)
}

// profilesIn lists the profiles of a folder, in order of their names.
func profilesIn(folder string) ([]*Profile, error) {
	if folder == "" {
		return nil, nil
	}
	return readProfiles(os.DirFS(folder), ".", func(_ fs.FS, name string) ([]byte, error) {
		return readBounded(filepath.Join(folder, filepath.FromSlash(name)))
	})
}

func readProfiles(from fs.FS, dir string, read func(fs.FS, string) ([]byte, error)) ([]*Profile,
	error) {
	entries, err := fs.ReadDir(from, dir)
	if err != nil {
		return nil, err
	}
	var out []*Profile
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), profileSuffix)
		if !ok {
			continue
		}
		b, err := read(from, path.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		p, err := ParseProfile(name, string(b))
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// profileSuffix is how the names of profile files end.
const profileSuffix = ".profile"

// namedProfile finds what --profile names: an embedded profile, else a file.
func namedProfile(list []*Profile, name string) (*Profile, error) {
	var names []string
	for _, p := range list {
		if p.Name == name || slices.Contains(p.Also, name) {
			return p, nil
		}
		names = append(append(names, p.Name), p.Also...)
	}
	b, err := readBounded(name)
	if err != nil {
		return nil, fmt.Errorf("profile %q is neither a file (%w) nor one of: %s", name, err,
			strings.Join(names, ", "))
	}
	return ParseProfile(strings.TrimSuffix(filepath.Base(name), profileSuffix), string(b))
}

func readBounded(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxProfile {
		return nil, fmt.Errorf("not a file of at most %d bytes", maxProfile)
	}
	return os.ReadFile(name)
}

// leavesOut says whether lines with a day and an amount can be something else than entries.
func (p *Profile) leavesOut() bool {
	return p.NoHeader || len(p.Opening)+len(p.Closing)+len(p.Balances)+len(p.Totals) > 0 || p.plain != nil
}

// comma is the separator as a byte.
func (p *Profile) comma() byte { return byte(p.Separator) }

// form is how amounts are written.
func (p *Profile) form() amountForm {
	return amountForm{decimal: p.Decimal, thousands: p.Thousands, decimals: p.Decimals,
		minors: p.MinorUnits, marks: p.Marks}
}
