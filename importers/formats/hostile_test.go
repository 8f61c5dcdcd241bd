package formats_test

import (
	"bytes"
	"context"
	"runtime"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestHostileXML: what XML can be made to do is refused with its line, in every format that
// is XML, with little memory, and nothing of the file is given.
func TestHostileXML(t *testing.T) {
	known := all(t)
	count := 0
	for _, format := range []string{"camt.053", "camt.052", "camt.054", "pain.008", "pain.002"} {
		for name, doc := range hostile() {
			count++
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f := known.Read(context.Background(), "x", bytes.NewReader([]byte(doc)),
				importers.ReadOptions{Format: format})
			runtime.ReadMemStats(&after)
			switch {
			case f.Err == nil:
				t.Errorf("%s as %s is read", name, format)
			case !strings.HasPrefix(f.Err.Error(), "line "):
				t.Errorf("%s as %s: no line in %v", name, format, f.Err)
			case len(f.Statements)+len(f.Batches)+len(f.Messages) > 0:
				t.Errorf("%s as %s: a part came through", name, format)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 10<<20 {
				t.Errorf("%s as %s took %d bytes", name, format, used)
			}
		}
	}
	t.Logf("%d files", count)
}

// hostile are documents that attack a reader, or that two readers would read otherwise.
func hostile() map[string]string {
	const root = "<Document><BkToCstmrStmt/><BkToCstmrAcctRpt/><BkToCstmrDbtCdtNtfctn/>" +
		"<CstmrDrctDbtInitn/><CstmrPmtStsRpt/>"
	in := func(s string) string { return root + s + "</Document>" }
	big := strings.Repeat("x", 1<<20)
	return map[string]string{
		"external entity":         `<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><Document>&e;</Document>`,
		"entity from the network": `<!DOCTYPE d [<!ENTITY e SYSTEM "http://localhost/">]><Document>&e;</Document>`,
		"parameter entity":        `<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///dev/random"> %p;]><Document/>`,
		"billion laughs": `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">` +
			`<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><Document>&c;</Document>`,
		"quadratic blow-up":           `<!DOCTYPE d [<!ENTITY a "` + big + `">]><Document>` + strings.Repeat("&a;", 1000) + `</Document>`,
		"a harmless DOCTYPE":          `<!DOCTYPE Document><Document/>`,
		"a public DOCTYPE":            `<!DOCTYPE d PUBLIC "-//X" "http://localhost/x.dtd"><Document/>`,
		"DOCTYPE in UTF-16":           "\xff\xfe" + strings.Join(strings.Split("<!DOCTYPE d><Document/>", ""), "\x00") + "\x00",
		"DOCTYPE in the middle":       in("<!DOCTYPE d>"),
		"an element declared":         in("<!ELEMENT a ANY>"),
		"an unknown entity":           in("<a>&e;</a>"),
		"a NUL by reference":          in("<a>&#0;</a>"),
		"half a pair":                 in("<a>&#xD800;</a>"),
		"beyond Unicode":              in("<a>&#x110000;</a>"),
		"an endless reference":        in("<a>&#" + strings.Repeat("9", 1<<20) + ";</a>"),
		"deep":                        in(strings.Repeat("<a>", 1_000_000)),
		"wide":                        in("<a" + strings.Repeat(" b='1'", 100) + "/>"),
		"many attributes":             in("<a " + manyAttributes(1000) + "/>"),
		"one attribute twice":         in("<a b='1' b='2'/>"),
		"a long text":                 in("<BkToCstmrStmt><Stmt><Ntry><AddtlNtryInf>" + big),
		"a long attribute":            in("<a b='" + big + "'/>"),
		"a long name":                 in("<" + big + "/>"),
		"a long comment":              in("<!--" + big + "-->"),
		"a long instruction":          in("<?a " + big + "?>"),
		"a long CDATA":                in("<BkToCstmrStmt><Stmt><Ntry><AddtlNtryInf><![CDATA[" + big + "]]>"),
		"a comment that is open":      in("<!-- "),
		"tags that cross":             in("<a><b></a></b>"),
		"a second root":               in("") + "<Document/>",
		"data behind the root":        in("") + "x",
		"data before the root":        "x" + in(""),
		"a NUL":                       in("<a>\x00</a>"),
		"a control character":         in("<a>\x01</a>"),
		"bytes that are not UTF-8":    in("<a>\xff</a>"),
		"a lie about UTF-16":          `<?xml version="1.0" encoding="UTF-16"?>` + in(""),
		"an unknown encoding":         `<?xml version="1.0" encoding="EBCDIC-INT"?>` + in(""),
		"UTF-7":                       `<?xml version="1.0" encoding="UTF-7"?>+ADw-Document+AD4-`,
		"XML 1.1":                     `<?xml version="1.1"?>` + in(""),
		"a declaration inside":        in(`<?xml version="1.0"?>`),
		"an attribute without quotes": in("<a b=c/>"),
		"an end in the middle":        root,
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(" a" + strings.Repeat("b", i%7) + strings.Repeat("c", i/7) + "='1'")
	}
	return b.String()
}
