package mail

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// ErrUnsure says that nobody knows whether a server took a letter: the connection was lost after
// its last line was sent.
var ErrUnsure = errors.New("nobody knows whether the mail server took the letter")

// ErrRefused says that a server takes a letter neither now nor later: the address does not exist, or
// the text is not to its liking.
var ErrRefused = errors.New("the mail server refuses the letter for good")

// Sender brings a letter to a mail server. It calls begin once everything before the letter itself is
// said, and hands nothing over where that fails: until then no server has anything of the letter.
// Its error is an [ErrUnsure] where the letter may have been taken, an [ErrRefused] where no next try is
// of use, and any other one where it was not taken.
type Sender interface {
	Send(ctx context.Context, l Letter, begin func() error) error
}

// Delivery is what became of the letters.
type Delivery struct {
	Sent    int
	Unsure  int       // given up: both times nobody knows
	Refused []Refusal // given up: the server takes them neither now nor later
	Waiting error     // of the letters that the next run tries again, nil for none
}

// Refusal is a letter that was refused for good.
type Refusal struct {
	To  string
	Err error
}

// Deliver sends the letters that wait, in order of day. One that a server refuses does not keep the
// others; where the server cannot be used at all, nobody waits for it once for each letter. Its
// error is of the outbox itself.
func (o *Outbox) Deliver(ctx context.Context, s Sender) (Delivery, error) {
	var d Delivery
	names, err := o.letters()
	if err != nil {
		return d, err
	}
	var failed []error
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return d, errors.Join(append(failed, err)...)
		}
		if err := o.deliver(ctx, s, name, &d); err != nil {
			failed = append(failed, err)
		}
		if errors.Is(d.Waiting, ErrNoServer) {
			break
		}
	}
	return d, errors.Join(failed...)
}

// deliver sends one letter, in the state that its name says.
func (o *Outbox) deliver(ctx context.Context, s Sender, name string, d *Delivery) error {
	base, state := name, ""
	if i := strings.LastIndex(name, "."); i >= 0 {
		base, state = name[:i], name[i:]
	}
	trying := ""
	switch state {
	case stateReady:
		trying = stateTry1
	case stateTry1:
		trying = stateTry2
	case stateTry2:
		d.Unsure++
		return o.rename(name, folderUnsure+"/"+base)
	default:
		return nil
	}
	l, err := o.read(name)
	if err != nil {
		return err
	}
	at := name
	begin := func() error {
		if err := o.rename(name, base+trying); err != nil {
			return err
		}
		at = base + trying
		return nil
	}
	switch err := s.Send(ctx, l, begin); {
	case err == nil:
		d.Sent++
		return o.rename(at, folderSent+"/"+base)
	case errors.Is(err, ErrUnsure):
		d.Waiting = errors.Join(d.Waiting, fmt.Errorf("a letter to %s: %w", l.To, err))
		return nil
	case errors.Is(err, ErrRefused):
		d.Refused = append(d.Refused, Refusal{l.To, err})
		return o.rename(at, folderRefused+"/"+base)
	default:
		d.Waiting = errors.Join(d.Waiting, fmt.Errorf("a letter to %s was not sent, the next run tries again: %w", l.To, err))
		if at == name {
			return nil
		}
		return o.rename(at, name)
	}
}
