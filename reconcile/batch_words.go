package reconcile

import (
	"slices"
	"strings"
)

// Kinds of entries that are made of several payments.
const (
	kindPayout  = "payout"
	kindSlip    = "slip"
	kindCard    = "card"
	kindCollect = "pain" // direct debits of ours
)

// kindOf is the kind of entry that a source's batches become, and the provider's name.
func (b Batch) kindOf() (kind, provider string) {
	kind, provider, _ = strings.Cut(b.Source, ".")
	return kind, provider
}

// kindWords gives the words by which banks name an entry of a kind, as the beginnings of
// words without accents. The accents of cheque are in some exports lost with their letter.
func kindWords(kind string) []string {
	switch kind {
	case kindSlip:
		return []string{"CHQ", "CHEQUE", "CHQUE", "CHECK", "SCHECK", "ASSEGN", "TALON", "TALN"}
	case kindCard:
		return []string{"CB", "CARTE", "CARD", "KARTE", "TARJETA", "CARTAO", "TPE", "TPV", "POS",
			"VISA", "MASTERCARD", "MAESTRO", "AMEX", "GIROCARD", "BANCONTACT", "PAGOBANCOMAT",
			"TERMINAL", "SUMUP", "WORLDLINE", "ADYEN", "NEXI", "DATAFONO", "MULTIBANCO", "ZETTLE"}
	case kindCollect:
		return []string{"PRLV", "PRELEV", "PRLVEMENT", "SDD", "LASTSCHRIFT", "INCASSO", "DOMICIL",
			"ADDEBIT", "RECIBO", "DEBIT", "INKASO", "AUTOGIRO", "COLLECTION"}
	}
	return nil
}

// deliveryWords name any delivery of many payments to the bank; what kind, other words say.
func deliveryWords() []string {
	return []string{"REM", "REMISE", "REMISES", "BORDEREAU", "BORD", "LOT", "DEPOT", "DEPOSIT",
		"BATCH", "SAMMLER", "SAMMELBUCHUNG", "DISTINTA", "REMESA", "LEVERING"}
}

// transferWords begin the text of a transfer, which is the payment of one customer.
func transferWords() []string {
	return []string{"VIR", "VRT", "VIREMENT", "TRANSFER", "UEBERWEISUNG", "UBERWEISUNG", "BERWEISUNG",
		"GUTSCHRIFT", "BONIFICO", "TRANSFERENCIA", "OVERBOEKING", "OVERSCHRIJVING", "PRZELEW", "GIRO",
		"PAYMENT", "PAIEMENT", "INST", "FPS", "FACTURE", "INVOICE", "RECHNUNG"}
}

// textWords splits a text into the words of letters and the numbers that stand in it, in
// capitals. "REMCHQ0087" is two: REMCHQ and 0087.
func textWords(s string) []string {
	var out []string
	start, kind := 0, byte(0)
	s = strings.ToUpper(s)
	for i := 0; i <= len(s); i++ {
		k := byte(0)
		if i < len(s) {
			switch c := s[i]; {
			case '0' <= c && c <= '9':
				k = '0'
			case 'A' <= c && c <= 'Z':
				k = 'A'
			case c >= 0x80: // a letter with an accent: part of its word, and not looked at
				continue
			}
		}
		if k == kind {
			continue
		}
		if kind != 0 {
			out = append(out, CompactReference(s[start:i]))
		}
		start, kind = i, k
	}
	return out
}

// kindNamed says whether one of the words names the kind, and whether it names a delivery.
func kindNamed(words []string, kind string) (named, delivery bool) {
	names, deliveries := kindWords(kind), deliveryWords()
	for _, w := range words {
		delivery = delivery || slices.Contains(deliveries, w)
		rest := strings.TrimPrefix(w, "REM") // REMCB
		named = named || slices.ContainsFunc(names, func(n string) bool {
			return beginsLike(w, n) || beginsLike(rest, n)
		})
	}
	return named, delivery
}

// beginsLike says whether a word is the name or, where the name is long enough to be nothing
// else, begins with it.
func beginsLike(word, name string) bool {
	return word == name || len(name) > 3 && strings.HasPrefix(word, name) || word == name+"S"
}

