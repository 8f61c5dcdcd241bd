package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
)

// Letter is a text for one person.
type Letter struct {
	Day     string `json:"day"` // of the figures, YYYY-MM-DD
	To      string `json:"to"`  // address
	Name    string `json:"name"`
	Subject string `json:"subject"`
	Body    string `json:"body"` // plain text, lines end with \n
	// Written is when it was: what a reader sees as its date.
	Written time.Time `json:"written"`
	// Told is, by company, the list of what was told once this letter is: see [Outbox.Told].
	Told map[string][]string `json:"told"`
}

// ID is the left part of the letter's Message-ID, a digest of what the letter says and to whom: the
// same words are the same letter.
func (l Letter) ID() string {
	h := sha256.New()
	for _, s := range []string{l.Day, l.To, l.Name, l.Subject, l.Body} {
		fmt.Fprintf(h, "%d\n%s\n", len(s), s)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// The states of a letter: see the package.
const (
	stateNew   = ".new"
	stateReady = ".ready"
	stateTry1  = ".try1"
	stateTry2  = ".try2"

	folderSent    = "sent"
	folderUnsure  = "unsure"
	folderRefused = "refused"
)

// Outbox is the folder of letters.
type Outbox struct {
	root *os.Root
	mine *os.File // locked while it is open
}

// ErrInUse says that another program has the outbox: it works on the folder that it is in.
var ErrInUse = errors.New("another job is at work on this inbox")

// Open opens the outbox of that name in a folder, and makes it where there is none. It is for one
// program at a time: jobs on two stores, or for two companies, that were given one inbox by mistake
// would mix up their reports and letters.
func Open(in *os.Root, name string) (*Outbox, error) {
	if err := in.Mkdir(name, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	root, err := in.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("the outbox cannot be opened: %w", err)
	}
	o := &Outbox{root: root}
	info, err := root.Stat(".")
	if err == nil {
		err = private(info)
	}
	if err == nil {
		err = o.alone()
	}
	for _, sub := range []string{folderSent, folderUnsure, folderRefused} {
		if err == nil {
			if err = root.Mkdir(sub, 0o700); errors.Is(err, fs.ErrExist) {
				err = nil
			}
		}
	}
	if err != nil {
		return nil, errors.Join(err, o.Close())
	}
	return o, nil
}

// alone takes the outbox for this program.
func (o *Outbox) alone() (err error) {
	o.mine, err = o.root.OpenFile(".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err == nil && !lock(o.mine) {
		err = ErrInUse
	}
	return err
}

// Close lets the folder go.
func (o *Outbox) Close() error {
	if o.mine == nil {
		return o.root.Close()
	}
	return errors.Join(o.mine.Close(), o.root.Close())
}

// Put writes a letter down. It is durable when Put returns, and so is what it tells. A letter that
// was sent before, or given up, or is being sent, is not written again.
func (o *Outbox) Put(l Letter) error {
	name := l.Day + "-" + l.ID()
	for _, there := range []string{folderSent + "/" + name, folderUnsure + "/" + name, folderRefused + "/" + name,
		name + stateTry1, name + stateTry2} {
		if _, err := o.root.Lstat(there); err == nil {
			return o.tell(l)
		}
	}
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	if err := o.write(name+stateNew, text); err != nil {
		return err
	}
	return o.told(name)
}

// told takes a new letter into the list of what was told, and makes it ready.
func (o *Outbox) told(name string) error {
	l, err := o.read(name + stateNew)
	if err != nil {
		return err
	}
	if err := o.tell(l); err != nil {
		return err
	}
	return o.rename(name+stateNew, name+stateReady)
}

func (o *Outbox) tell(l Letter) error {
	for company, items := range l.Told {
		if err := o.Tell(company, items); err != nil {
			return err
		}
	}
	return nil
}

// Recover finishes what a killed run began: what its letters tell was told. It comes before
// anybody asks what is new.
func (o *Outbox) Recover() error {
	names, err := o.letters()
	if err != nil {
		return err
	}
	for _, name := range names {
		if base, ok := strings.CutSuffix(name, stateNew); ok {
			if err := o.told(base); err != nil {
				return err
			}
		}
	}
	return nil
}

// Told gives the names of what was told of a company and stood when it was told last.
func (o *Outbox) Told(company string) ([]string, error) {
	text, err := o.content(toldOf(company))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var list toldList
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("the outbox cannot be read: %s: %w", toldOf(company), err)
	}
	return list.Items, nil
}

// toldList is the file that holds what was told of a company.
type toldList struct {
	Company string   `json:"company"`
	Items   []string `json:"items"`
}

// Tell keeps what was told of a company. It is durable when Tell returns.
func (o *Outbox) Tell(company string, items []string) error {
	if old, err := o.Told(company); err == nil && slices.Equal(old, items) {
		return nil
	}
	text, err := json.Marshal(toldList{company, items})
	if err != nil {
		return err
	}
	return o.write(toldOf(company), text)
}

// toldOf is the name of the file for a company, whose code may hold any sign.
func toldOf(company string) string {
	sum := sha256.Sum256([]byte(company))
	return "told-" + hex.EncodeToString(sum[:16]) + ".json"
}

// letters lists the files of letters that are not sent, in order of day.
func (o *Outbox) letters() ([]string, error) {
	d, err := o.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer d.Close() // only read from
	names, err := d.Readdirnames(-1)
	slices.Sort(names)
	return slices.DeleteFunc(names, func(name string) bool {
		return !slices.ContainsFunc([]string{stateNew, stateReady, stateTry1, stateTry2}, func(s string) bool {
			return strings.HasSuffix(name, s)
		})
	}), err
}

func (o *Outbox) read(name string) (l Letter, err error) {
	text, err := o.content(name)
	if err != nil {
		return l, err
	}
	if err := json.Unmarshal(text, &l); err != nil {
		return l, fmt.Errorf("the outbox cannot be read: %s: %w", name, err)
	}
	return l, nil
}

func (o *Outbox) content(name string) ([]byte, error) {
	f, err := o.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read from
	return io.ReadAll(f)
}

// write puts a file in its place, whole and durable.
func (o *Outbox) write(name string, text []byte) error {
	const part = ".part"
	f, err := o.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return o.rename(part, name)
}

// rename is durable when it returns.
func (o *Outbox) rename(from, to string) error {
	if err := o.root.Rename(from, to); err != nil {
		return err
	}
	d, err := o.root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
