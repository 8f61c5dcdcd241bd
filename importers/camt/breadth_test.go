package camt

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestPages: pages that follow each other are one statement, whatever the message; a page
// of another account or out of turn is not, and a page that is missing is said.
func TestPages(t *testing.T) {
	page := func(kind message, account, number, last, amount string) string {
		return "<" + kind.item + "><Id>S</Id><" + kind.item + "Pgntn><PgNb>" + number + "</PgNb><LastPgInd>" + last +
			"</LastPgInd></" + kind.item + "Pgntn><Acct><Id><Othr><Id>" + account + "</Id></Othr></Id><Ccy>EUR</Ccy></Acct>" +
			bookedEntry(amount, "CRDT", "") + "</" + kind.item + ">"
	}
	for _, kind := range []message{statements(), reports()} {
		for _, c := range []struct {
			name  string
			pages []string
			want  string // lines of each statement
			note  string
		}{
			{"two", []string{page(kind, "A", "1", "false", "1"), page(kind, "A", "2", "true", "2")}, "2", ""},
			{"another account", []string{page(kind, "A", "1", "false", "1"), page(kind, "B", "2", "true", "2")}, "1 1", ""},
			{"out of turn", []string{page(kind, "A", "2", "true", "1"), page(kind, "A", "1", "false", "2")}, "1 1", "is not whole"},
			{"one missing", []string{page(kind, "A", "1", "false", "1"), page(kind, "A", "3", "true", "2")}, "1 1", ""},
			{"alone", []string{page(kind, "A", "1", "false", "1")}, "1", "ends with page 1 and is not whole"},
		} {
			doc := "<Document><" + kind.root + ">" + strings.Join(c.pages, "") + "</" + kind.root + "></Document>"
			var s importers.Collector
			if err := (Importer{kind}).Read(context.Background(), strings.NewReader(doc), importers.Options{}, &s); err != nil {
				t.Errorf("%s %s: %v", kind.format, c.name, err)
				continue
			}
			var got []string
			for _, st := range s.Statements {
				got = append(got, fmt.Sprint(len(st.Entries)+len(st.Interim)))
			}
			if strings.Join(got, " ") != c.want || !strings.Contains(strings.Join(s.Messages, "; "), c.note) {
				t.Errorf("%s %s: %v, %q", kind.format, c.name, got, s.Messages)
			}
		}
	}
}

// TestPageNumbers: a part of a statement keeps its number, by its own count or the message's.
func TestPageNumbers(t *testing.T) {
	count := func(name, number, last string) string {
		return "<" + name + "><PgNb>" + number + "</PgNb><LastPgInd>" + last + "</LastPgInd></" + name + ">"
	}
	for name, c := range map[string]struct {
		group, statement string
		want             reconcile.Pages
	}{
		"second":       {"", count("StmtPgntn", "2", "true"), reconcile.Pages{First: 2, Last: 2}},
		"first":        {"", count("StmtPgntn", "1", "false"), reconcile.Pages{First: 1, Last: 1, More: true}},
		"whole":        {"", count("StmtPgntn", "1", "true"), reconcile.Pages{}},
		"of a message": {count("MsgPgntn", "3", "false"), "", reconcile.Pages{First: 3, Last: 3, More: true}},
		"whole of it":  {count("MsgPgntn", "3", "false"), count("StmtPgntn", "1", "true"), reconcile.Pages{}},
		"no number":    {count("MsgPgntn", "x", "false"), "", reconcile.Pages{}},
	} {
		doc := "<Document><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>" + c.group + "</GrpHdr><Stmt><Id>S</Id>" +
			c.statement + "<Acct><Id><Othr><Id>A</Id></Othr></Id><Ccy>EUR</Ccy></Acct>" +
			bookedEntry("1", "CRDT", "") + "</Stmt></BkToCstmrStmt></Document>"
		var s importers.Collector
		err := Statements().Read(context.Background(), strings.NewReader(doc), importers.Options{}, &s)
		if err != nil || len(s.Statements) != 1 || s.Statements[0].Pages != c.want {
			t.Errorf("%s: %+v, %v", name, s.Statements, err)
		}
	}
}

// TestStatus: the status is a text or a code, and only booked lines are booked.
func TestStatus(t *testing.T) {
	for status, want := range map[string]string{
		"<Sts>BOOK</Sts>": "1 0", "<Sts><Cd>BOOK</Cd></Sts>": "1 0", "": "1 0", "<Sts/>": "1 0",
		"<Sts>PDNG</Sts>": "0 1", "<Sts><Cd>PDNG</Cd></Sts>": "0 1", "<Sts>INFO</Sts>": "0 1",
		"<Sts><Cd>FUTR</Cd></Sts>": "0 1", "<Sts><Cd>XXXX</Cd></Sts>": "", "<Sts>XXXX</Sts>": "",
		"<Sts><Prtry>BOOK</Prtry></Sts>": "", "<Sts><Cd>BOOK</Cd><Cd>PDNG</Cd></Sts>": "",
	} {
		doc := wrap(strings.Replace(bookedEntry("1", "CRDT", ""), "<Sts><Cd>BOOK</Cd></Sts>", status, 1))
		c, err := parse(doc)
		got := ""
		if err == nil {
			got = fmt.Sprint(c.Statements[0].Booked, c.Statements[0].Pending)
		}
		if got != want {
			t.Errorf("%q: %q, want %q (%v)", status, got, want, err)
		}
	}
}

