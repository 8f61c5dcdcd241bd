package bankcsv

import (
	"slices"
	"testing"
)

// TestTitles: names of columns that are put together or abbreviated say what they say in full.
func TestTitles(t *testing.T) {
	v, err := readVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]meaning{
		"Fecha ctble":                  meansBooked,
		"Fecha cont.":                  meansBooked,
		"F. Contable":                  meansBooked,
		"Data finalizarii tranzactiei": meansBooked,
		"Datum zaúčtování transakce":   meansBooked,
		"Debit (RON)":                  meansDebit,
		"Txn Date":                     meansDone,
		"Déb.":                         meansDebit,
		"Créd.":                        meansCredit,
		"Obc.":                         meansDebit,
		"Bedr. af":                     meansDebit,
		"Mt crédit":                    meansCredit,
		"Boekdat.":                     meansBooked,
		"Betr.":                        meansAmount2,
		"Entrata/Uscita":               meansSide,
		"Borç":                         meansDebit,
		"Date compt.":                  meansBooked,
		"Data cont.":                   meansBooked,
		"Buch.-Datum":                  meansBooked,
		"Buch. Tag":                    meansBooked,
		"Date of booking":              meansBooked,
		"BookingDate":                  meansBooked,
		"posting_date":                 meansBooked,
		"Fecha Oper":                   meansDone,
		"Date opé.":                    meansDone,
		"Date de l'op.":                meansDone,
		"Trans. Date":                  meansDone,
		"Data oper.":                   meansDone,
		"Date val.":                    meansValue,
		"Fecha val.":                   meansValue,
		"Val. Date":                    meansValue,
		"ValueDate":                    meansValue,
		"Data di val.":                 meansValue,
		"Importo di addebito (CHF)":    meansDebit,
		"Importo di accredito (CHF)":   meansCredit,
		"Suma debit":                   meansDebit,
		"Suma credit":                  meansCredit,
		"Importe abono":                meansCredit,
		"Montant au débit":             meansDebit,
		"Montant débit EUR":            meansDebit,
		"Date de naissance":            "",
		"Fecha de vencimiento":         "",
		"Update":                       "",
		"Wallet currency":              meansCurrency,
		"Betrag in Kontowährung":       meansOwnAmount,
		"Amount in original currency":  meansNever,
	} {
		got := v.named(title).means
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%q says %q, want %q", title, got, want)
		}
	}
}
