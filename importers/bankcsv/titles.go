package bankcsv

import (
	"slices"
	"strings"
)

// means lists what a name can say, the most certain first.
func (v *vocabulary) means(text string) []meaning {
	if text == "" {
		return nil
	}
	if m := v.exact[text]; len(m) > 0 {
		return m
	}
	for _, part := range v.never {
		if strings.Contains(text+" ", part) {
			return []meaning{meansNever}
		}
	}
	for _, p := range v.patterns {
		if strings.HasPrefix(text, p.prefix) {
			return []meaning{p.m}
		}
	}
	if m := v.joined[text]; len(m) > 0 {
		return m
	}
	words := meaningful(text)
	if m := v.dayName(words); m != nil {
		return m
	}
	if m := v.sideName(words); m != nil {
		return m
	}
	return v.loose(text)
}

// loose reads longer names by the word that stands in them: "montant de l'achat", "foreign
// booking date", "wallet currency". German makes one word of it: Zahlungsbetrag,
// Kontobuchungsdatum.
func (v *vocabulary) loose(text string) []meaning {
	var list []meaning
	words := strings.Fields(text)
	if slices.ContainsFunc(words, currencyName) {
		list = append(list, meansCurrency) // what stands in the column decides
	}
	for _, c := range [...]struct {
		word string
		m    meaning
	}{{"balance", meansBalance}, {"saldo", meansBalance}, {"solde", meansBalance},
		{"bakiye", meansBalance}, {"zustatek", meansBalance}, {"zostatok", meansBalance},
		{"egyenleg", meansBalance}, {"салдо", meansBalance}, {"υπολοιπο", meansBalance}} {
		if slices.Contains(words, c.word) {
			return append(list, c.m)
		}
	}
	switch {
	case slices.ContainsFunc(words, amountName):
		return append(list, meansAmount2)
	case list != nil:
		return list
	case strings.HasSuffix(text, "betrag"), strings.HasSuffix(text, "bedrag"),
		strings.HasSuffix(text, "belopp"), strings.HasSuffix(text, "belop"), strings.HasSuffix(text, "belob"):
		return []meaning{meansAmount2}
	case strings.HasSuffix(text, "libelle"), strings.HasSuffix(text, "description"),
		strings.HasSuffix(text, "text"):
		return []meaning{meansText}
	}
	return nil
}

// amountName says whether a word of a column's name is one for amount.
func amountName(w string) bool {
	switch w {
	case "amount", "montant", "importo", "importe", "bedrag", "belopp", "belop", "belob", "kwota", "betrag",
		"montante", "castka", "ciastka", "iznos", "znesek", "suma", "osszeg", "tutar", "tutari", "сума", "ποσο":
		return true
	}
	return false
}

// currencyName says whether a word of a column's name is one for currency.
func currencyName(w string) bool {
	switch w {
	case "currency", "devise", "wahrung", "waehrung", "waluta", "divisa", "moneda", "moeda", "valuta",
		"mena", "munt", "deviza", "devizanem", "valiuta", "valuuta", "valutta":
		return true
	}
	return false
}
