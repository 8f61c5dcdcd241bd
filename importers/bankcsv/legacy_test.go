package bankcsv

import "testing"

// TestNamesWithoutTheirAccents: the German Valuta and Datum are not the Latvian valūta and the
// Hungarian dátum, and the letters of the lines below do not change with what stands in them.
func TestNamesWithoutTheirAccents(t *testing.T) {
	words, err := readVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for head, want := range map[string]string{
		"Datum;Valuta;Text;Betrag":        "windows-1252",
		"Date;Suma;Kanal":                 "windows-1252",
		"Buchungstag;Valuta;Auftraggeber": "windows-1252",
		"Datums;Val\xfbta;Summa":          "windows-1257",
		"Data operacji;Kwota;Opis":        "windows-1250",
	} {
		f := finder{words: words}
		if got := f.legacy([]byte(head + "\n\"R\xc8GLEMENT \xc9CH\xc9ANCE\"\n")); got != want {
			t.Errorf("%s: %s, want %s", head, got, want)
		}
	}
}
