package catalogue

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// known says whether every line of a remark is translated.
func known(texts *Texts, remark string) bool {
	for line := range strings.SplitSeq(remark, "\n") {
		tr := translation{texts: texts, book: texts.remarks(), steps: maxSteps}
		if _, _, ok := tr.remark(strings.TrimLeft(line, " ")); !ok {
			return false
		}
	}
	return true
}

// Every pattern has both languages with the same holes, and stands once.
func TestEveryRemarkInBothLanguages(t *testing.T) {
	names := func(s string) string {
		var b []byte
		for _, h := range compile(s).holes {
			mark := byte('v')
			if h.remark {
				mark = 'r'
			}
			b = append(b, h.name, mark)
		}
		slices.Sort(b)
		return string(b)
	}
	seen := map[string]bool{}
	pairs := remarkPairs(remarkSource)
	if len(pairs) < 300 {
		t.Fatalf("only %d patterns", len(pairs))
	}
	for _, p := range pairs {
		en, fr := p[English], p[French]
		if en == "" || fr == "" || len(p) != len(Langs()) {
			t.Errorf("%q: a language is missing", p)
		}
		if names(en) != names(fr) {
			t.Errorf("%s\n%s\nhave other holes", en, fr)
		}
		if seen[en] {
			t.Errorf("%s stands twice", en)
		}
		if strings.Contains(en, "}{") || strings.Contains(en, "><") {
			t.Errorf("%s: nobody can tell where one hole ends", en)
		}
		seen[en] = true
	}
}

// Every remark, question and refusal of the golden files is translated.
func TestEveryRemarkOfTheFixtures(t *testing.T) {
	files, err := filepath.Glob("../../../fixtures/*/*/want.txt")
	if err != nil || len(files) < 300 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	texts, n := New(French), 0
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.TrimSuffix(string(b), "\n")
		var list []string
		if s, ok := strings.CutPrefix(text, "refused: "); ok {
			list = append(list, s)
		} else {
			list = remarksOf(text)
		}
		for _, s := range list {
			if n++; !known(texts, s) {
				t.Errorf("%s: remarks.txt has no pattern for\n%s", name, s)
			}
		}
	}
	if n < 300 {
		t.Errorf("only %d remarks were found", n)
	}
}

func remarksOf(text string) (list []string) {
	for line := range strings.SplitSeq(text, "\n") {
		word, rest, _ := strings.Cut(line, " ")
		if word == "message" || word == "needs" {
			list = append(list, rest)
		}
		if s, ok := strings.CutPrefix(strings.TrimSpace(line), "contradicted: "); ok {
			list = append(list, s)
		}
	}
	return list
}

