package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/fixtures/postbox"
)

func letter() Letter {
	return Letter{Day: "2026-06-30", To: "claire@example.org", Name: "Claire \"C\" Évrard",
		Subject: "rappro : 2 points à voir", Body: "Bonjour,\n\n1 234,56 € à choisir.\n.\n",
		Written: time.Date(2026, 6, 30, 6, 30, 0, 0, time.UTC)}
}

// begun is a try that need not be written down.
func begun() error { return nil }

// server is what reaches a postbox.
func server(t *testing.T, b *postbox.Box) Server {
	t.Helper()
	host, port, err := net.SplitHostPort(b.Address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	s := Server{Host: host, Port: n, Security: Plain, From: "rappro@example.org", Timeout: 5 * time.Second}
	if b.CA != nil {
		pool := x509.NewCertPool()
		pool.AddCert(b.CA)
		s.Security, s.TLS = StartTLS, &tls.Config{RootCAs: pool, ServerName: host}
	}
	return s
}

// A letter goes over STARTTLS, says who sends it, and arrives as it was written: its Message-ID
// is that of its words, and it is plain text alone.
func TestSend(t *testing.T) {
	b := postbox.Open(t, true)
	s := server(t, b)
	s.User, s.Password = "rappro", "secret"
	for range 2 {
		if err := s.Send(context.Background(), letter(), begun); err != nil {
			t.Fatal(err)
		}
	}
	got := b.Letters()
	if len(got) != 2 || got[0].Text != got[1].Text {
		t.Fatalf("%d letters, or two that differ", len(got))
	}
	l := got[0]
	if !l.Secure || l.User != "rappro" || l.To != "claire@example.org" {
		t.Errorf("%+v", l)
	}
	h := l.Message.Header
	subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
	if err != nil || subject != letter().Subject || h.Get("Message-ID") != "<"+letter().ID()+"@example.org>" ||
		h.Get("Auto-Submitted") != "auto-generated" || !strings.HasPrefix(h.Get("Content-Type"), "text/plain") ||
		h.Get("Date") != "Tue, 30 Jun 2026 06:30:00 +0000" {
		t.Errorf("%v %q", h, subject)
	}
	if to, err := h.AddressList("To"); err != nil || len(to) != 1 || to[0].Name != letter().Name {
		t.Errorf("to %v %v", to, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(l.Message.Body))
	if err != nil || strings.ReplaceAll(string(body), "\r\n", "\n") != letter().Body {
		t.Errorf("%q %v", body, err)
	}
}

// What a server does wrong is a refusal for now or for good, unless nobody knows what it did; the try
// begins when it has said yes to the envelope, and no earlier.
func TestSendFaults(t *testing.T) {
	for _, c := range []struct {
		fault        postbox.Fault
		want         error // nil for a refusal for now
		begun, taken bool
	}{{postbox.Refuse, nil, false, false}, {postbox.Barred, nil, false, false}, {postbox.Unknown, ErrRefused, false, false},
		{postbox.Full, nil, true, false}, {postbox.Spam, ErrRefused, true, false}, {postbox.Silent, ErrUnsure, true, true},
		{postbox.Gone, ErrNoServer, false, false}, {postbox.Nothing, ErrNoServer, false, false}} {
		b := postbox.Open(t, true)
		b.Fail(c.fault)
		s, began := server(t, b), false
		err := s.Send(context.Background(), letter(), func() error { began = true; return nil })
		for _, is := range []error{ErrUnsure, ErrRefused, ErrNoServer} {
			if errors.Is(err, is) != (is == c.want) {
				t.Errorf("%s: %v", c.fault, err)
			}
		}
		if err == nil || began != c.begun || (len(b.Letters()) > 0) != c.taken {
			t.Errorf("%s: %v, begun %t, %d letters", c.fault, err, began, len(b.Letters()))
		}
	}
}

// A try that cannot be written down is none: nothing is handed over.
func TestSendWhenNothingCanBeWritten(t *testing.T) {
	b, full := postbox.Open(t, true), errors.New("the disk is full")
	err := server(t, b).Send(context.Background(), letter(), func() error { return full })
	if !errors.Is(err, full) || len(b.Letters()) != 0 {
		t.Errorf("%v, %d letters", err, len(b.Letters()))
	}
}

// Nothing is said to a server that is not the right one, and a password is in no message.
func TestSendIsSafe(t *testing.T) {
	b := postbox.Open(t, true)
	s := server(t, b)
	s.TLS = nil // the system does not trust it
	if err := s.Send(context.Background(), letter(), begun); !errors.Is(err, ErrNoServer) || len(b.Letters()) > 0 {
		t.Errorf("a server with a certificate of its own: %v", err)
	}
	s = server(t, b)
	s.User, s.Password = "rappro", "wrong-canary"
	if err := s.Send(context.Background(), letter(), begun); !errors.Is(err, ErrNoServer) || strings.Contains(err.Error(), "canary") {
		t.Errorf("a wrong password: %v", err)
	}
	s = Server{Host: "mail.example.org", Port: 25, Security: Plain, From: "rappro@example.org"}
	if err := s.Check(); err == nil || !strings.Contains(err.Error(), "in the open") {
		t.Errorf("in the open: %v", err)
	}
	for _, host := range []string{"localhost", "127.0.0.1", "::1"} {
		s.Host = host
		if err := s.Check(); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// What answers with a page of something else does not fill the log of the job.
func TestSendToSomethingElse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		_, _ = c.Write([]byte(strings.Repeat("\x00", 10_000) + "\r\n"))
		_ = c.Close()
	}()
	s := Server{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, Security: Plain, From: "rappro@example.org",
		Timeout: 5 * time.Second}
	if err := s.Send(context.Background(), letter(), begun); !errors.Is(err, ErrNoServer) || len(err.Error()) > 500 {
		t.Errorf("%.500v", err)
	}
}
