package pain

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/xmltok"
)

// visitor is told of elements by their path below the message, such as
// "PmtInf/DrctDbtTxInf/InstdAmt".
type visitor interface {
	start(path string, line int) error
	// end has the text of an element without children, and its Ccy.
	end(path, text, currency string, line int) error
}

// walk visits the elements of the message with a root of this name, and reads the file to
// its end. It says whether the message was there.
func walk(ctx context.Context, r io.Reader, root string, v visitor) (bool, error) {
	text, err := importers.XMLReader(r)
	if err != nil {
		return false, err
	}
	w := walker{tok: xmltok.New(text), v: v, root: root}
	for {
		t, err := w.tok.Next()
		if errors.Is(err, io.EOF) {
			return w.found, nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = w.token(t)
		}
		if err != nil {
			return false, err
		}
	}
}

// walker keeps the path to where it is.
type walker struct {
	tok    *xmltok.Reader
	v      visitor
	root   string
	inside bool
	found  bool
	path   []string
	ccy    string
	text   strings.Builder
	leaf   bool
	line   int
}

func (w *walker) token(t xmltok.Kind) error {
	switch t {
	case xmltok.Start:
		w.text.Reset()
		w.leaf, w.line, w.ccy = true, w.tok.Line(), ""
		if !w.inside {
			w.inside = w.tok.Name().Local == w.root
			w.found = w.found || w.inside
			return nil
		}
		for _, a := range w.tok.Attributes() {
			if a.Name.Local == "Ccy" && a.Name.Prefix == "" {
				w.ccy = string(a.Value)
			}
		}
		w.path = append(w.path, w.tok.Name().Local)
		return w.v.start(strings.Join(w.path, "/"), w.line)
	case xmltok.Text:
		if !w.leaf || !w.inside {
			return nil
		}
		if w.text.Len()+len(w.tok.Bytes()) > importers.MaxField {
			return importers.FieldTooLong(w.line)
		}
		w.text.Write(w.tok.Bytes())
	case xmltok.End:
		if !w.inside {
			return nil
		}
		if len(w.path) == 0 {
			w.inside = false
			return nil
		}
		text := ""
		if w.leaf {
			text = strings.TrimSpace(w.text.String())
		}
		err := w.v.end(strings.Join(w.path, "/"), text, w.ccy, w.line)
		w.path, w.leaf = w.path[:len(w.path)-1], false
		w.text.Reset()
		return err
	}
	return nil
}

// claims says whether a head opens an element of this name.
func claims(head []byte, root string) bool {
	text := string(importers.DecodeHead(head))
	if !strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), "<") {
		return false
	}
	for rest := text; ; {
		i := strings.Index(rest, root)
		if i < 0 {
			return false
		}
		before, after := rest[:i], rest[i+len(root):]
		open := strings.LastIndexByte(before, '<')
		tag := before[open+1:]
		if open >= 0 && (tag == "" || strings.HasSuffix(tag, ":") && !strings.ContainsAny(tag, " \t\r\n<>/\"'")) &&
			after != "" && strings.IndexByte(" \t\r\n>/", after[0]) >= 0 {
			return true
		}
		rest = after
	}
}
