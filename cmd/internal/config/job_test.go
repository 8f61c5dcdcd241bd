package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestJob(t *testing.T) {
	c, err := Load(Source{File: "testdata/job.good.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	j := c.Job
	if j.Inbox != "/srv/bank/in" || fmt.Sprint(j.At) != "[06:30 13:00]" || j.Quiet != 2*time.Second {
		t.Errorf("%+v", j)
	}
	if m := j.Mail; m.Host != "smtp.example.org" || m.Port != 587 || m.Security != "starttls" || m.User != "rappro" {
		t.Errorf("%+v", m)
	}
	claire := Responsible{"Claire Évrard", "claire@example.org", "fr"}
	for company, want := range map[string]Responsible{"atelier": {Email: "paul@example.org"}, "fournil": claire, "": claire} {
		if got := c.ResponsibleFor(company); got != want {
			t.Errorf("%q: %+v", company, got)
		}
	}
	if c, err := Load(Source{}); err != nil || c.Job.Quiet != defaultQuiet || c.Job.Inbox != "" || c.Job.Mail.Host != "" {
		t.Errorf("without a word: %+v %v", c.Job, err)
	}
}

// The password comes from the environment, else from the file, and is in no printed form.
func TestMailPassword(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte(" of-the-file \n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err := (Mail{PasswordFile: file}).Password(); err != nil || p != "of-the-file" {
		t.Errorf("%q %v", p, err)
	}
	if _, err := (Mail{PasswordFile: file + "x"}).Password(); err == nil {
		t.Error("a file that is not there")
	}
	c, err := Load(Source{Getenv: func(k string) string {
		if k == "RAPPRO_MAIL_PASSWORD" {
			return "canary"
		}
		return ""
	}})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := c.Job.Mail.Password(); err != nil || p != "canary" {
		t.Errorf("%q %v", p, err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, v := range []any{c, c.Job.Mail.Env} {
			if s := fmt.Sprintf(verb, v); strings.Contains(s, "canary") || strings.Contains(s, "63616e617279") {
				t.Errorf("%s prints the password: %s", verb, s)
			}
		}
	}
}
