package dashboards

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/cmd/internal/metrics"
)

// The files that Grafana reads are those made here, no more and no fewer.
func TestFilesAreMade(t *testing.T) {
	const folder = "../../../deploy/grafana"
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs from what is made of the code (%v): run make dashboards", name, err)
		}
	}
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(folder, path)
		if _, made := files[filepath.ToSlash(name)]; err == nil && !d.IsDir() && !made && name != "README.md" {
			t.Errorf("%s is made by nobody", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	doc, err := os.ReadFile("../../../docs/metrics.md")
	if err != nil || string(doc) != metrics.Document() {
		t.Errorf("docs/metrics.md differs from what is made of the code (%v): run make dashboards", err)
	}
}

// Both languages are the same panels; only what people read differs.
func TestLanguagesAreAlike(t *testing.T) {
	for _, d := range All() {
		var shapes []string
		for _, lang := range Langs() {
			text, err := d.JSON(lang)
			if err != nil {
				t.Fatal(err)
			}
			var page struct {
				UID    string
				Panels []struct {
					Type, Title, Description string
					GridPos                  map[string]int
					Targets                  []struct{ Expr string }
				}
			}
			if err := json.Unmarshal(text, &page); err != nil {
				t.Fatal(err)
			}
			if page.UID != d.UID+"-"+lang {
				t.Errorf("uid %s", page.UID)
			}
			shape := ""
			for _, p := range page.Panels {
				if p.Type != "row" && (p.Title == "" || p.Description == "") {
					t.Errorf("%s %s: panel %q says nothing", page.UID, lang, p.Title)
				}
				one, _ := json.Marshal([]any{p.Type, p.GridPos, p.Targets})
				shape += string(one)
			}
			shapes = append(shapes, shape)
		}
		if shapes[0] != shapes[1] {
			t.Errorf("%s differs between languages", d.UID)
		}
	}
}

// Every panel has a unit, a definition in both languages and the command that prints its number,
// within the width of the page; and every metric of ours is shown somewhere.
func TestPanelsAreWhole(t *testing.T) {
	shown := map[string]bool{}
	uids := map[string]bool{}
	for _, d := range All() {
		if uids[d.UID] || d.Title.FR == "" || d.Title.EN == "" {
			t.Errorf("%s: a second one, or without a title", d.UID)
		}
		uids[d.UID] = true
		for _, q := range d.Queries() {
			p := q.Panel
			if p.About.FR == "" || p.About.EN == "" || p.Title.FR == "" || p.Unit == "" || p.Command == "" ||
				p.Width < 1 || p.Width > 24 {
				t.Errorf("%s: not whole", q.Where)
			}
			if p.Unit == Amount && (!strings.Contains(p.Title.FR, "$currency") || !strings.Contains(p.Title.EN, "$currency")) {
				t.Errorf("%s: an amount of no currency", q.Where)
			}
			for _, f := range metrics.Families() {
				if strings.Contains(q.Series.Expr.PromQL(), f.Name) {
					shown[f.Name] = true
				}
			}
		}
	}
	for _, f := range metrics.Families() {
		if !shown[f.Name] {
			t.Errorf("%s is on no dashboard", f.Name)
		}
	}
}

// A label that a metric does not have cannot be asked for.
func TestUnknownLabel(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a query with a label that the metric does not have was written")
		}
	}()
	_ = Pick{Family: "payments", Where: []Match{{"bucket", []string{"1_30"}, false}}}.PromQL()
}