// What reconcile and the program itself say of a file, and remarks within remarks.
func TestRemarks(t *testing.T) {
	fr, en := New(French), New(English)
	const held = "; held: get a complete file, or enter it with --override and a reason"
	const retenu = " ; retenu : obtenez un fichier complet, ou forcez l'entrée avec --override et un motif"
	for _, c := range []struct{ en, fr string }{
		{"statement S1 of FR76: closing balance differs by 42.00 EUR from opening balance and lines" + held,
			"relevé S1 du compte FR76 : le solde final s'écarte de 42,00\u00a0€ du solde initial et des lignes" + retenu},
		{"statement  of : opening balance: amounts of two currencies: 1.00 EUR and 1.00 USD" + held,
			"relevé  du compte  : solde initial : montants en deux devises : 1,00\u00a0€ et 1,00\u00a0USD" + retenu},
		{"statement S1 of FR76: entry of 2026-05-04: invalid amount: the sum of 1 EUR and 2.00 XXX overflows",
			"relevé S1 du compte FR76 : écriture du 04/05/2026 : montant invalide : la somme de 1,00\u00a0€ et 2.00 XXX est trop grande"},
		{"statement S1 is held: account FR76 is in EUR and not in USD: if the bank keeps both under one number, " +
			"enter it twice under accounts: in the configuration, each with its currency:",
			"relevé S1 retenu : le compte FR76 est en EUR et non en USD : si la banque tient les deux sous un numéro, " +
				"entrez-le deux fois sous accounts: dans la configuration, chaque fois avec sa devise, currency:"},
		{"statement S1 of FR76: 2026-05-01 to 2026-05-31 came as mt940 before (may.sta, import 1h3kq); held: undo that import " +
			"to enter this one in its place, or enter both with --override and a reason",
			"relevé S1 du compte FR76 : du 01/05/2026 au 31/05/2026, déjà reçu en mt940 (may.sta, import 1h3kq) ; retenu : annulez " +
				"cet import pour entrer celui-ci à sa place, ou entrez les deux avec --override et un motif"},
		{"statement S1 of FR76 was entered before from another file",
			"relevé S1 du compte FR76 déjà entré par un autre fichier"},
		{"statement S1 of FR76: it repeats a line of 2026-05-04, and without balances or a period nobody can " +
			"tell whether it is the same line" + held,
			"relevé S1 du compte FR76 : il répète une ligne du 04/05/2026 ; sans soldes ni période, " +
				"impossible de dire si c'est la même" + retenu},
		{"statement S1 of FR76: on 2026-05-04 it has 2 lines that S0 does not have, and lacks 1",
			"relevé S1 du compte FR76 : le 04/05/2026, il a 2 lignes absentes de S0, et il lui en manque 1"},
		{"statement S1 of FR76: on 2026-05-04 it has 2 lines that the file before does not have, and lacks 0",
			"relevé S1 du compte FR76 : le 04/05/2026, il a 2 lignes absentes du fichier précédent, " +
				"et il lui en manque 0"},
		{"statement S1 of FR76: closing balance differs by -1.00 EUR from opening balance and lines; " +
			"entered by override: seen with the bank",
			"relevé S1 du compte FR76 : le solde final s'écarte de -1,00\u00a0€ du solde initial et des lignes" +
				" ; entrée forcée : seen with the bank"},
		{"override (person:ann: a: b): statement S1 of FR76: closing balance differs by 1.00 EUR from " +
			"opening balance and lines",
			"entrée forcée (person:ann : a: b) : relevé S1 du compte FR76 : le solde final s'écarte de " +
				"1,00\u00a0€ du solde initial et des lignes"},
		{"the same file was held before; nothing changed", "fichier déjà retenu ; rien n'a changé"},
		{"account FR76 (EUR) is new and was entered", "compte FR76 (EUR) nouveau, enregistré"},
		{"account FR76 belongs to company b (--company b)", "le compte FR76 est celui du dossier b (--company b)"},
		{"account FR76 is new: say whose it is under accounts: in the configuration (a, b)",
			"compte FR76 nouveau : dites à quel dossier il est, sous accounts: dans la configuration (a, b)"},
		{"batch G1: its details sum to 1.00 EUR and not to 2.00 EUR; held: get a complete report",
			"remise G1 : son détail fait 1,00\u00a0€ et non 2,00\u00a0€ ; retenu : obtenez un rapport complet"},
		{"the details G1 of payment 0abc (2026-05-04, 1.00 EUR) are not used: something is decided on " +
			"its sum; undo that first", "détail G1 du règlement 0abc (04/05/2026, 1,00\u00a0€) non utilisé : " +
			"sa somme est déjà traitée ; annulez d'abord"},
		{"the details of entry 0abc are not used: its sum is allocated already; undo first",
			"détail de l'écriture 0abc non utilisé : sa somme est déjà lettrée ; annulez d'abord"},
		{"a.xml: cannot be read: no such file or directory", "a.xml : illisible : fichier ou dossier introuvable"},
		{"a.xml: cannot be read: too many links", "a.xml : illisible : too many links"},
		{`line 5: date "2026-02-31" does not exist`, "ligne 5 : la date « 2026-02-31 » n'existe pas"},
		{"2 bad lines, nothing is imported (correct them, or leave them out with --skip-bad-lines)\n" +
			"  line 5: number is empty\n  line 6: a new thing\n  and 1 more",
			"2 lignes fautives, rien n'est importé (corrigez-les, ou écartez-les avec --skip-bad-lines)\n" +
				"  ligne 5 : number est vide\n  line 6: a new thing\n  et 1 autre"},
		{"line 5: something that nobody translated", "line 5: something that nobody translated"},
		{"", ""},
	} {
		if got := fr.Remark(c.en); got != c.fr {
			t.Errorf("%s\n got %s\nwant %s", c.en, got, c.fr)
		}
		if got := en.Remark(c.en); got != c.en {
			t.Errorf("English is changed: %s", got)
		}
	}
}

// A remark may quote what a file says, and a file may say anything.
func TestHostileRemark(t *testing.T) {
	fr := New(French)
	for _, s := range []string{
		strings.Repeat("statement x of y: ", 5000), strings.Repeat("line 1: ", 5000) + "too large",
		"statement " + strings.Repeat(": ", 50_000), strings.Repeat("override (: ", 3000),
		"profile " + strings.Repeat(": line 1: ", 3000) + "no",
	} {
		start := time.Now()
		_ = fr.Remark(s)
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%.20s…: %s", s, d)
		}
	}
}

func BenchmarkRemark(b *testing.B) {
	fr := New(French)
	const s = "line 3: amount: invalid amount \"1.234,56\": want a dot before the decimals and no separators, " +
		"as in 1234.56; correct it, or leave it out with --skip-bad-lines"
	for b.Loop() {
		if fr.Remark(s) == s {
			b.Fatal("not translated")
		}
	}
}

func BenchmarkRemarkBook(b *testing.B) {
	for b.Loop() {
		remarkBook(French)
	}
}
