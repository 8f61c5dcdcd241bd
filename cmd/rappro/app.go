package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/rappro/rappro/cmd/internal/catalogue"
	"github.com/rappro/rappro/cmd/internal/config"
	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
	"github.com/rappro/rappro/store"
)

// app is one run of the program: the world, the flags, and what they amount to.
type app struct {
	world
	flags  flags
	cfg    config.Config
	texts  *catalogue.Texts
	format render.Format
	asOf   reconcile.Date
	code   int // of a run without error: exitDone, exitReview or exitFailed
}

// note prints a message for people on standard error.
func (a *app) note(format string, args ...any) {
	if !a.flags.quiet {
		fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}

// warn says what the exit code does not tell, with -q too.
func (a *app) warn(format string, args ...any) { fmt.Fprintf(a.stderr, format+"\n", args...) }

// setup turns flags, environment and configuration into what commands need.
func (a *app) setup(given map[string]string) error {
	if url, ok := given["db"]; ok {
		if err := config.CheckCommandLineDB(url); err != nil {
			return usageError{err}
		}
	}
	search, own := config.Search()
	cfg, err := config.Load(config.Source{File: a.flags.config, Search: search, User: own,
		Flags: given, Getenv: a.getenv})
	if err != nil {
		return usageError{err}
	}
	if err := store.Check(cfg.DB); err != nil {
		return usageError{err}
	}
	a.cfg = cfg
	a.texts = catalogue.New(a.language())
	if a.format, err = render.ParseFormat(a.flags.output); err != nil {
		return usageError{err}
	}
	a.asOf = cfg.Today(a.now())
	text := a.flags.asOf
	if text == "" {
		text = a.getenv("RAPPRO_AS_OF")
	}
	if text != "" {
		if a.asOf, err = reconcile.ParseDate(text); err != nil {
			return usagef("--as-of: %w", err)
		}
	}
	return nil
}

// language is the one asked for, else that of the environment, else English.
func (a *app) language() catalogue.Lang {
	for _, s := range []string{a.cfg.Lang, a.getenv("LC_ALL"), a.getenv("LC_MESSAGES"), a.getenv("LANG")} {
		if s != "" {
			l, _ := catalogue.ParseLang(s)
			return l
		}
	}
	return catalogue.English
}

// service opens the store and puts the service in front of it. The caller closes it. A
// company that nobody knows is refused for every command alike.
func (a *app) service(ctx context.Context, create bool) (*reconcile.Service, error) {
	s, err := store.Open(ctx, a.cfg.DB, store.Options{Create: create})
	if err != nil {
		return nil, err
	}
	svc := &reconcile.Service{Store: s, Matcher: matcher.New(), Examiner: anomalies.Examiner{}, Now: a.now, Salt: a.salt,
		Version: version, Progress: a.progress()}
	if err := a.checkCompany(ctx, svc); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return svc, nil
}

// call says who asks, for which company and day, under which policy.
func (a *app) call(ctx context.Context, svc *reconcile.Service) (reconcile.Call, error) {
	company, err := a.company(ctx, svc)
	if err != nil {
		return reconcile.Call{}, err
	}
	return a.callFor(company), nil
}

func (a *app) callFor(company string) reconcile.Call {
	name := a.cfg.User
	if name == "" {
		name = a.user()
	}
	return reconcile.Call{Actor: a.cfg.Actor(name), Company: company,
		AsOf: a.asOf, Policy: a.cfg.PolicyOf(company), Limits: a.cfg.LimitsOf(company),
		Cards: a.cfg.Cards(company)}
}

// with opens the store, runs fn and closes the store; an error of closing is an error.
func (a *app) with(ctx context.Context, create bool,
	fn func(*reconcile.Service, reconcile.Call) error) error {
	return a.open(ctx, create, func(svc *reconcile.Service) error {
		c, err := a.call(ctx, svc)
		if err != nil {
			return err
		}
		return fn(svc, c)
	})
}

// withAny is with, where it makes no difference which company is meant.
func (a *app) withAny(ctx context.Context, create bool,
	fn func(*reconcile.Service, reconcile.Call) error) error {
	return a.open(ctx, create, func(svc *reconcile.Service) error {
		return fn(svc, a.callFor(reconcile.DefaultCompany))
	})
}

// open is with, for commands that are about any number of companies.
func (a *app) open(ctx context.Context, create bool, fn func(*reconcile.Service) error) error {
	svc, err := a.service(ctx, create)
	if err != nil {
		return err
	}
	return errors.Join(fn(svc), svc.Store.Close())
}

// page begins a page in the language of the reader.
func (a *app) page() *report.Page { return report.NewPage(a.texts) }

// print writes a page to standard output.
func (a *app) print(p *report.Page) error {
	_, err := fmt.Fprint(a.stdout, p.String())
	return err
}

// printJSON writes a value as JSON. As ndjson a list is one object per line.
func (a *app) printJSON(v any) error {
	if a.format == render.AsNDJSON {
		return report.WriteLines(a.stdout, v)
	}
	return report.WriteJSON(a.stdout, v)
}

// isJSON says whether a tool reads the output.
func (a *app) isJSON() bool { return a.format == render.AsJSON || a.format == render.AsNDJSON }
