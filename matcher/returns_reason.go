package matcher

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// reasonWords are what banks write of why a payment came back where they give no code: cheques and bills,
// and exports that leave the code out. Folded, without the words that only join.
func reasonWords() map[reconcile.ReturnClass][]string {
	return map[reconcile.ReturnClass][]string{
		reconcile.ReturnRetry: {"PROVISION INSUFFISANTE", "SANS PROVISION", "DEFAUT PROVISION", "INSUFFICIENT FUNDS",
			"MANGELS DECKUNG", "KEINE DECKUNG", "FONDI INSUFFICIENTI", "FONDOS INSUFICIENTES", "SALDO INSUFICIENTE",
			"ONVOLDOENDE SALDO", "FUNDOS INSUFICIENTES"},
		reconcile.ReturnFixData: {"COMPTE CLOS", "COMPTE CLOTURE", "COMPTE BLOQUE", "RIB INCORRECT", "IBAN INVALIDE",
			"ACCOUNT CLOSED", "ACCOUNT BLOCKED", "INVALID ACCOUNT", "KONTO ERLOSCHEN", "KONTO GESPERRT", "CONTO CHIUSO",
			"CUENTA CANCELADA", "REKENING OPGEHEVEN", "CONTA ENCERRADA"},
		reconcile.ReturnMandate: {"ABSENCE MANDAT", "PAS MANDAT", "SANS MANDAT", "MANDAT REVOQUE", "NO MANDATE",
			"KEIN MANDAT", "GEEN MACHTIGING", "SIN MANDATO", "MANDATO ASSENTE"},
		reconcile.ReturnDispute: {"OPPOSITION", "CONTESTATION", "CONTESTE", "REFUS DEBITEUR", "DISPUTED", "WIDERSPRUCH",
			"CONTESTAZIONE", "DISCONFORMIDAD", "BETWIST"},
		reconcile.ReturnFraud:  {"FRAUDE", "FRAUD", "BETRUG", "FRODE"},
		reconcile.ReturnEstate: {"DECES", "DECEDE", "DECEASED", "VERSTORBEN", "DECEDUTO", "FALLECIDO", "OVERLEDEN"},
	}
}

// reason is why a payment came back: by the bank's code, else by its words.
func (b *takingBack) reason() []reconcile.Evidence {
	out := reconcile.ReturnEvidence(b.p)
	if reconcile.ClassOfReturn(b.p.Detail.ReturnReason) != reconcile.ReturnUnknown {
		return out
	}
	words := reasonWords()
	for _, class := range reconcile.ReturnClasses() {
		for i := range b.r.fields {
			if e, ok := b.r.fields[i].phrase(words[class]); ok {
				out[len(out)-1].Quote = string(class)
				return append([]reconcile.Evidence{e}, out...)
			}
		}
	}
	return out
}

// phrase shows the first of some phrases that a field holds, words that join others left out.
func (f *fieldText) phrase(phrases []string) (reconcile.Evidence, bool) {
	var words []string
	var at []int
	for k, p := range f.pieces {
		if p.class&wordJoin == 0 && len(p.text) > 1 {
			words, at = append(words, p.text), append(at, k)
		}
	}
	for _, s := range phrases {
		want := strings.Fields(s)
		for i := 0; i+len(want) <= len(words); i++ {
			if slices.Equal(words[i:i+len(want)], want) {
				return f.shown("words", at[i], at[i+len(want)-1]), true
			}
		}
	}
	return reconcile.Evidence{}, false
}
