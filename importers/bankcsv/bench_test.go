package bankcsv

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/gocarina/gocsv"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// benchFile is a file of the layout cic with n lines.
func benchFile(n int) []byte {
	var b bytes.Buffer
	b.WriteString("Date;Date de valeur;Débit;Crédit;Libellé;Solde\r\n")
	sum := int64(0)
	for i := range n {
		sum += int64(i%997) + 100
		fmt.Fprintf(&b, "%02d/06/2026;%02d/06/2026;;%d,%02d;VIR CLIENT %06d FACTURE AC26-%06d;%d,%02d\r\n",
			i*28/n+1, i*28/n+1, (i%997+100)/100, (i%997+100)%100, i, i, sum/100, sum%100)
	}
	return b.Bytes()
}

// discard is a sink that keeps nothing.
type discard struct{ entries int }

func (*discard) Begin(reconcile.Statement) error { return nil }
func (d *discard) Entry(reconcile.Entry) error   { d.entries++; return nil }
func (*discard) Pending(reconcile.Money) error   { return nil }
func (*discard) End(reconcile.Statement) error   { return nil }
func (*discard) Ask(string)                      {}
func (*discard) Note(string)                     {}

// BenchmarkRead measures typed and validated entries, beside the same file through a bare
// encoding/csv loop and through gocsv with string fields.
func BenchmarkRead(b *testing.B) {
	const lines = 100_000
	data := benchFile(lines)
	b.Run("bankcsv", func(b *testing.B) {
		im, err := New("")
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			var d discard
			err := im.Read(context.Background(), bytes.NewReader(data), importers.Options{Account: "X"}, &d)
			if err != nil || d.entries != lines {
				b.Fatal(d.entries, err)
			}
		}
	})
	b.Run("encoding-csv", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			r := csv.NewReader(bytes.NewReader(data))
			r.Comma, r.ReuseRecord = ';', true
			for {
				if _, err := r.Read(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("gocsv", func(b *testing.B) {
		type line struct {
			Date    string `csv:"Date"`
			Value   string `csv:"Date de valeur"`
			Debit   string `csv:"Débit"`
			Credit  string `csv:"Crédit"`
			Label   string `csv:"Libellé"`
			Balance string `csv:"Solde"`
		}
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			r := csv.NewReader(strings.NewReader(string(data)))
			r.Comma = ';'
			u, err := gocsv.NewUnmarshaller(r, line{})
			if err != nil {
				b.Fatal(err)
			}
			for {
				if _, err := u.Read(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
