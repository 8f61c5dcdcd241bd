package bankcsv

import "testing"

// TestNamedBanks: the main banks of France are known by name, and so are some of their
// neighbours; CIC and Crédit Mutuel, Caisse d'Epargne and Banque Populaire share a layout.
func TestNamedBanks(t *testing.T) {
	im, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"bnp-paribas", "societe-generale", "credit-agricole", "lcl", "cic",
		"credit-mutuel", "boursobank", "banque-postale", "caisse-epargne", "banque-populaire",
		"fortuneo", "qonto", "shine", "revolut", "revolut-business", "wise", "n26", "abn-amro",
		"bnp-fortis", "danske", "dkb", "fio", "monzo", "op-fi", "rabobank"} {
		if _, err := namedProfile(im.Profiles(), name); err != nil {
			t.Error(err)
		}
	}
}
