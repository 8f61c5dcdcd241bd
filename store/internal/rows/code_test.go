package rows

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/reconcile"
)

func anyMoney(t *rapid.T) reconcile.Money {
	return reconcile.Money{Minor: rapid.Int64Range(-reconcile.MaxMinor, reconcile.MaxMinor).Draw(t, "minor"),
		Currency: rapid.SampledFrom([]reconcile.Currency{"", "EUR", "JPY", "TND", "CLF", "XXX", "???"}).
			Draw(t, "currency")}
}

// known is money that reconcile.Money can read back too.
func known(t *rapid.T) reconcile.Money {
	m := anyMoney(t)
	if !m.Currency.Valid() || m.Minor == 0 { // encoding/json leaves 0.00 EUR out, we do not
		return reconcile.Money{}
	}
	return m
}

func TestMoneyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMoney(t)
		if got, err := moneyOf(moneyText(m)); err != nil || got != m {
			t.Fatalf("%#v is stored as %q and read as %#v, %v", m, moneyText(m), got, err)
		}
	})
	for _, bad := range []string{"1", " ", " EUR", "1,5 EUR", "x EUR", "1.2.3 EUR"} {
		if m, err := moneyOf(bad); err == nil {
			t.Errorf("%q is read as %v", bad, m)
		}
	}
}

func TestLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("\\\n-n"))))).
			Draw(t, "pieces")
		got := splitLines(lines(pieces))
		if !slices.Equal(got, pieces) {
			t.Fatalf("%q is stored as %q and read as %q", pieces, lines(pieces), got)
		}
	})
}

func TestInstants(t *testing.T) {
	for _, at := range []time.Time{{}, time.Unix(1e9, 1).UTC(), time.Unix(-5, 999999999).UTC()} {
		if got := fromInstant(instant(at)); got != at {
			t.Errorf("%v is read as %v", at, got)
		}
	}
}

// TestPartsAndEvidence holds our JSON against encoding/json: the tags of the types describe
// what the store keeps.
func TestPartsAndEvidence(t *testing.T) {
	text := rapid.String()
	rapid.Check(t, func(t *rapid.T) {
		var parts []reconcile.Part
		var evidence []reconcile.Evidence
		for range rapid.IntRange(0, 3).Draw(t, "n") {
			parts = append(parts, reconcile.Part{Kind: reconcile.PartKind(text.Draw(t, "kind")),
				Invoice: text.Draw(t, "invoice"), Customer: text.Draw(t, "customer"),
				Reason: text.Draw(t, "reason"), Moves: known(t), Closes: known(t)})
			evidence = append(evidence, reconcile.Evidence{Signal: text.Draw(t, "signal"),
				Field: reconcile.Field(text.Draw(t, "field")), Start: rapid.Int().Draw(t, "start"),
				End: rapid.Int().Draw(t, "end"), Quote: text.Draw(t, "quote"),
				Invoice: text.Draw(t, "invoice"), Weight: rapid.Int().Draw(t, "weight")})
		}
		agree(t, partsText(parts), parts, readParts)
		agree(t, evidenceText(evidence), evidence, readEvidence)
	})
}

func agree[T any](t *rapid.T, stored string, v []T, read func(string) ([]T, error)) {
	got, err := read(stored)
	if err != nil || !reflect.DeepEqual(got, v) {
		t.Fatalf("%s is read as %+v, %v", stored, got, err)
	}
	var other []T
	if err := json.Unmarshal([]byte(stored), &other); err != nil {
		t.Fatalf("%s is no JSON: %v", stored, err)
	}
	if len(v) > 0 && !reflect.DeepEqual(other, v) {
		t.Fatalf("encoding/json reads %s as %+v", stored, other)
	}
	// Written by encoding/json it is the same list with more escapes.
	theirs, err := json.Marshal(v)
	var a, b bytes.Buffer
	if err == nil && len(v) > 0 {
		err = recode(&a, theirs)
	}
	if err == nil && len(v) > 0 {
		err = recode(&b, []byte(stored))
	}
	if err != nil || a.String() != b.String() {
		t.Fatalf("encoding/json writes %s, not %s (%v)", a.String(), b.String(), err)
	}
}

func recode(into *bytes.Buffer, text []byte) error {
	var v any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return err
	}
	return json.NewEncoder(into).Encode(v)
}

// FuzzJSON asks that whatever a damaged store holds is read or refused, and that what is
// read is written back the same.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{"", "[]", "[{}]", `[{"kind":"cash","moves":"1.00 EUR"}]`, `["a"`, `[{"kind":"\u00"}]`,
		`[{"kind":"a\nb\"\\"}]`, `{"bic":"x","ultimate":{"name":"n"},"documents":[{"number":"1"}]}`, "[,]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if parts, err := readParts(s); err == nil {
			again, err := readParts(partsText(parts))
			if err != nil || !reflect.DeepEqual(parts, again) {
				t.Errorf("%q is read as %+v and then as %+v, %v", s, parts, again, err)
			}
		}
		_, _ = readEvidence(s)
		_, _ = readRefuses(s)
		var d reconcile.Detail
		_ = readMore(s, &d)
	})
}
