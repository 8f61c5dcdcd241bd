package bankcsv_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestDoubts: what a file leaves open is never decided in silence.
func TestDoubts(t *testing.T) {
	const (
		dollars  = "Fecha,Concepto,Cargo,Abono,Saldo\n13/01/2026,SPEI,,\"$1,000.00\",\"$5,000.00\"\n14/01/2026,PAGO,\"$250.50\",,\"$4,749.50\"\n"
		currency = "currency: the file does not say which"
	)
	for _, c := range []struct{ name, file, want, not string }{
		{"a dollar or a peso", dollars, currency, ""},
		{"in the name of a column", "Date,Description,Amount ($)\n2026-01-13,A,-1.00\n", currency, ""},
		{"yen or yuan", "Date,Description,Amount\n2026-01-13,A,¥100\n2026-01-14,B,-¥50\n", currency, ""},
		{"a column of codes beside it", "Date,Description,Amount,Currency\n2026-01-13,A,$1.00,CAD\n2026-01-14,A,-$1.00,CAD\n", "CAD", currency},
		{"columns that many banks have", "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n13/01/2026;13/01/2026;;100 000;VIR;1 100 000\n", currency, ""},
		{"of an account in France", "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n13/01/2026;13/01/2026;;100 000;VIR;1 100 000\n", "EUR", currency},
		{"in the Pacific", "Compte en XPF\nDate;Date de valeur;Débit;Crédit;Libellé;Solde\n13/01/2026;13/01/2026;;100 000;VIR;1 100 000\n", currency, ""},
		{"a point there", "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n13/01/2026;13/01/2026;;6.455;VIR;28.326\n", "not a number in the form", ""},
		{"columns that change places", "Date;Libellé;Débit;Crédit\n13/01/2026;ab;;10,00\n14/01/2026;cd;5,00;\n" +
			"Date;Libellé;Crédit;Débit\n15/01/2026;x;20,00;\n", "the columns below it are others", ""},
		{"a line without a booking day", "Date opération;Date comptable;Libellé;Montant\n13/01/2026;13/01/2026;VIR;108,00\n" +
			"14/01/2026;;CB;-50,00\n", "status:", ""},
		{"a remark on a line", "Date;Libellé;Montant;Remarque\n13/01/2026;VIR A;100,00;\n14/01/2026;PRLV B;-50,00;\n" +
			"15/01/2026;CB C;-10,00;Prévision\n", "status:", ""},
		{"two unknown states", "Date;Libellé;Montant;St\n13/01/2026;VIR A;100,00;C\n14/01/2026;PRLV B;-50,00;C\n" +
			"15/01/2026;CB C;-10,00;P\n", "status:", ""},
		{"a state in a column of unknown name", "Date;Libellé;Montant;Zzstate\n13/01/2026;VIR A;100,00;Zzok\n" +
			"14/01/2026;PRLV B;-50,00;Zzok\n15/01/2026;CB C;-10,00;En attente\n", "status:", ""},
		{"a word that only the newest lines have", "Date;Libellé;Montant;Zzstate\n13/01/2026;VIR A;100,00;Zzok\n" +
			"14/01/2026;PRLV B;-50,00;Zzok\n15/01/2026;CB C;-10,00;Zzwait\n", "status:", ""},
		{"and others too", "Date;Libellé;Montant;Zzstate\n13/01/2026;VIR A;100,00;Zzok\n" +
			"14/01/2026;PRLV B;-50,00;Zzwait\n15/01/2026;CB C;-10,00;Zzok\n16/01/2026;CB C;-11,00;Zzwait\n", "entries 4", "status:"},
		{"a heading in the column of labels", "Libellé;Débit;Crédit;Date\nVIR A;;100,00;13/01/2026\nCB B;50,00;;14/01/2026\n" +
			"Bekleyen;;;\nCB C;10,00;;15/01/2026\n", "not booked yet", ""},
		{"a text of any words", "Date;Libellé;Montant;Zznote\n13/01/2026;VIR A;100,00;facture\n" +
			"14/01/2026;PRLV B;-50,00;loyer\n15/01/2026;CB C;-10,00;En attente\n", "entries 3", "status:"},
		{"a customer who reserves", "Date;Libellé;Montant\n13/01/2026;RESERVATION;100,00\n14/01/2026;PRLV B;-50,00\n", "entries 2", "status:"},
		{"the list of a card", "Date,Description,Card Member,Amount\n01/13/2026,STORE,J DOE,25.00\n" +
			"01/15/2026,AUTOPAY,J DOE,-100.00\n", "signs:", ""},
		{"the day of the download", "Export du 14/02/2026\nDate;Libellé;Montant\n03/11/2025;A;-5,00\n04/11/2025;B;6,00\n", "dates:", ""},
		{"a period", "Du 01/11/2025 au 30/11/2025\nDate;Libellé;Montant\n03/11/2025;A;-5,00\n04/11/2025;B;6,00\n", "entries 2", "dates:"},
		{"and their names", "Date;Libellé;Débit;Crédit\n13/01/2026;ab;;10,00\n14/01/2026;cd;5,00;\n" +
			"Date;Libellé;Entrée;Sortie\n15/01/2026;x;20,00;\n", "the columns below it are others", ""},
		{"or not", "Date;Libellé;Débit;Crédit\n13/01/2026;ab;;10,00\n14/01/2026;cd;5,00;\n" +
			"Date;Libellé;Débit;Crédit\n15/01/2026;x;20,00;\n", "entries 3", "others"},
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		var opt importers.Options
		if strings.HasPrefix(c.name, "of an account") || strings.HasPrefix(c.name, "in the Pac") {
			opt.Account = "FR7610278060310002041230174"
		}
		var got importers.Collector
		err = im.Read(context.Background(), strings.NewReader(c.file), opt, &got)
		n, in := 0, ""
		for _, s := range got.Statements {
			n, in = n+len(s.Entries), string(s.Currency)
		}
		all := fmt.Sprint("entries ", n, in, got.Needs, got.Messages, err)
		if !strings.Contains(all, c.want) || c.not != "" && strings.Contains(all, c.not) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, all)
		}
	}
}
