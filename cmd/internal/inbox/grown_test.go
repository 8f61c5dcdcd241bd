package inbox

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// settled is an inbox whose files were each settled with an outcome.
func settled(t *testing.T, outcomes map[string]reconcile.Outcome) (*Box, string) {
	t.Helper()
	dir := folder(t)
	for name := range outcomes {
		put(t, dir, name, "text of "+name, time.Hour)
	}
	b := open(t, dir)
	files, _ := ready(t, b)
	for _, f := range files {
		if _, err := b.Settle(f, day, Verdict{Outcome: outcomes[f.Name]}); err != nil {
			t.Fatal(err)
		}
	}
	return b, dir
}

// extend adds to a file where it lies, as a writer does that holds it open.
func extend(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString(" and more")
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

func takeBack(t *testing.T, b *Box, want ...string) {
	t.Helper()
	list, err := b.TakeBack()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range list {
		got = append(got, g.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v come back, want %v", got, want)
	}
}

// A file that grew after it was taken comes back whole, from wherever it went, and its report goes: the time
// that a copy sets at its end does not hide it. What a person changed, cut or put in its
// place stays, and so does what lies there for months.
func TestTakeBack(t *testing.T) {
	b, dir := settled(t, map[string]reconcile.Outcome{"a.csv": reconcile.OutcomeRead, "b.csv": reconcile.OutcomeHeld,
		"c": reconcile.OutcomeRefused, "same.csv": reconcile.OutcomeRead, "edited.csv": reconcile.OutcomeRead,
		"cut.csv": reconcile.OutcomeRead, "old.csv": reconcile.OutcomeRead, "told.csv": reconcile.OutcomeRead})
	for _, path := range []string{"done/a.csv", "held/b.csv", "failed/c", "done/old.csv", "done/told.csv"} {
		extend(t, filepath.Join(dir, path))
	}
	put(t, dir, "done/edited.csv", "text of a spreadsheet that was saved", 0)
	put(t, dir, "done/cut.csv", "text", 0)
	put(t, dir, "done/told.csv.report.txt", "somebody's words\n-- \nbytes: 1\nsha256: ../../../../etc/passwd\n", 0)
	then := time.Now().Add(-2 * time.Hour)
	months := time.Now().Add(-watched - time.Hour)
	if err := errors.Join(os.Chtimes(filepath.Join(dir, "done/a.csv"), then, then),
		os.Chtimes(filepath.Join(dir, "done/old.csv.report.txt"), months, months)); err != nil {
		t.Fatal(err)
	}
	takeBack(t, b, "a.036f143b.csv", "b.093dfa0f.csv", "c.8c5fec33")
	takeBack(t, b)
	var stay []string
	for _, name := range []string{"cut.csv", "edited.csv", "old.csv", "same.csv", "told.csv"} {
		stay = append(stay, "done/"+name, "done/"+name+reportEnd)
	}
	want := append([]string{"a.036f143b.csv", "b.093dfa0f.csv", "c.8c5fec33"}, stay...)
	if got := tree(t, dir); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	text, err := os.ReadFile(filepath.Join(dir, want[0]))
	if err != nil || string(text) != "text of a.csv and more" {
		t.Errorf("%q %v", text, err)
	}
}

// It grows once more, and comes back once more; a kill between the move and the end of the report is
// repaired by the next run.
func TestTakeBackAgain(t *testing.T) {
	b, dir := settled(t, map[string]reconcile.Outcome{"a.csv": reconcile.OutcomeRead})
	report, err := os.ReadFile(filepath.Join(dir, "done/a.csv.report.txt"))
	if err != nil {
		t.Fatal(err)
	}
	extend(t, filepath.Join(dir, "done/a.csv"))
	takeBack(t, b, "a.036f143b.csv")
	put(t, dir, "done/a.csv.report.txt", string(report), 0) // it was killed here
	takeBack(t, b, "a.036f143b.csv")
	if got := tree(t, dir); !slices.Equal(got, []string{"a.036f143b.csv"}) {
		t.Errorf("%q", got)
	}
	b.o.Quiet = 0
	files, _ := ready(t, b)
	to, err := b.Settle(files[0], day, Verdict{Outcome: reconcile.OutcomeRead})
	if err != nil || to != "done/a.036f143b.csv" {
		t.Fatalf("%s %v", to, err)
	}
	takeBack(t, b)
	extend(t, filepath.Join(dir, to))
	list, err := b.TakeBack()
	if err != nil || len(list) != 1 || list[0].Was != to || !strings.HasPrefix(list[0].Name, "a.036f143b.") {
		t.Errorf("%+v %v", list, err)
	}
}
