package main

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/rappro/rappro/cmd/internal/catalogue"
	"github.com/rappro/rappro/cmd/internal/config"
	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/cmd/internal/mail"
	"github.com/rappro/rappro/cmd/internal/news"
	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
)

// mailTimeout bounds each step of talking to a mail server.
const mailTimeout = 30 * time.Second

// tell writes a letter for each person with something new: one for all the companies that he is
// responsible for. What is new is what waits for a person, whether anybody gets a letter or not.
func (j *job) tell(ctx context.Context) error {
	all, err := j.news(ctx)
	if err != nil {
		return err
	}
	letters := map[config.Responsible][]news.News{}
	for _, n := range all {
		who := j.cfg.ResponsibleFor(n.Company)
		if !n.Empty() {
			j.review()
		}
		if n.Empty() || who.Email == "" || j.cfg.Job.Mail.Host == "" {
			if err := j.out.Tell(n.Company, n.Told); err != nil {
				return err
			}
			continue
		}
		letters[who] = append(letters[who], n)
	}
	byEmail := func(a, b config.Responsible) int {
		return cmp.Or(cmp.Compare(a.Email, b.Email), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Lang, b.Lang))
	}
	for _, who := range slices.SortedFunc(maps.Keys(letters), byEmail) {
		if err := j.out.Put(j.letter(who, letters[who])); err != nil {
			return err
		}
	}
	return nil
}

// news is what is new of each company, and of the files that belong to none. Of one whose books
// could not be matched nothing is said: the next run does.
func (j *job) news(ctx context.Context) ([]news.News, error) {
	files, err := j.box.Standing()
	if err != nil {
		return nil, err
	}
	var companies []string
	for _, d := range j.done.companies {
		companies = append(companies, d.Summary.Company)
	}
	var all []news.News
	err = j.svc.Read(ctx, func(r reconcile.Reader) error {
		all = nil
		for _, company := range companies {
			told, err := j.out.Told(company)
			if err != nil {
				return err
			}
			books, err := news.Look(ctx, r, j.callFor(company))
			if err != nil {
				return err
			}
			mine := slices.DeleteFunc(slices.Clone(files), func(f inbox.Standing) bool {
				return !slices.Contains(f.Companies, company)
			})
			all = append(all, news.Of(company, j.asOf, books, mine, told))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	told, err := j.out.Told("")
	others := slices.DeleteFunc(files, func(f inbox.Standing) bool {
		return slices.ContainsFunc(f.Companies, func(c string) bool { return slices.Contains(companies, c) })
	})
	return append(all, news.Of("", j.asOf, news.Books{}, others, told)), err
}

// letter is what a person reads of his companies, in his language.
func (j *job) letter(who config.Responsible, list []news.News) mail.Letter {
	texts := j.texts
	if lang, ok := catalogue.ParseLang(who.Lang); ok {
		texts = catalogue.New(lang)
	}
	l := mail.Letter{Day: j.asOf.String(), To: who.Email, Name: who.Name, Written: j.now(), Told: map[string][]string{}}
	l.Subject, l.Body = report.NewPage(texts).Letter(who.Name, list, j.called)
	for _, n := range list {
		l.Told[n.Company] = n.Told
	}
	return l
}

// called is the name of a company for people, empty for the one that has none.
func (j *job) called(company string) string {
	for _, k := range j.cfg.Companies {
		if k.ID == company && k.Name != "" {
			return k.Name
		}
	}
	if company == reconcile.DefaultCompany {
		return ""
	}
	return company
}

// send hands the letters that wait to the mail server. One that it does not take now waits for the next
// run: that is said, and is no failure of the work, which is done. One that is given up is a failure,
// once: nobody tries again.
func (j *job) send(ctx context.Context) error {
	m := j.cfg.Job.Mail
	if m.Host == "" {
		return nil
	}
	password, err := m.Password()
	if err != nil {
		j.done.letters.Waiting = err
	} else {
		j.done.letters, err = j.out.Deliver(ctx, mail.Server{Host: m.Host, Port: m.Port, Security: m.Security,
			From: m.From, User: m.User, Password: password, Timeout: mailTimeout})
		if err != nil && ctx.Err() == nil {
			j.failed("job.mail", err)
		}
	}
	if err := j.done.letters.Waiting; err != nil {
		j.warn("job.mail: %s", j.texts.Remark(err.Error()))
	}
	if n := j.done.letters.Unsure; n > 0 {
		j.code = exitFailed
		j.note("%s", j.texts.Count("job.unsure", n))
	}
	for _, r := range j.done.letters.Refused {
		j.code = exitFailed
		j.note("%s", j.texts.Text("job.refused", r.To, render.Plain(j.texts.Remark(r.Err.Error()))))
	}
	return ctx.Err()
}
