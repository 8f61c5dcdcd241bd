package bankcsv

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Role says what one column of a file is for.
type Role struct {
	Place int    // 1 is the first
	Name  string // as the column line has it
	Key   string // of a profile: "booking date"; empty when the column is left out
}

// Roles lists the columns of the layout in their order. A layout without a column line has
// those that it names by their places.
func (p *Profile) Roles() []Role {
	keys := map[int]string{}
	last := len(p.Header)
	note := func(key string, names ...string) {
		for _, name := range names {
			if i := p.at(name); i >= 0 && keys[i] == "" {
				keys[i] = key
				last = max(last, i+1)
			}
		}
	}
	for c, name := range p.Columns {
		if name != "" {
			note(column(c).String(), name)
		}
	}
	note("text", p.Text...)
	note("more text", p.More...)
	var out []Role
	for i := range last {
		r := Role{Place: i + 1, Key: keys[i]}
		if i < len(p.Header) {
			r.Name = p.Header[i]
		}
		if r.Name != "" || r.Key != "" {
			out = append(out, r)
		}
	}
	return out
}

// at finds the place of a column that a profile names, -1 where the column line has none.
func (p *Profile) at(name string) int {
	if i, ok := place(name); ok {
		return i
	}
	return slices.IndexFunc(p.Header, func(h string) bool { return fold(h) == fold(name) })
}

// layout is what files of this layout have in common: the digest of their column line, and of
// the profile's name and columns where they have none.
func (p *Profile) layout() string {
	names := make([]string, len(p.Header))
	for i, h := range p.Header {
		names[i] = fold(h)
	}
	if len(names) == 0 {
		names = append([]string{p.Name, string(p.Separator)}, p.Columns[:]...)
	}
	sum := sha256.Sum256([]byte(strings.Join(names, "\x1f")))
	return hex.EncodeToString(sum[:6])
}
