package bankcsv

import (
	"embed"
	"fmt"
	"os"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

//go:embed profiles/*.profile
var embedded embed.FS

// maxProfile bounds a profile file.
const maxProfile = 64 << 10

// Profile describes one layout of bank CSV; the package comment explains each key. It is
// made by [ParseProfile] from a profile file. What is found out from a file itself would be
// a Profile too.
type Profile struct {
	Name       string // of the file it was read from, without extension
	Title      string
	Separator  rune
	Encoding   string
	Header     []string // column names
	Optional   []string
	Decimal    byte
	Thousands  string
	Date       string
	Currency   reconcile.Currency
	Columns    [columnCount]string // names, empty where the layout has none
	Text       []string            // columns of the label
	CreditWord string
	DebitWord  string
	Stable     bool
	Booked     []string
	Lines      []linePattern
	FromName   bool // the file's name may say the account
	LabelWidth int
	Continues  bool
	Tags       []tag
	Words      []word
	LazyQuotes bool
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

// ParseProfile reads a profile file. Errors name the line.
func ParseProfile(name, text string) (*Profile, error) {
	p := &Profile{Name: name, Separator: ';', Decimal: ',', Thousands: "space"}
	var patterns, header []string
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if !ok || value == "" {
			return nil, fmt.Errorf("profile %s: line %d: want \"key: value\"", name, i+1)
		}
		switch key {
		case "header", "optional":
			header = append(header, key+":"+value)
		case "line":
			patterns = append(patterns, value)
		default:
			if err := p.set(key, value); err != nil {
				return nil, fmt.Errorf("profile %s: line %d: %w", name, i+1, err)
			}
		}
	}
	for _, h := range header { // once the separator is known
		if list, ok := strings.CutPrefix(h, "header:"); ok {
			p.Header = append(p.Header, strings.Split(list, string(p.Separator))...)
		} else {
			list = strings.TrimPrefix(h, "optional:")
			p.Optional = append(p.Optional, strings.Split(list, string(p.Separator))...)
		}
	}
	for _, text := range patterns {
		l, err := compileLine(text)
		if err != nil {
			return nil, fmt.Errorf("profile %s: %w", name, err)
		}
		p.Lines = append(p.Lines, l)
	}
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("profile %s: %w", name, err)
	}
	return p, nil
}

func (p *Profile) set(key, value string) error {
	yes := value == "yes"
	switch key {
	case "title":
		p.Title = value
	case "separator":
		p.Separator = []rune(value)[0]
		if value == "tab" {
			p.Separator = '\t'
		}
	case "encoding":
		p.Encoding = value
		_, err := legacyEncoding(value)
		return err
	case "decimal":
		p.Decimal = value[0]
	case "thousands":
		p.Thousands = value
	case "date":
		if p.Date = value; !validForm(value) {
			return fmt.Errorf("date form %q: want dd, mm and yyyy or yy", value)
		}
	case "currency":
		c, err := reconcile.ParseCurrency(value)
		p.Currency = c
		return err
	case "text":
		p.Text = append(p.Text, value)
	case "credit word":
		p.CreditWord = value
	case "debit word":
		p.DebitWord = value
	case "stable":
		p.Stable = yes
	case "booked":
		p.Booked = append(p.Booked, value)
	case "file name":
		p.FromName = value == "account"
	case "label width":
		_, err := fmt.Sscanf(value, "%d", &p.LabelWidth)
		return err
	case "continuation":
		p.Continues = yes
	case "quotes":
		p.LazyQuotes = value == "lazy"
	case "word":
		return p.addWord(value)
	default:
		if field, ok := strings.CutPrefix(key, "tag "); ok {
			p.Tags = append(p.Tags, tag{field, value})
			return nil
		}
		c, ok := columnOf(key)
		if !ok {
			return fmt.Errorf("unknown key %q", key)
		}
		p.Columns[c] = value
	}
	return nil
}

// addWord reads "REMISE CHEQUES* = PMNT-RCHQ-CCHQ credit".
func (p *Profile) addWord(value string) error {
	text, rest, ok := strings.Cut(value, " = ")
	code, side, ok2 := strings.Cut(rest, " ")
	if !ok || !ok2 || side != "credit" && side != "debit" {
		return fmt.Errorf("word %q: want WORD = CODE credit|debit", value)
	}
	w := word{text: fold(text), code: code, credit: side == "credit"}
	w.text, w.prefix = strings.CutSuffix(w.text, "*")
	p.Words = append(p.Words, w)
	return nil
}

// check refuses a profile that could not read any file.
func (p *Profile) check() error {
	known := map[string]bool{}
	for _, h := range append(append([]string(nil), p.Header...), p.Optional...) {
		known[fold(h)] = true
	}
	for i, name := range p.Columns {
		if name != "" && !known[fold(name)] {
			return fmt.Errorf("%s: column %q is not in the header", column(i), name)
		}
	}
	for _, column := range p.Text {
		if !known[fold(column)] {
			return fmt.Errorf("text: column %q is not in the header", column)
		}
	}
	both := p.Columns[colDebit] != "" && p.Columns[colCredit] != ""
	switch {
	case p.Columns[colBookingDate] == "" || p.Date == "":
		return fmt.Errorf("no booking date, or no form of dates")
	case p.Separator == '"' || p.Separator == utf8.RuneError:
		return fmt.Errorf("a quote cannot separate cells")
	case (p.Columns[colDebit] != "") != (p.Columns[colCredit] != ""),
		(p.Columns[colAmount] != "") == both:
		return fmt.Errorf("want one amount column, or a debit and a credit column")
	case p.Columns[colSide] != "" && (p.CreditWord == "" || p.DebitWord == ""):
		return fmt.Errorf("a side column needs its credit word and debit word")
	case p.Columns[colStatus] != "" && len(p.Booked) == 0:
		return fmt.Errorf("a status column needs the values that mean booked")
	case p.Decimal != ',' && p.Decimal != '.':
		return fmt.Errorf("decimal is , or .")
	}
	return nil
}

// Profiles lists the embedded profiles, in order of their names.
func Profiles() ([]*Profile, error) {
	entries, err := embedded.ReadDir("profiles")
	if err != nil {
		return nil, err
	}
	var out []*Profile
	for _, e := range entries {
		b, err := embedded.ReadFile(path.Join("profiles", e.Name()))
		if err != nil {
			return nil, err
		}
		p, err := ParseProfile(strings.TrimSuffix(e.Name(), ".profile"), string(b))
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// namedProfile finds what --profile names: an embedded profile, else a file.
func namedProfile(list []*Profile, name string) (*Profile, error) {
	var names []string
	for _, p := range list {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	b, err := readBounded(name)
	if err != nil {
		return nil, fmt.Errorf("profile %q is neither a file (%w) nor one of: %s", name, err,
			strings.Join(names, ", "))
	}
	return ParseProfile(strings.TrimSuffix(path.Base(name), ".profile"), string(b))
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
