package inbox

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// Standing is a file that waits for a person, in held/ or failed/.
type Standing struct {
	Folder, Name string
	Outcome      reconcile.Outcome // of its report; refused or held where that is gone
	Companies    []string          // of its report
	Written      time.Time         // the file: the one that comes under a name later is another
}

// Standing lists the files that wait for a person, until one takes them away.
func (b *Box) Standing() ([]Standing, error) {
	var out []Standing
	for _, folder := range []string{Held, Failed} {
		names, err := b.names(folder)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasPrefix(name, ".") || isReport(name) {
				continue
			}
			info, err := b.root.Lstat(folder + "/" + name)
			if err != nil || !info.Mode().IsRegular() {
				continue // taken away meanwhile, or not put there by a job
			}
			s := Standing{Folder: folder, Name: name, Outcome: reconcile.OutcomeHeld, Written: info.ModTime()}
			if folder == Failed {
				s.Outcome = reconcile.OutcomeRefused
			}
			if err := b.told(&s); err != nil {
				return nil, err
			}
			out = append(out, s)
		}
	}
	return out, nil
}

// isReport says whether a name is that of a report; a file that comes with such a name
// is given another one.
func isReport(name string) bool { return strings.HasSuffix(name, reportEnd) }

// mark parts what is for people in a report from what is for the next run. Nothing that a bank
// wrote stands at the beginning of a line.
const mark = "\n-- \n"

// trailer is what the next run has to know of a file.
func (v Verdict) trailer() string {
	s := mark + "outcome: " + string(v.Outcome) + "\n"
	for _, c := range v.Companies {
		s += "company: " + c + "\n"
	}
	return s
}

// reportSize bounds how much of the end of a report is read.
const reportSize = 64 << 10

// told reads the trailer of a file's report. People may have taken the report away.
func (b *Box) told(s *Standing) error {
	f, err := b.open(s.Folder + "/" + s.Name + reportEnd)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, NoFile) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close() // only read from
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if _, err := f.Seek(max(0, info.Size()-reportSize), io.SeekStart); err != nil {
		return err
	}
	text, err := io.ReadAll(io.LimitReader(f, reportSize))
	if err != nil {
		return err
	}
	at := strings.LastIndex(string(text), mark)
	if at < 0 {
		return nil
	}
	for line := range strings.Lines(string(text)[at+len(mark):]) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "outcome":
			if o := reconcile.Outcome(value); folderOf(o) == s.Folder {
				s.Outcome = o
			}
		case "company":
			s.Companies = append(s.Companies, value)
		}
	}
	return nil
}
