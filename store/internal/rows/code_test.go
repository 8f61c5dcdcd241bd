package rows

import (
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

// TestPartsAndEvidence sees that what is stored of them is JSON and read back the same.
func TestPartsAndEvidence(t *testing.T) {
	text := rapid.String()
	rapid.Check(t, func(t *rapid.T) {
		var parts []reconcile.Part
		var evidence []reconcile.Evidence
		for range rapid.IntRange(0, 3).Draw(t, "n") {
			parts = append(parts, reconcile.Part{Kind: reconcile.PartKind(text.Draw(t, "kind")),
				Invoice: text.Draw(t, "invoice"), Customer: text.Draw(t, "customer"),
				Reason: text.Draw(t, "reason"), Moves: anyMoney(t), Closes: anyMoney(t)})
			evidence = append(evidence, reconcile.Evidence{Signal: text.Draw(t, "signal"),
				Field: reconcile.Field(text.Draw(t, "field")), Start: rapid.Int().Draw(t, "start"),
				End: rapid.Int().Draw(t, "end"), Quote: text.Draw(t, "quote"),
				Invoice: text.Draw(t, "invoice"), Weight: rapid.Int().Draw(t, "weight")})
		}
		agree(t, written(writeParts, parts), parts, readParts)
		agree(t, written(writeEvidence, evidence), evidence, readEvidence)
	})
}

func agree[T any](t *rapid.T, stored string, v []T, read func(string) ([]T, error)) {
	got, err := read(stored)
	if err != nil || !reflect.DeepEqual(got, v) {
		t.Fatalf("%s is read as %+v, %v", stored, got, err)
	}
	if !json.Valid([]byte(stored)) {
		t.Fatalf("%s is no JSON", stored)
	}
}

// FuzzJSON asks that whatever a damaged store holds is read or refused, and that what is
// read is written back the same.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{"", "[]", "[[]]", `[["cash","1.00 EUR","","F1","",""]]`, `["a"`, `[["\u00"]]`,
		`[["a\nb\"\\","","","","",""]]`, `{"bic":"x","ultimate":{"name":"n"},"documents":[{"number":"1"}]}`, "[,]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if parts, err := readParts(s); err == nil {
			again, err := readParts(written(writeParts, parts))
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

// written is what a list is stored as.
func written[T any](write func(*jsonWriter, []T), list []T) string {
	var j jsonWriter
	write(&j, list)
	return string(j.b)
}