// akin says whether an entry is of the kind that a source makes: the bank says that it is a
// lump, its code or the words of its text name cheques, cards, direct debits or the provider.
// The payment of one customer, who is named or whose transfer it is, is of no such kind.
func (b Batch) akin(p Payment) bool {
	kind, provider := b.kindOf()
	if p.Lump {
		return !b.othersKind(p)
	}
	said := p.Detail.Payer.Name
	if said == "" {
		said = batchWords(p)
	}
	if kind == kindPayout {
		return strings.Contains(CompactReference(said), CompactReference(provider))
	}
	if b.codeOf(p) {
		return true
	}
	words := textWords(said)
	if p.Detail.Payer.Name != "" {
		words = nameWords(words)
	}
	head := words[:min(2, len(words))]
	if slices.ContainsFunc(head, func(w string) bool { return slices.Contains(transferWords(), w) }) {
		return false
	}
	if strings.Contains(p.Code, "-RCDT-") && p.Detail.Payer.Name == "" {
		words = head // the bank calls it a transfer: what it begins with may still say better
	}
	named, delivery := kindNamed(words, kind)
	return named || delivery && p.Detail.Payer.Name == "" && !b.othersKind(p)
}

// nameWords are the words of a payer's name without the short ones that may be a legal form or a part of
// it, as the CB of a Spanish partnership, unless the name begins so or tells of a delivery: "REM CB".
func nameWords(words []string) []string {
	var out []string
	for i, w := range words {
		if i == 0 || len(w) > 3 || slices.Contains(deliveryWords(), words[i-1]) {
			out = append(out, w)
		}
	}
	return out
}

// othersKind says whether an entry's text names a kind that is not the source's.
func (b Batch) othersKind(p Payment) bool {
	words := textWords(batchWords(p))
	own, _ := b.kindOf()
	if named, _ := kindNamed(words, own); named {
		return false
	}
	for _, kind := range []string{kindSlip, kindCard, kindCollect} {
		if named, _ := kindNamed(words, kind); named && kind != own && own != kindPayout && !b.fromBank() {
			return true
		}
	}
	return false
}

// codeOf says whether the bank's code is that of the source's kind (DOMAIN 4.4).
func (b Batch) codeOf(p Payment) bool {
	kind, _ := b.kindOf()
	switch kind {
	case kindSlip:
		return strings.Contains(p.Code, "-RCHQ-")
	case kindCard:
		return strings.HasPrefix(p.Code, "PMNT-MCRD") || strings.HasPrefix(p.Code, "PMNT-CCRD") ||
			strings.HasPrefix(p.Code, "PMNT-MERC")
	case kindCollect:
		return strings.Contains(p.Code, "-IDDT-")
	}
	return false
}

// batchWords is everything the bank says of an entry.
func batchWords(p Payment) string {
	return strings.Join(append([]string{p.EntryText, p.Detail.AdditionalText, p.Detail.Payer.Name,
		p.Reference, p.BatchRef, p.Detail.EndToEndID}, p.Detail.Text...), " ")
}

// names says whether the bank's text names the group of a batch, and whether it names another
// in its place: "REM CHQ 0099" is not slip 87. A number of cheques is no slip's number.
func (b Batch) names(p Payment) (own, other bool) {
	group := CompactReference(b.Group)
	if strings.Trim(group, "0123456789") != "" {
		if own = len(group) >= minGroup && standsIn(CompactReference(batchWords(p)), group); own {
			return true, false
		}
		p.Reference = "" // the bank's own
		return false, namesAnother(batchWords(p), b.Group)
	}
	group = strings.TrimLeft(group, "0")
	if group == "" {
		return false, false
	}
	kind, _ := b.kindOf()
	words := textWords(batchWords(p))
	near := 0 // how many words behind one that a number of the kind may follow
	for i, w := range words {
		named, delivery := kindNamed([]string{w}, kind)
		number := strings.TrimLeft(w, "0")
		switch {
		case named || delivery:
			near = 3
			continue
		case number == "" || number[0] > '9':
			near--
			continue
		}
		if i+1 < len(words) {
			if counted, _ := kindNamed(words[i+1:i+2], kind); counted {
				continue
			}
		}
		own = own || number == group
		other = other || near > 0 && len(number) <= len(group)+1 && len(group) <= len(number)+1
		near = 0
	}
	return own && (len(group) >= longGroup || b.akin(p)), other && !own
}

// longGroup is from how many digits on a group's number is that of nothing else.
const longGroup = 8

// standsIn says whether a group stands in a text, and not within a longer number.
func standsIn(text, group string) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9' }
	for from := 0; ; {
		i := strings.Index(text[from:], group)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(group)
		if !(digit(i) && digit(i-1)) && !(digit(end-1) && digit(end)) {
			return true
		}
		from = i + 1
	}
}
