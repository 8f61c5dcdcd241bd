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

// Sender brings a letter to a mail server. Its error is an [ErrUnsure] where the letter may have been
// taken, and any other one where it was not.
type Sender interface {
	Send(ctx context.Context, l Letter) error
}

// Delivery counts what became of the letters.
type Delivery struct {
	Sent   int
	Unsure int // given up: both times nobody knows
}

// Deliver sends the letters that wait, in order of day. One that a server refuses does not keep the
// others; where the server cannot be used at all, nobody waits for it once for each letter. What
// failed is in the error, and is tried again by the next run.
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
		if len(failed) > 0 && errors.Is(failed[len(failed)-1], ErrNoServer) {
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
	if err := o.rename(name, base+trying); err != nil {
		return err
	}
	switch err := s.Send(ctx, l); {
	case err == nil:
		d.Sent++
		return o.rename(base+trying, folderSent+"/"+base)
	case errors.Is(err, ErrUnsure):
		return fmt.Errorf("a letter to %s: %w", l.To, err)
	default:
		return errors.Join(fmt.Errorf("a letter to %s was not sent, the next run tries again: %w", l.To, err),
			o.rename(base+trying, name))
	}
}
