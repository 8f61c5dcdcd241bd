package matcher

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// What banks keep on the way closes an invoice that was paid in full. It is believed only where
// fees exist: everywhere else what is missing is missing.

// instructedAbroad says whether the payment was ordered in another currency.
func (w *work) instructedAbroad() bool {
	c := w.p.Detail.Exchanged().Instructed.Currency
	return c != "" && c != w.p.Amount.Currency
}

// feesPossible says whether a bank may have kept something (PRACTICE 1.15): not within SEPA in
// euro, and not within a country in its own currency.
func (w *work) feesPossible() bool {
	if w.r.words&wordForeign != 0 || strings.HasSuffix(w.p.Code, "XBCT") || w.instructedAbroad() {
		return true
	}
	from := country(w.p.Detail.Payer.IBAN)
	if w.p.Amount.Currency != "EUR" {
		return from != country(w.p.Account) || !national(from, w.p.Amount.Currency)
	}
	return from != "" && !sepa(from)
}

// country is that of an IBAN, empty for no IBAN.
func country(iban string) string {
	if len(iban) < 15 || iban[0] < 'A' {
		return ""
	}
	return strings.ToUpper(iban[:2])
}

// national says whether a currency is a country's own, so that its banks settle it among
// themselves.
func national(country string, c reconcile.Currency) bool {
	const list = "AL:ALL CH:CHF CZ:CZK DK:DKK GB:GBP HU:HUF IS:ISK LI:CHF MD:MDL MK:MKD NO:NOK PL:PLN " +
		"RO:RON RS:RSD SE:SEK "
	return strings.Contains(list, country+":"+string(c)+" ")
}

// abroad says whether a word speaks of a transfer from abroad: "VIR INTERNATIONAL", but not
// "Moreau International" nor the SWIFT code of a bank.
func (f *fieldText) abroad(i int) bool {
	const pay = wordForeign | wordPay
	class := f.pieces[i].class
	return class&pay == pay ||
		class&wordForeign != 0 && (f.wordBeside(i, -1)|f.wordBeside(i, 1))&wordPay != 0
}

// sepa says whether a country takes part in SEPA credit transfers.
func sepa(country string) bool {
	const list = "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC " +
		"MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA "
	for i := 0; i+2 < len(list); i += 3 {
		if list[i:i+2] == country {
			return true
		}
	}
	return false
}
