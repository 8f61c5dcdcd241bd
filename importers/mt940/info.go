package mt940

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// info is what the texts of an entry say: its :86: and what a bank puts elsewhere.
type info struct {
	gvc       string // German business code, three digits
	posting   string // the bank's name of the operation
	text      []string
	payer     reconcile.Party
	ultDebtor string
	ultPayee  string // ultimate creditor
	endToEnd  string
	mandate   string
	creditor  string // creditor identifier
	debtor    string // debtor identifier
	customer  string // KREF: the reference of the order or batch
	refs      []string
	reason    string // ISO reason code of a return
	charges   string // currency and amount as written
	ordered   string
	rate      string
	extra     []string // what is kept and has no other place
}

// readInfo reads the :86: and :NS: of an entry. Each :86: is in one of four forms, tried in
// this order: coded subfields (Germany, Austria, Switzerland, Poland…), slash keywords
// (Dutch banks and SWIFT), words with a colon (some Dutch and Polish banks), free text.
func readInfo(fields []field) (info, error) {
	var in info
	for _, f := range fields {
		if f.tag == "NS" {
			in.nonSwift(f.lines)
			continue
		}
		if err := in.read(f); err != nil {
			return in, err
		}
	}
	in.findAccount()
	return in, nil
}

func (in *info) read(f field) error {
	if coded := unbroken(f.lines); in.coded(coded) {
		if coded[len(coded)-1] == separator(coded) {
			return bad(f.line+len(f.lines)-1, "the text :86: ends with the mark of a subfield "+
				"and nothing after it: it was cut, download the file again")
		}
		return nil
	}
	if in.slashes(f.lines) || in.colons(f.lines) {
		return nil
	}
	for _, s := range f.lines {
		if s = strings.TrimSpace(s); s != "" {
			in.text = append(in.text, s)
		}
	}
	return nil
}

// findAccount takes the other side's IBAN from the beginning of a free text.
func (in *info) findAccount() {
	if in.payer.IBAN != "" || len(in.text) == 0 {
		return
	}
	first, _, _ := strings.Cut(in.text[0], " ")
	if reconcile.ValidIBAN(first) {
		in.payer.IBAN = first
	}
}

// setID fills an id that is still unknown, unless it says that there is none.
func setID(to *string, value string) {
	if *to == "" {
		*to = reference(value)
	}
}

// account sets the other side's account: the IBAN, or a national number. What is neither is
// kept as text.
func (in *info) account(s string) {
	v := reconcile.CompactAccount(reference(s))
	switch {
	case v == "" || in.payer.IBAN != "":
	case reconcile.ValidIBAN(v) || digits(v) >= 5:
		in.payer.IBAN = v
	default:
		in.extra = append(in.extra, s)
	}
}

func digits(s string) (n int) {
	for i := 0; i < len(s); i++ {
		if digit(s[i]) {
			n++
		}
	}
	return n
}

// plain puts a text that was cut into pieces together, with single spaces.
func plain(s string) string {
	if s = strings.TrimSpace(s); !strings.Contains(s, "  ") && !strings.Contains(s, "\t") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// addText adds a remittance text.
func (in *info) addText(s string) {
	if s = strings.TrimSpace(s); s != "" {
		in.text = append(in.text, s)
	}
}

// nonSwift gives the lines of a :NS: with a code, joined.
func nonSwift(lines []string, code string) string {
	var parts []string
	for _, s := range lines {
		if strings.HasPrefix(s, code) {
			parts = append(parts, s[len(code):])
		}
	}
	return strings.Join(parts, " ")
}

// nonSwift reads the lines of a :NS: behind an entry, two digits and a text each: 01 to 14
// the purpose, 15 and 16 the other side's name, 17 the operation, 33 and 34 its bank and
// account.
func (in *info) nonSwift(lines []string) {
	for _, s := range lines {
		if len(s) < 3 || !digit(s[0]) || !digit(s[1]) {
			continue
		}
		code, value := s[:2], strings.TrimSpace(s[2:])
		switch {
		case "01" <= code && code <= "14":
			in.addText(value)
		case code == "15" || code == "16":
			in.payer.Name = plain(in.payer.Name + " " + value)
		case code == "17":
			in.posting = value
		case code == "34":
			in.account(nonSwift(lines, "33") + value)
		}
	}
}
