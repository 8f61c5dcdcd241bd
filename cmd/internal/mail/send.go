package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"strings"
	"time"

	smtp "github.com/wneessen/go-mail"
)

// How a connection to a server is protected.
const (
	StartTLS = "starttls" // it begins in the open and must change to TLS before anything is said
	TLS      = "tls"      // from its first byte on
	Plain    = "none"     // only to this machine itself (RELIABILITY T21)
)

// Server is the mail server that letters are handed to (SMTP, RFC 5321).
type Server struct {
	Host     string
	Port     int
	Security string // StartTLS, TLS or Plain
	From     string // address
	User     string // empty to say no name
	Password string
	Timeout  time.Duration // for the connection, for its envelope and for the letter
	TLS      *tls.Config   // nil for the certificates that the system trusts
}

// ErrNoServer says that the server was not reached, or that it does not let us in.
var ErrNoServer = errors.New("the mail server cannot be used")

// Check says what is unsafe about a server.
func (s Server) Check() error {
	if s.Security == Plain && s.Host != "localhost" && !net.ParseIP(s.Host).IsLoopback() {
		return fmt.Errorf("a letter to %s would go over the network in the open: "+
			"write security: starttls or security: tls under job.mail", s.Host)
	}
	if _, err := netmail.ParseAddress(s.From); err != nil {
		return fmt.Errorf("%q is no address that letters can be from", s.From)
	}
	return nil
}

// Send implements [Sender]: one connection, one letter.
func (s Server) Send(ctx context.Context, l Letter, begin func() error) error {
	if err := s.Check(); err != nil {
		return fmt.Errorf("%w: %w", ErrNoServer, err)
	}
	m, err := s.message(l)
	if err != nil {
		return err
	}
	dialer, err := s.client()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoServer, err)
	}
	c, err := dialer.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoServer, s.hide(err))
	}
	err = s.hand(c, m, begin)
	_ = errors.Join(c.UpdateDeadline(s.Timeout), c.Quit(), c.Close()) // the letter is with the server, or it is not
	return err
}

func (s Server) client() (*smtp.Client, error) {
	options := []smtp.Option{smtp.WithPort(s.Port), smtp.WithTimeout(s.Timeout)}
	switch s.Security {
	case TLS:
		options = append(options, smtp.WithSSL())
	case Plain:
		options = append(options, smtp.WithTLSPolicy(smtp.NoTLS))
	default:
		options = append(options, smtp.WithTLSPolicy(smtp.TLSMandatory))
	}
	if s.TLS != nil {
		options = append(options, smtp.WithTLSConfig(s.TLS))
	}
	if s.User != "" {
		options = append(options, smtp.WithSMTPAuth(smtp.SMTPAuthAutoDiscover),
			smtp.WithUsername(s.User), smtp.WithPassword(s.Password))
	}
	return smtp.NewClient(s.Host, options...)
}

// message is the letter as it goes out: plain text, nothing that calls home, and the same each
// time that it is sent.
func (s Server) message(l Letter) (*smtp.Msg, error) {
	m := smtp.NewMsg(smtp.WithNoDefaultUserAgent(), smtp.WithEncoding(smtp.EncodingQP))
	to := netmail.Address{Name: l.Name, Address: l.To}
	if err := m.From(s.From); err != nil {
		return nil, fmt.Errorf("%q is no address that letters can be from", s.From)
	}
	if err := m.To(to.String()); err != nil {
		return nil, fmt.Errorf("%q is no address that letters can go to", l.To)
	}
	m.Subject(l.Subject)
	m.SetMessageIDWithValue(l.ID() + s.domain())
	m.SetDateWithValue(l.Written)
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no out-of-office answers
	m.SetBodyString(smtp.TypeTextPlain, l.Body)
	return m, nil
}

// domain is the right part of a Message-ID.
func (s Server) domain() string {
	address := strings.TrimSuffix(s.From, ">")
	return address[strings.LastIndex(address, "@"):]
}

// mostSaid is how much of what a server says is shown, in characters: whatever answers on that port
// would else fill a log.
const mostSaid = 300

// hide keeps the password out of what a server or a library says, and cuts it where it is long.
func (s Server) hide(err error) error {
	if err == nil {
		return nil
	}
	if s.Password != "" && strings.Contains(err.Error(), s.Password) {
		return errors.New("its message repeats the password and is not shown")
	}
	if said := []rune(err.Error()); len(said) > mostSaid {
		return errors.New(string(said[:mostSaid]) + "…")
	}
	return err
}

var _ Sender = Server{}