// TestCharsets: the same text in every character set that files declare.
func TestCharsets(t *testing.T) {
	const text = "Crème brûlée ÄÖÜß"
	for name, set := range map[string]encoding.Encoding{
		"UTF-8": encoding.Nop, "ISO-8859-1": charmap.ISO8859_1, "iso-8859-15": charmap.ISO8859_15,
		"windows-1252": charmap.Windows1252, "CP1252": charmap.Windows1252,
		"UTF-16": unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16LE": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	} {
		doc := `<?xml version="1.0" encoding="` + name + `"?>` +
			wrap(bookedEntry("1", "CRDT", "<AddtlNtryInf>"+text+"</AddtlNtryInf>"))
		b, err := set.NewEncoder().Bytes([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		if !Statements().Claims(b) {
			t.Errorf("%s is not claimed", name)
		}
		c, err := parseReader(bytes.NewReader(b))
		if err != nil || c.Statements[0].Entries[0].Text != text {
			t.Errorf("%s: %v %+v", name, err, c.Statements)
		}
	}
	euro, _ := charmap.ISO8859_15.NewEncoder().String("5 €")
	for name, want := range map[string]string{"ISO-8859-15": "5 €", "windows-1252": "5 ¤"} {
		c, err := parse(`<?xml version="1.0" encoding="` + name + `"?>` +
			wrap(bookedEntry("1", "CRDT", "<AddtlNtryInf>"+euro+"</AddtlNtryInf>")))
		if err != nil || c.Statements[0].Entries[0].Text != want {
			t.Errorf("%s: %v %+v", name, err, c.Statements)
		}
	}
}

// TestDoctype: entities are never defined by a file.
func TestDoctype(t *testing.T) {
	for _, doctype := range []string{"<!DOCTYPE Document>", `<!DOCTYPE a [<!ENTITY b "c">]>`,
		`<!DOCTYPE a SYSTEM "file:///etc/passwd">`} {
		for _, i := range []Importer{Statements(), Reports(), {notices()}} {
			var c importers.Collector
			err := i.Read(context.Background(), strings.NewReader(doctype+wrap("")), importers.Options{}, &c)
			if err == nil || !strings.Contains(err.Error(), "line 1") || !strings.Contains(err.Error(), "DOCTYPE") {
				t.Errorf("%s: %v", doctype, err)
			}
		}
	}
}

// TestZippedSet: a set of a day, as banks send it, is a file for each member.
func TestZippedSet(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, from := range map[string]string{"a.xml": "camt/v08", "b.xml": "camt052/v08", "c.xml": "camt054/v02-batch"} {
		doc, err := os.ReadFile("../../fixtures/" + from + "/in.xml")
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(doc)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "set.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	known := importers.Formats{Statements: []importers.Importer{Statements(), Reports()},
		Batches: []importers.BatchImporter{Notices{}}}
	got := map[string]bool{}
	for _, f := range known.OpenAll(context.Background(), path, nil, importers.ReadOptions{}) {
		if f.Err != nil {
			t.Error(f.Err)
		}
		got[f.Format] = true
	}
	if len(got) != 3 || !got["camt.053"] || !got["camt.052"] || !got["camt.054"] {
		t.Errorf("read as %v", got)
	}
}

// TestDocuments: an amount per document where each has its own, a credit note is negative.
func TestDocuments(t *testing.T) {
	strd := func(number, kind, amounts string) string {
		return "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>" + kind + "</Cd></CdOrPrtry></Tp><Nb>" + number +
			"</Nb></RfrdDocInf><RfrdDocAmt>" + amounts + "</RfrdDocAmt></Strd>"
	}
	e := one(t, bookedEntry("80.00", "CRDT", "<NtryDtls><TxDtls><RmtInf>"+
		strd("F1", "CINV", `<DuePyblAmt Ccy="EUR">100.00</DuePyblAmt><RmtdAmt Ccy="EUR">98.00</RmtdAmt>`)+
		strd("A1", "CREN", `<RmtdAmt Ccy="EUR">18.00</RmtdAmt>`)+
		strd("A2", "CREN", `<CdtNoteAmt Ccy="EUR">2.00</CdtNoteAmt>`)+
		strd("F2", "CINV", "")+"</RmtInf></TxDtls></NtryDtls>"))
	want := []reconcile.Document{{Number: "F1", Amount: reconcile.EUR(98_00)},
		{Number: "A1", Amount: reconcile.EUR(-18_00)}, {Number: "A2", Amount: reconcile.EUR(-2_00)}, {Number: "F2"}}
	if fmt.Sprint(e.Details[0].Documents) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", e.Details[0].Documents, want)
	}
}
