package bankcsv_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
)

func FuzzRead(f *testing.F) {
	im, err := embedded()
	if err != nil {
		f.Fatal(err)
	}
	opt := importers.Options{Account: "FR7630004008120001023456796", Currency: "EUR"}
	f.Add([]byte("Date;Libellé;Montant\n01022026;VIR;100,00\n05022026;CHQ;-50,00\n")) // days without signs
	fuzzing.Statements(f, im, opt, "../../fixtures/bankcsv")
}

// TestMemory: a file whose layout has to be found out stays within the bound too.
func TestMemory(t *testing.T) {
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, columns := range []string{"Date;Date de valeur;Débit;Crédit;Libellé;Solde",
		"Valeur;Date opération;Montant débité;Montant crédité;Libellé;Solde après"} {
		for _, n := range []int{500, 5000, 50_000} {
			var b bytes.Buffer
			b.WriteString(columns + "\r\n")
			for i := range n {
				day := 1 + i*28/n
				fmt.Fprintf(&b, "%02d/06/2026;%02d/06/2026;;12,34;VIR CLIENT %06d;%d,%02d\r\n", day, day, i,
					(i+1)*1234/100, (i+1)*1234%100)
			}
			bound.Memory(t, b.Bytes(), func(r io.Reader, see func()) {
				opt := importers.Options{Account: "FR7630004008120001023456796", Currency: "EUR"}
				if err := im.Read(context.Background(), r, opt, &golden.Counter{}); err != nil {
					t.Fatal(err)
				}
				see()
			})
		}
	}
}
