package reconcile

import (
	"strings"
	"testing"
)

// keyVectors are frozen: a key that changes makes every stored statement new again. They
// may only be added to.
func keyVectors() map[string]Entry {
	plain := Entry{Account: "FR1420041010050500013M02606", BookingDate: NewDate(2026, 6, 30),
		ValueDate: NewDate(2026, 7, 1), Amount: EUR(120000), Reference: "REF0001", Stable: true,
		Text: "VIR SEPA RECU", Details: []Detail{{Amount: EUR(120000), EndToEndID: "E2E-1",
			Payer: Party{Name: "Client A", IBAN: "DE89370400440532013000"}, Text: []string{"FACTURE ", "FA-2026-0123"}}}}
	text := plain
	text.Stable = false
	wrapped := text
	wrapped.Details = []Detail{plain.Details[0]}
	wrapped.Details[0].Text = []string{"facture fa-20", "26-0123"}
	batch := plain
	batch.Reference = "BATCH-7"
	batch.Amount = EUR(30000)
	batch.Details = []Detail{{Amount: EUR(10000), EndToEndID: "A"}, {Amount: EUR(10000), EndToEndID: "A"},
		{Amount: EUR(10000), EndToEndID: "B", Reference: "T3"}}
	yen := Entry{Account: "0500013M026", BookingDate: NewDate(2024, 2, 29), Amount: Money{-1500, "JPY"}, Text: "Gebühr"}
	return map[string]Entry{"stable": plain, "text": text, "wrapped": wrapped, "batch": batch, "yen": yen}
}

func TestKeysAreFrozen(t *testing.T) {
	entries := keyVectors()
	full := func(id ID) string { b, _ := id.MarshalText(); return string(b) }
	check := func(name, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("key %q is %s, frozen as %s", name, got, want)
		}
	}
	check("stable", full(EntryKey("default", entries["stable"], 1)), "e5w2pt2gkdqdzzfyc1at6byvag")
	check("stable, second", full(EntryKey("default", entries["stable"], 2)), "e5w2pt2gkcaqtx5dc2g6vq68zw")
	check("other company", full(EntryKey("acme", entries["stable"], 1)), "b99akfagkdea92976w5qh5ggs4")
	check("text", full(EntryKey("default", entries["text"], 1)), "e5w2pt2gkdr39gzh3x27egwt10")
	check("wrapped", full(EntryKey("default", entries["wrapped"], 1)), "e5w2pt2gkdr39gzh3x27egwt10")
	check("yen", full(EntryKey("default", entries["yen"], 1)), "djeabpad8xckfgb6r29zzrxfkw")

	batch := entries["batch"]
	batch.ID = EntryKey("default", batch, 1)
	p := batch.Payments()
	check("payment 1", full(p[0].ID), "e5w2pt2gkejzjn2xxj7x25zmzg")
	check("payment 2", full(p[1].ID), "e5w2pt2gkfw488hphrdj71try4")
	check("payment 3", full(p[2].ID), "e5w2pt2gkfbwvhw6yr0qzm3a40")

	parts := []Part{CashOn("FA-1", EUR(9800)), Closing(Discount, "FA-1", EUR(200)), Waiting("C1", EUR(1))}
	check("decision", full(AutomaticKey("default", p[0].ID, "applied", parts, 0)), "e5w2pt2gke7b5spte5zt3xnm28")
	check("decision after an undo", full(AutomaticKey("default", p[0].ID, "applied", parts, 1)), "e5w2pt2gkd06h5z39vkk8j179c")
	check("manual", full(ManualKey("default", "invoice-run-7")), "n1dtdg0001htw9g2025hdkysdr")
	s := Statement{Account: batch.Account, Currency: "EUR", Reference: "S-1", From: batch.BookingDate,
		To: batch.BookingDate, Opening: &Balance{Amount: EUR(1)}, Closing: &Balance{Amount: EUR(30001)}}
	var sum EntrySum
	sum.Add(EntryDigest("default", batch))
	check("statement", full(StatementKey("default", s, sum)), "e5w2pt2gkfk1yk8pwvv7yqezyg")
}

func TestKeysTellApart(t *testing.T) {
	base := keyVectors()["text"]
	seen := map[ID]string{EntryKey("default", base, 1): "base"}
	change := map[string]func(*Entry){
		"account": func(e *Entry) { e.Account += "X" }, "day": func(e *Entry) { e.BookingDate++ },
		"amount": func(e *Entry) { e.Amount.Minor++ }, "sign": func(e *Entry) { e.Amount = e.Amount.Neg() },
		"currency": func(e *Entry) { e.Amount.Currency = "CHF" }, "value date": func(e *Entry) { e.ValueDate++ },
		"text":  func(e *Entry) { e.Text += "!" },
		"payer": func(e *Entry) { e.Details = []Detail{{Payer: Party{IBAN: "X"}}} },
	}
	for name, f := range change {
		e := base
		f(&e)
		id := EntryKey("default", e, 1)
		if other, ok := seen[id]; ok {
			t.Errorf("changing the %s gives the key of %s", name, other)
		}
		seen[id] = name
	}
	line, kept := base, base
	line.Line, kept.Code = 7, "PMNT"
	if EntryKey("default", line, 1) != EntryKey("default", kept, 1) {
		t.Error("the place in the file is part of the key")
	}
}

func TestNormalTextIsFrozen(t *testing.T) {
	for in, want := range map[string]string{
		"Facture  FA-2026\t0123\r\n": "FACTUREFA-20260123",
		"Règlement\u00a0n°\u202f7":   "RèGLEMENTN°7",
		"straße ÉTÉ été":             "STRAßEÉTÉéTé",
		"\v\f":                       "",
	} {
		if got := NormalText(in); got != want {
			t.Errorf("NormalText(%q) = %q, frozen as %q", in, got, want)
		}
	}
}

func TestPrintedID(t *testing.T) {
	id := EntryKey("default", keyVectors()["stable"], 1)
	if len(id.String()) != 16 || !id.HasPrefix(strings.ToUpper(id.String()[:6])) || id.HasPrefix("") {
		t.Errorf("printed %q", id)
	}
	if id.Day() != NewDate(2026, 6, 30) {
		t.Errorf("day %s", id.Day())
	}
	b, _ := id.MarshalText()
	var back ID
	if err := back.UnmarshalText(b); err != nil || back != id {
		t.Errorf("%s read back as %v, %v", b, back, err)
	}
	if err := back.UnmarshalText([]byte("short")); err == nil {
		t.Error("a short id was read")
	}
}
