package config

import (
	"fmt"
	"net"
	"net/mail"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rappro/rappro/cmd/internal/schedule"
)

// Job is what the file says of the morning's job.
type Job struct {
	Inbox string        // folder that `rappro serve` takes files from, empty for none
	At    []schedule.At // when it does, in the configured zone
	Quiet time.Duration // how long a file has to stand unchanged
	Mail  Mail
	// Responsible hears of companies that name nobody, and of files that nobody can place.
	Responsible Responsible
}

// Responsible is who hears of a company.
type Responsible struct {
	Name  string
	Email string // empty for nobody
	Lang  string // fr or en, empty for that of the program
}

// Mail is the server that letters are handed to.
type Mail struct {
	Host         string // empty for no letters
	Port         int
	Security     string // starttls, tls or none
	From         string
	User         string
	PasswordFile string
	Env          Secret // RAPPRO_MAIL_PASSWORD; exported, or its own form would not be printed
}

// Secret is a text that is never printed.
type Secret string

// Format implements fmt.Formatter, for every verb alike.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("•••")) }

// Password is what the environment says (RAPPRO_MAIL_PASSWORD), else what is in the file, without
// spaces and line ends around it. It is read when a letter is sent, because those who only look
// at lists need not be able to read it.
func (m Mail) Password() (string, error) {
	if m.Env != "" || m.PasswordFile == "" {
		return string(m.Env), nil
	}
	b, err := os.ReadFile(m.PasswordFile)
	if err != nil {
		return "", fmt.Errorf("job.mail.password_file: %w", err)
	}
	return strings.TrimSpace(string(b)), nil
}

// ResponsibleFor is who hears of a company: who stands there in the file, else the one of the job.
func (c Config) ResponsibleFor(company string) Responsible {
	for _, k := range c.Companies {
		if k.ID == company && k.Responsible.Email != "" {
			return k.Responsible
		}
	}
	return c.Job.Responsible
}

// defaultQuiet is longer than writers over a network pause between two blocks (RELIABILITY T6).
const defaultQuiet = 10 * time.Second

// job reads what stands under job.
func job(m map[string]any) (Job, error) {
	j := Job{Inbox: text(m["inbox"]), Quiet: defaultQuiet}
	if s := text(m["quiet"]); s != "" {
		d, err := time.ParseDuration(s)
		if err != nil || d < 0 || d > time.Hour {
			return j, fmt.Errorf("job.quiet: %q: write a time such as 10s, at most 1h", s)
		}
		j.Quiet = d
	}
	for _, v := range values(m["at"]) {
		a, err := schedule.Parse(text(v))
		if err != nil {
			return j, fmt.Errorf("job.at: %w", err)
		}
		if !slices.Contains(j.At, a) {
			j.At = append(j.At, a)
		}
	}
	if len(j.At) > 0 && j.Inbox == "" {
		return j, fmt.Errorf("job.inbox: want the folder that files are taken from at these times")
	}
	var err error
	sub, _ := m["responsible"].(map[string]any)
	if j.Responsible, err = responsible(sub, "job.responsible"); err != nil {
		return j, err
	}
	sub, _ = m["mail"].(map[string]any)
	j.Mail, err = mailServer(sub)
	return j, err
}

// values are the items of a list, or one value alone.
func values(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	} else if v == nil {
		return nil
	}
	return []any{v}
}

// responsible reads who hears of a company.
func responsible(m map[string]any, at string) (Responsible, error) {
	r := Responsible{Name: text(m["name"]), Email: text(m["email"]), Lang: text(m["lang"])}
	if m == nil {
		return r, nil
	}
	if a, err := mail.ParseAddress(r.Email); err != nil || a.Address != r.Email {
		return r, fmt.Errorf("%s.email: %q is no address: write one such as claire@example.org", at, r.Email)
	}
	if r.Lang != "" && r.Lang != "fr" && r.Lang != "en" {
		return r, fmt.Errorf("%s.lang: %q is not a language of rappro: write fr or en", at, r.Lang)
	}
	return r, nil
}

// mailServer reads the server; without one no letters are written.
func mailServer(m map[string]any) (Mail, error) {
	s := Mail{Security: text(m["security"]), From: text(m["from"]), User: text(m["user"]),
		PasswordFile: text(m["password_file"])}
	ports := map[string]int{"": 587, "starttls": 587, "tls": 465, "none": 25}
	port, ok := ports[s.Security]
	if !ok {
		return s, fmt.Errorf("job.mail.security: %q: write starttls, tls or none", s.Security)
	}
	if s.Security == "" {
		s.Security = "starttls"
	}
	s.Host, s.Port = text(m["server"]), port
	if host, p, err := net.SplitHostPort(s.Host); err == nil {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || n > 65535 {
			return s, fmt.Errorf("job.mail.server: %q: write one such as smtp.example.org:587", s.Host)
		}
		s.Host, s.Port = host, n
	}
	if s.Host == "" {
		return s, nil
	}
	if a, err := mail.ParseAddress(s.From); err != nil || a.Address != s.From {
		return s, fmt.Errorf("job.mail.from: %q is no address: write the one that letters are from", s.From)
	}
	return s, nil
}
