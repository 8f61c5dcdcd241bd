package bankcsv

import (
	"slices"
	"strings"
)

// Names of columns are put together in as many ways as there are banks: "Data di contabile",
// "Fecha ctble.", "Buch.-Datum", "Importo di addebito". The parts say the same in all of them: a
// word for a day or an amount, and one for what kind it is, in full or abbreviated.

// dayHeads are the words for a day; a name in German or Finnish may end in one.
var dayHeads = [...]string{"date", "data", "datum", "datums", "dato", "fecha", "fec", "fch", "dt", "dat", "dag",
	"day", "tag", "jour", "dzien", "dan", "den", "paiva", "paivamaara", "pvm", "kuupaev", "tarih", "tarihi",
	"diena", "datuma", "napja", "дата", "ден", "день", "ημερομηνια"}

// meaningful gives the words of a name without those that only join others.
func meaningful(text string) []string {
	var out []string
	for _, w := range strings.Fields(text) {
		if i := strings.LastIndexByte(w, '\''); i > 0 && i < len(w)-1 {
			w = w[i+1:] // d'opération, dell'addebito
		}
		switch w {
		case "de", "d", "di", "da", "do", "du", "des", "del", "della", "dello", "dos", "la", "le", "el", "les",
			"of", "the", "der", "die", "das", "den", "dem", "van", "von", "het", "au", "al", "en", "in", "w", "na",
			"za", "o", "v", "i":
			continue
		}
		out = append(out, w)
	}
	return out
}

// splitDay takes the word for a day off a name; ok is false where there is none, or nothing else.
func splitDay(words []string) (kind []string, ok bool) {
	for i, w := range words {
		for _, head := range dayHeads {
			if w == head {
				kind = withoutNoun(append(slices.Clone(words[:i]), words[i+1:]...))
				return kind, len(kind) > 0
			}
		}
	}
	for i, w := range words {
		for _, head := range [...]string{"datum", "dat", "tag", "dag", "dato", "paiva", "paivamaara", "pvm"} {
			if cut, found := strings.CutSuffix(w, head); found && len(cut) > 2 {
				kind = slices.Clone(words)
				kind[i] = cut
				return kind, true
			}
		}
	}
	return nil, false
}

// withoutNoun leaves out the words for a transaction, which every day of a list is that of, where
// another word stands beside them.
func withoutNoun(kind []string) []string {
	left := slices.DeleteFunc(slices.Clone(kind), func(w string) bool {
		switch w {
		case "transakce", "transakcie", "transakcije", "transaction", "transakcji", "tranzactiei", "tranzactie",
			"tranzakcio", "operace", "operacie", "operacji", "operation", "operazione", "operacion", "operacao",
			"operatiunii", "movimento", "movimiento", "mouvement", "pohybu", "transaktion", "islem":
			return true
		}
		return false
	})
	if len(left) == 0 {
		return kind
	}
	return left
}

// dayName is what a name says that is made of a word for a day and the kind of day, which may be
// abbreviated; nil where it says nothing, or two things.
func (v *vocabulary) dayName(words []string) []meaning {
	kind, ok := splitDay(words)
	if !ok {
		return nil
	}
	var found meaning
	for _, k := range v.days {
		if len(k.kind) != len(kind) {
			continue
		}
		all := true
		for i := range kind {
			all = all && abbreviates(kind[i], k.kind[i])
		}
		switch {
		case !all || found == k.means:
		case found == "":
			found = k.means
		case (found == meansBooked || found == meansDone) && (k.means == meansBooked || k.means == meansDone):
			found = meansDone // operation, or operativa: no value date in any case
		default:
			return nil
		}
	}
	if found == "" {
		return nil
	}
	return []meaning{found}
}

// dayKind is what the name of a column of days says besides that it is one.
type dayKind struct {
	kind  []string
	means meaning
}

// addDay notes the kind of day of a known name.
func (v *vocabulary) addDay(text string, m meaning) {
	switch m {
	case meansBooked, meansDone, meansValue, meansVoucher:
		if kind, ok := splitDay(meaningful(text)); ok {
			v.days = append(v.days, dayKind{kind, m})
		}
	}
}

// abbreviates says whether a word is another, its beginning, or its first letter and some of the
// others in their order.
func abbreviates(short, long string) bool {
	if short == long || len(short) > 1 && strings.HasPrefix(long, short) {
		return true
	}
	if len(short) < 4 || len(short) >= len(long) || short[0] != long[0] {
		return false
	}
	rest := long
	for i := range len(short) {
		at := strings.IndexByte(rest, short[i])
		if at < 0 {
			return false
		}
		rest = rest[at+1:]
	}
	return true
}

// sideName is what a name says that is made of a word for an amount and one for its direction. Such
// a column may be an amount all the same, where no other has the other direction.
func (v *vocabulary) sideName(words []string) []meaning {
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return amountName(w) || shortAmount(w) })
	if len(rest) != 1 {
		return nil
	}
	m := v.sideOfName(rest[0])
	switch {
	case m == "":
		return nil
	case len(rest) == len(words):
		return []meaning{m}
	}
	return []meaning{m, meansAmount2}
}

// sideOfName says whether a word is one for debits or for credits, in full, or the beginning of
// such words and of no other.
func (v *vocabulary) sideOfName(word string) meaning {
	side := func(list []meaning) meaning {
		for _, m := range list {
			if m == meansDebit || m == meansCredit {
				return m
			}
		}
		return ""
	}
	if m := side(v.exact[word]); m != "" || len(word) < 3 {
		return m
	}
	found := meaning("")
	from, _ := slices.BinarySearch(v.singles, word)
	for _, w := range v.singles[from:] {
		if !strings.HasPrefix(w, word) {
			break
		}
		m := side(v.exact[w])
		if m == "" && slices.Contains(v.exact[w], meansSide) {
			continue // debitcredit
		}
		if m == "" || found != "" && m != found {
			return ""
		}
		found = m
	}
	return found
}

// shortAmount says whether a word abbreviates one for amount, where the direction stands beside it.
func shortAmount(w string) bool {
	switch w {
	case "mt", "mnt", "mtt", "mont", "imp", "impte", "betr", "bedr", "amt", "vlr", "kw":
		return true
	}
	return false
}
