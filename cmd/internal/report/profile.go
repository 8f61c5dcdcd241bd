package report

import (
	"strconv"
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/importers/bankcsv"
	"github.com/rappro/rappro/reconcile"
)

// Detected is how a bank's CSV file is read: what was decided, why, and what comes of it.
type Detected struct {
	File    string
	Profile *bankcsv.Profile // nil when nothing could be found out
	Reasons []bankcsv.Reason
	Read    reconcile.ImportReport
	Proved  bool   // every statement is proved by balances of the file
	To      string // where the profile was written
}

// DetectedJSON is `profile -o json`.
type DetectedJSON struct {
	File    string       `json:"file"`
	Profile string       `json:"profile"`
	Columns []RoleJSON   `json:"columns"`
	Reasons []ReasonJSON `json:"reasons"`
	Proved  bool         `json:"proved"`
	Text    string       `json:"text"` // of the profile, as --write writes it
	To      string       `json:"to"`
	Read    ImportJSON   `json:"read"`
}

// RoleJSON is one column of the file; its role is a key of a profile, empty for none.
type RoleJSON struct {
	Place int    `json:"place"`
	Name  string `json:"name"`
	Role  string `json:"role"`
}

// ReasonJSON is one choice and what proves it.
type ReasonJSON struct {
	What  string `json:"what"`
	Value string `json:"value"`
	Why   string `json:"why"`
}

// JSON is the detection for programs.
func (d Detected) JSON() DetectedJSON {
	j := DetectedJSON{File: d.File, Columns: []RoleJSON{}, Reasons: []ReasonJSON{}, Proved: d.Proved,
		To: d.To, Read: ImportJSONs([]reconcile.ImportReport{d.Read})[0]}
	for _, r := range d.Reasons {
		j.Reasons = append(j.Reasons, ReasonJSON(r))
	}
	if d.Profile == nil {
		return j
	}
	for _, r := range d.Profile.Roles() {
		j.Columns = append(j.Columns, RoleJSON{r.Place, r.Name, r.Key})
	}
	var text strings.Builder
	_ = bankcsv.WriteProfile(&text, d.Profile) // a Builder takes everything
	j.Profile, j.Text = d.Profile.Name, text.String()
	return j
}

// Table lists the choices and their proofs.
func (d Detected) Table() Table {
	t := Table{Columns: []render.Column{column("what", render.Text), column("value", render.Text),
		column("why", render.Text)}}
	for _, r := range d.Reasons {
		t.Rows = append(t.Rows, []string{r.What, r.Value, r.Why})
	}
	return t
}

// Detected writes the columns, the choices with their proofs, and what was read.
func (p *Page) Detected(d Detected) {
	p.Title(d.File)
	if d.Profile != nil {
		p.Head(p.Text("profile.columns"))
		var rows [][]string
		for _, r := range d.Profile.Roles() {
			role := r.Key
			if role != "" {
				role = p.Text("role." + strings.ReplaceAll(role, " ", "_"))
			}
			rows = append(rows, []string{strconv.Itoa(r.Place), r.Name, role})
		}
		p.Grid("rll", rows)
		p.Head(p.Text("profile.reasons"))
		rows = nil
		for _, r := range d.Reasons {
			rows = append(rows, []string{p.what(r.What), p.value(r.Value), p.Remark(r.Why)})
		}
		p.Grid("lll", rows)
	}
	p.Head(p.Text("profile.read"))
	p.importLine(d.Read)
	switch {
	case d.Read.Err != nil:
	case d.Proved:
		p.Line("  " + p.Text("profile.proved"))
	default:
		p.Line("  " + p.Text("profile.unproved"))
	}
	if d.To != "" {
		p.Line(p.Text("profile.to", d.To))
	}
}

// what names a choice: a role of a column, or something of the whole file.
func (p *Page) what(key string) string {
	key = strings.ReplaceAll(key, " ", "_")
	if p.Has("role." + key) {
		return p.Text("role." + key)
	}
	return p.Text("choice." + key)
}

// value is what was decided: a word of ours, a column, or something of the file.
func (p *Page) value(s string) string {
	if name, ok := strings.CutPrefix(s, "column "); ok {
		return p.Text("profile.column", shortened(name))
	}
	if key := "choice_value." + strings.ReplaceAll(s, " ", "_"); p.Has(key) {
		return p.Text(key)
	}
	return shortened(s)
}

// shortened keeps a value on the screen.
func shortened(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// Profiles lists profiles by name.
func (p *Page) Profiles(list []*bankcsv.Profile) {
	p.Head(p.Text("profile.known"))
	var rows [][]string
	for _, x := range list {
		rows = append(rows, []string{x.Name, x.Title})
	}
	p.Grid("ll", rows)
	p.Gap()
	p.Line(p.Text("profile.none_needed"))
}

// ProfileList is the same as a list.
func ProfileList(list []*bankcsv.Profile) Table {
	t := Table{Columns: []render.Column{column("name", render.Text), column("title", render.Text)}}
	for _, x := range list {
		t.Rows = append(t.Rows, []string{x.Name, x.Title})
	}
	return t
}
