package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// A file whose bytes are not of the character set that it declares is refused as a whole,
// with the place; the same text in the right bytes enters, under every declaration alike.
func TestWrongBytesForTheCharacterSet(t *testing.T) {
	const name = "Société Générale"
	latin := strings.ReplaceAll(name, "é", "\xe9")
	for _, c := range []struct {
		what, declared, name string
		wide                 bool // in sixteen bits
		want                 string
	}{
		{"right UTF-8", "UTF-8", name, false, ""},
		{"right Latin-1", "ISO-8859-1", latin, false, ""},
		{"right Windows", "windows-1252", latin, false, ""},
		{"right UTF-16", "UTF-16", name, true, ""},
		{"Latin-1 called UTF-8", "UTF-8", latin, false, "line 4"},
		{"Latin-1 called nothing", "", latin, false, "line 4"},
		{"Latin-1 called ASCII", "US-ASCII", latin, false, "line 4"},
		{"cut sign", "UTF-8", "Soci\xc3", false, "line 4"},
		{"overlong sign", "UTF-8", "Soci\xc0\xaf", false, "line 4"},
		{"half of a pair", "UTF-8", "Soci\xed\xa0\x80", false, "line 4"},
		{"a NUL", "UTF-8", "Soci\x00", false, "line 4"},
		{"eight bits called UTF-16", "UTF-16", name, false, "UTF-16"},
	} {
		t.Run(c.what, func(t *testing.T) {
			o := office{t, "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "2026-06-30"}
			o.rappro("init")
			before := o.rappro("db", "dump", "--state")
			file := filepath.Join(t.TempDir(), "statement.xml")
			text := withName(c.declared, c.name)
			if c.wide {
				text = sixteen(text)
			}
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			code, out := o.try("import", file)
			if c.want == "" {
				if code != exitDone || !strings.Contains(o.rappro("list", "payments", "-o", "csv"), name) {
					t.Errorf("exit code %d\n%s", code, out)
				}
				return
			}
			if code != exitFailed || !strings.Contains(out, "refused") || !strings.Contains(out, c.want) {
				t.Errorf("exit code %d, want %q in\n%s", code, c.want, out)
			}
			if after := o.rappro("db", "dump", "--state"); after != before {
				t.Errorf("the refused file left %s", after)
			}
		})
	}
}

func withName(charset, name string) string {
	if charset != "" {
		charset = fmt.Sprintf(` encoding="%s"`, charset)
	}
	return `<?xml version="1.0"` + charset + `?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>
<Stmt><Id>S1</Id><Acct><Id><IBAN>FR7630004000031234567890143</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-06-02</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>` + name + `</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>
`
}

// sixteen writes text as UTF-16, big end first, with a mark.
func sixteen(s string) string {
	b := []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}
