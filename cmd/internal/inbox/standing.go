package inbox

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
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
			t, err := b.told(folder + "/" + name + reportEnd)
			if err != nil {
				return nil, err
			}
			if s.Companies = t.companies; folderOf(t.outcome) == folder {
				s.Outcome = t.outcome
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

// trailer is what the next run has to know of a file, of which so many bytes were taken.
func (v Verdict) trailer(size int64, digest string) string {
	s := fmt.Sprintf("%soutcome: %s\nbytes: %d\nsha256: %s\n", mark, v.Outcome, size, digest)
	for _, c := range v.Companies {
		s += "company: " + c + "\n"
	}
	return s
}

// told is what the trailer of a report says, as far as it is there.
type told struct {
	outcome   reconcile.Outcome
	companies []string
	size      int64
	digest    string // of the bytes that were taken, empty where it is not there
}

// reportSize bounds how much of the end of a report is read.
const reportSize = 64 << 10

// told reads the trailer of a report. People may have taken the report away.
func (b *Box) told(report string) (t told, err error) {
	f, err := b.open(report)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, NoFile) {
		return t, nil
	} else if err != nil {
		return t, err
	}
	defer f.Close() // only read from
	info, err := f.Stat()
	if err != nil {
		return t, err
	}
	if _, err := f.Seek(max(0, info.Size()-reportSize), io.SeekStart); err != nil {
		return t, err
	}
	text, err := io.ReadAll(io.LimitReader(f, reportSize))
	if err != nil {
		return t, err
	}
	at := strings.LastIndex(string(text), mark)
	if at < 0 {
		return t, nil
	}
	for line := range strings.Lines(string(text)[at+len(mark):]) {
		switch key, value, _ := strings.Cut(strings.TrimSpace(line), ": "); key {
		case "outcome":
			t.outcome = reconcile.Outcome(value)
		case "company":
			t.companies = append(t.companies, value)
		case "bytes":
			t.size, _ = strconv.ParseInt(value, 10, 64) // zero where a person wrote into it
		case "sha256":
			if sum, err := hex.DecodeString(value); err == nil && len(sum) == sha256.Size {
				t.digest = value
			}
		}
	}
	return t, nil
}
