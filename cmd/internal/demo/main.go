// Command demo shows the main job on a small company's month, as a person would type it:
// it prints each command, runs the real program in a folder of its own, and at the end
// reads the same figures from the endpoint for Prometheus. `make demo` builds and runs it.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

func main() {
	var d demo
	flag.StringVar(&d.program, "rappro", "bin/rappro", "the program to show")
	flag.StringVar(&d.month, "month", "fixtures/month", "the month to show")
	flag.StringVar(&d.folder, "dir", "tmp/demo", "folder for the store; it is emptied first")
	flag.StringVar(&d.lang, "lang", "en", "en or fr")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	err := d.run(ctx, os.Stdout)
	cancel()
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// demo is one showing.
type demo struct {
	program, month, folder, lang string
}

// step is a command with what it is about.
type step struct {
	title string
	args  []string
}

func (d *demo) run(ctx context.Context, out io.Writer) error {
	if err := d.prepare(); err != nil {
		return err
	}
	for _, s := range []step{
		{"Make a store, then do the month: import, match, apply what is certain, say where we stand.",
			[]string{"init"}},
		{"", []string{"run", d.month + "/invoices.csv", d.month + "/bank"}},
		{"Matched: each credit with the invoice that it pays.",
			[]string{"list", "allocations", "--status", "auto", "--limit", "8"}},
		{"Why: the equation to the cent and the bank's own words. Here a discount of 2 % closes the rest.",
			[]string{"show", "OPE2606100117"}},
		{"Partial payments stay partial.", []string{"list", "invoices", "--status", "partially_paid"}},
		{"Ambiguous: what waits for a person, and what there is to choose from.",
			[]string{"list", "payments", "--status", "proposed,unmatched"}},
		{"", []string{"list", "allocations", "--status", "proposed", "--customer", "C008"}},
		{"Anomalies, each with what to do.", []string{"list", "anomalies"}},
		{"Encaissements and DSO.", []string{"report", "encaissements"}},
		{"", []string{"report", "dso"}},
		{"The same again decides nothing, and every rule holds over the whole store.",
			[]string{"reconcile"}},
		{"", []string{"verify"}},
	} {
		if err := d.show(ctx, out, s); err != nil {
			return err
		}
	}
	return d.metrics(ctx, out)
}

// prepare empties the folder and makes the paths absolute.
func (d *demo) prepare() error {
	for _, p := range []*string{&d.program, &d.folder} {
		abs, err := filepath.Abs(*p)
		if err != nil {
			return err
		}
		*p = abs
	}
	if err := os.RemoveAll(d.folder); err != nil {
		return err
	}
	if err := os.MkdirAll(d.folder, 0o755); err != nil {
		return err
	}
	month, err := filepath.Abs(d.month)
	if err != nil {
		return err
	}
	d.month = "month"
	return os.Symlink(month, filepath.Join(d.folder, d.month))
}

// command is the program in the folder, away from the user's own settings.
func (d *demo) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, d.program, args...)
	c.Dir = d.folder
	c.Env = append(os.Environ(), "RAPPRO_AS_OF=2026-06-30", "RAPPRO_LANG="+d.lang,
		"RAPPRO_DB=sqlite:rappro.db", "RAPPRO_USER=demo", "RAPPRO_COMPANY=", "RAPPRO_CONFIG=",
		"XDG_CONFIG_HOME="+d.folder, "HOME="+d.folder)
	return c
}

func (d *demo) show(ctx context.Context, out io.Writer, s step) error {
	if s.title != "" {
		fmt.Fprintf(out, "\n# %s\n", s.title)
	}
	fmt.Fprintf(out, "\n$ rappro %s\n", strings.Join(s.args, " "))
	c := d.command(ctx, s.args...)
	c.Stdout, c.Stderr = out, out
	err := c.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 3 {
		fmt.Fprintln(out, "\n(exit code 3: something waits for a person)")
		return nil
	}
	return err
}

var shown = regexp.MustCompile(`^rappro_(encaissements_month|dso|receivables_(open_amount|aging|overdue)|unapplied|anomalies_open|payments)`)

// metrics starts the server, reads the endpoint and stops the server again.
func (d *demo) metrics(ctx context.Context, out io.Writer) error {
	fmt.Fprint(out, "\n# The same figures for Prometheus, on http://127.0.0.1:9753/metrics by default.\n\n"+
		"$ rappro serve &\n$ curl -s http://127.0.0.1:9753/metrics | grep rappro_\n")
	c := d.command(ctx, "serve", "--listen", "127.0.0.1:0")
	messages, err := c.StderrPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	err = d.fetch(ctx, out, messages)
	return errors.Join(err, c.Process.Signal(os.Interrupt), c.Wait())
}

func (d *demo) fetch(ctx context.Context, out io.Writer, messages io.Reader) error {
	line, err := bufio.NewReader(messages).ReadString('\n')
	if err != nil {
		return fmt.Errorf("the server did not start: %w", err)
	}
	_, url, ok := strings.Cut(strings.TrimSpace(line), "listening on ")
	if !ok {
		return fmt.Errorf("the server said %q", line)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close() // only read from
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		if shown.MatchString(lines.Text()) {
			fmt.Fprintln(out, lines.Text())
		}
	}
	return lines.Err()
}
