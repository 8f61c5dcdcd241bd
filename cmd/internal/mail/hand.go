package mail

import (
	"errors"
	"fmt"
	"net/textproto"
	"strings"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// hand hands a letter over on a connection that stands (RFC 5321, section 3.3): its envelope first, and then
// its text. Before the line that asks for the text nothing of the letter is at the server, so that
// is where the try begins; before the last dot of the text the server may not deliver it; and once
// that was sent, nobody but the server knows.
func (s Server) hand(c *smtp.Client, m *gomail.Msg, begin func() error) error {
	from, err := m.GetSender(false)
	if err != nil {
		return s.hide(err)
	}
	to, err := m.GetRecipients()
	if err != nil {
		return s.hide(err)
	}
	if err := errors.Join(c.UpdateDeadline(s.Timeout), c.Mail(from)); err != nil {
		return fmt.Errorf("%w: %w", ErrNoServer, s.hide(err)) // it takes no letter of ours
	}
	for _, address := range to {
		if err := c.Rcpt(address); err != nil {
			return s.answer(err, noAddress(err))
		}
	}
	if err := errors.Join(c.UpdateDeadline(s.Timeout), begin()); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return s.hide(err)
	}
	if _, err := m.WriteTo(w); err != nil {
		return s.hide(err)
	}
	if err := w.Close(); answered(err) != nil {
		return s.answer(err, answered(err).Code >= 500)
	} else if err != nil {
		return fmt.Errorf("%w: %w", ErrUnsure, s.hide(err))
	}
	return nil
}

// answer is the error of a letter that the server does not take, for good or for now.
func (s Server) answer(err error, forGood bool) error {
	if forGood {
		return fmt.Errorf("%w: %w", ErrRefused, s.hide(err))
	}
	return s.hide(err)
}

// noAddress says whether an answer is that nobody has the address, whoever asks and whenever. What the
// server says of us instead (530 without a login; 5.7, its policy, such as not to relay:
// RFC 3463, section 3.8) is mended in the configuration, and then the letter goes.
func noAddress(err error) bool {
	e := answered(err)
	return e != nil && e.Code >= 500 && e.Code != 530 && !strings.HasPrefix(e.Msg, "5.7.")
}

// answered is what the server answered, nil where it did not.
func answered(err error) *textproto.Error {
	e, _ := errors.AsType[*textproto.Error](err)
	return e
}
