// Package feed looks into the inboxes of many companies for what workers are to do.
//
// Workers share one folder, with a folder in it for each company, named by its code, which is an
// inbox (package inbox). Every worker looks into all of them, and what it finds is added to the jobs,
// where a file that waits already is no new job (reconcile/jobs). So no worker is special, and none
// has to tell another what it found.
package feed

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/reconcile/jobs"
)

// Feeder looks into the inboxes below a folder.
type Feeder struct {
	Dir     string
	Options inbox.Options
	Grown   func(company string, g inbox.Grown) // hears of what was taken back, one at a time
	mu      sync.Mutex
	digests map[version]string   // of files that were found before
	watched map[string]time.Time // when it was looked last what has grown, by company
}

// often is how often it is looked at what was taken already and has grown since: every report of a month
// is read for that, which is too much for each look.
const often = time.Hour

// version is a file as it stands in a folder: another size or time is another file.
type version struct {
	company, name string
	size          int64
	written       time.Time
}

// Inbox is where the inbox of a company is. It is an error where no folder can have its name: a job
// comes from the database, and must not lead out of the folder whatever it says (RELIABILITY T5).
func (f *Feeder) Inbox(company string) (string, error) {
	if !filepath.IsLocal(company) || company == "." || strings.ContainsAny(company, `/\`) {
		return "", fmt.Errorf("no folder can have the name %q", company)
	}
	return filepath.Join(f.Dir, company), nil
}

// Find gives the files that are whole and wait, of those companies that have an inbox: the first
// file of every company before the second of any, so that workers begin with different companies.
// An inbox that cannot be looked into is an error, and so is what belongs to no company; neither keeps
// the files of others back.
func (f *Feeder) Find(ctx context.Context, companies []string) ([]jobs.File, error) {
	if info, err := os.Stat(f.Dir); err != nil || !info.IsDir() {
		return nil, errors.Join(err, fmt.Errorf("the folder of the inboxes is not there: %s", f.Dir))
	}
	found, failed := make([][]jobs.File, len(companies)), make([]error, len(companies))
	var group sync.WaitGroup // a file that is still being written is waited for: not by the others
	for i, company := range companies {
		dir, err := f.Inbox(company)
		if err != nil {
			continue // and nobody puts a file there
		}
		group.Go(func() {
			found[i], failed[i] = f.look(ctx, dir, company)
			if failed[i] != nil {
				failed[i] = fmt.Errorf("company %s: %w", company, failed[i])
			}
		})
	}
	group.Wait()
	f.forget(found)
	return inTurn(found), errors.Join(append(failed, f.strangers(companies)...)...)
}

// strangers says what nobody will ever take: files beside the folders of the companies, and folders
// with files of which no company has the code. A folder that was mistyped must not look done.
func (f *Feeder) strangers(companies []string) (list []error) {
	all, err := os.ReadDir(f.Dir)
	if err != nil {
		return []error{err}
	}
	own := []string{inbox.Done, inbox.Held, inbox.Failed, inbox.Outbox} // it may have been an inbox itself
	for _, e := range all {
		switch name := e.Name(); {
		case strings.HasPrefix(name, "."), slices.Contains(companies, name):
		case e.Type().IsRegular():
			list = append(list, fmt.Errorf("%s: it is not read: put it into the folder of its company", name))
		case e.IsDir() && !slices.Contains(own, name) && holdsFiles(filepath.Join(f.Dir, name)):
			list = append(list, fmt.Errorf("%s: no company has this code: what is in this folder is not read", name))
		}
	}
	return list
}

// holdsFiles says whether a folder has a file in it. One that may not be looked into is not ours.
func holdsFiles(dir string) bool {
	all, _ := os.ReadDir(dir)
	return slices.ContainsFunc(all, func(e os.DirEntry) bool {
		return e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".")
	})
}

// look lists one inbox.
func (f *Feeder) look(ctx context.Context, dir, company string) ([]jobs.File, error) {
	box, err := inbox.Open(dir, f.Options)
	if _, missing := os.Stat(dir); errors.Is(missing, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	defer box.Close() // what was moved is durable
	if err := f.takeBack(box, company); err != nil {
		return nil, err
	}
	ready, _, err := box.Ready(ctx)
	var out []jobs.File
	for _, file := range ready {
		if digest, there := f.digest(box, company, file); there { // or another worker was faster
			out = append(out, jobs.File{Company: company, Name: file.Name, Digest: digest})
		}
	}
	return out, err
}

// takeBack looks from time to time for what has grown since it was taken. Whoever is at work for the
// company is not disturbed: what comes back has a name of its own.
func (f *Feeder) takeBack(box *inbox.Box, company string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.Options.Now()
	if last, ok := f.watched[company]; ok && now.Sub(last).Abs() < often {
		return nil
	}
	if f.watched == nil {
		f.watched = map[string]time.Time{}
	}
	f.watched[company] = now
	grown, err := box.TakeBack()
	for _, g := range grown {
		f.Grown(company, g)
	}
	return err
}

// digest reads a file that was not found before. One that cannot be read is a job too, by what is
// known of it: the job refuses it and says so, and the files beside it do not wait.
func (f *Feeder) digest(box *inbox.Box, company string, file inbox.File) (digest string, there bool) {
	v := version{company, file.Name, file.Size(), file.Written()}
	f.mu.Lock()
	known, ok := f.digests[v]
	f.mu.Unlock()
	if ok {
		return known, true
	}
	digest, err := box.Digest(file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", false
	} else if err != nil {
		digest = fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, file.Name, file.Size(), file.Written().UnixNano())))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.digests == nil {
		f.digests = map[version]string{}
	}
	f.digests[v] = digest
	return digest, true
}

// forget drops the digests of files that are not there any more.
func (f *Feeder) forget(found [][]jobs.File) {
	there := map[[2]string]bool{}
	for _, list := range found {
		for _, file := range list {
			there[[2]string{file.Company, file.Name}] = true
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for v := range f.digests {
		if !there[[2]string{v.company, v.name}] {
			delete(f.digests, v)
		}
	}
}

// inTurn takes the first of every list, then the second.
func inTurn(lists [][]jobs.File) []jobs.File {
	type placed struct {
		jobs.File
		at int
	}
	var all []placed
	for _, list := range lists {
		for at, file := range list {
			all = append(all, placed{file, at})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	out := make([]jobs.File, len(all))
	for i := range all {
		out[i] = all[i].File
	}
	return out
}
