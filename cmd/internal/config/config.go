package config

import (
	"fmt"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the static program knows its zones on a machine that has none

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Config is everything that the program can be told, with defaults filled in.
type Config struct {
	File      string            // the file that was read, empty for none
	DB        string            // store URL
	Company   string            // code of the company meant when none is named; may be empty
	Lang      string            // fr, en or empty for the environment's
	User      string            // actor, empty for the OS user
	Role      reconcile.Role    // of who is not among the people; admin where the file is silent
	People    []reconcile.Actor // who has which role
	Listen    string            // address of `rappro serve`
	Profiles  string            // folder of own bank CSV profiles, empty for none
	Customers int               // with a series of their own among the metrics, 0 for none
	Zone      *time.Location
	Policy    reconcile.Policy
	Limits    []reconcile.Limit // thresholds of anomalies for all companies
	Penalties Penalties
	// CreditLimits are those of customers, for all companies.
	CreditLimits receivables.CreditLimits
	Accounts     []reconcile.Account
	Companies    []Company
	Job          Job
	named        string // the company that the file itself names for when none is
}

// Company is what the file says of one company over the defaults.
type Company struct {
	ID     string
	Name   string
	Policy reconcile.Policy
	Limits []reconcile.Limit // over those for all
	// Penalties are its own rates over those for all, and whether it has any at all.
	Penalties    Penalties
	CreditLimits receivables.CreditLimits // of its own customers
	// Responsible hears of it, nobody of its own where the address is empty.
	Responsible Responsible
}

// PolicyOf is the policy of a company: its own over the defaults.
func (c Config) PolicyOf(company string) reconcile.Policy {
	for _, k := range c.Companies {
		if k.ID == company {
			return k.Policy
		}
	}
	return c.Policy
}

// LimitsOf are the thresholds of a company's anomalies: those for all, then its own, which hold over them.
func (c Config) LimitsOf(company string) []reconcile.Limit {
	for _, k := range c.Companies {
		if k.ID == company {
			return slices.Concat(c.Limits, k.Limits)
		}
	}
	return c.Limits
}

// Actor is a person with his role.
func (c Config) Actor(name string) reconcile.Actor {
	for _, p := range c.People {
		if p.Name == name {
			return p
		}
	}
	return reconcile.Actor{Kind: reconcile.Person, Name: name, Role: c.Role}
}

// Cards are the cards of the accounts that belong to a company. A card that names no
// company belongs to the one that is asked for.
func (c Config) Cards(company string) []reconcile.Account {
	out := make([]reconcile.Account, 0, len(c.Accounts))
	for _, a := range c.Accounts {
		if a.Company == "" {
			a.Company = company
		}
		out = append(out, a)
	}
	return out
}

// CompanyIDs are the companies that the file knows, in order of code: those of its list, those
// that own an account, and the one that it names for when none is.
func (c Config) CompanyIDs() []string {
	var ids []string
	for _, k := range c.Companies {
		ids = append(ids, k.ID)
	}
	for _, a := range c.Accounts {
		ids = append(ids, a.Company)
	}
	ids = slices.DeleteFunc(append(ids, c.named), func(id string) bool { return id == "" })
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Today is the civil date of an instant in the configured zone.
func (c Config) Today(now time.Time) reconcile.Date {
	return reconcile.DateOf(now.In(c.Zone))
}

// CheckCommandLineDB refuses a store URL with a password that was typed: other users of
// the machine can read the command lines of processes.
func CheckCommandLineDB(url string) error {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return nil
	}
	authority, query, _ := strings.Cut(rest, "?")
	authority, _, _ = strings.Cut(authority, "/")
	user := ""
	if i := strings.LastIndex(authority, "@"); i >= 0 {
		user = authority[:i]
	}
	_, pass, has := strings.Cut(user, ":")
	if has && pass != "" || strings.Contains("&"+query, "&password=") {
		return fmt.Errorf("--db holds a password, which every user of this machine can read: " +
			"put the URL in RAPPRO_DB or in rappro.yaml, or the password in ~/.pgpass")
	}
	return nil
}

// Shown is a store URL without its password, for messages.
func Shown(url string) string {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok {
		return url
	}
	rest, _, _ = strings.Cut(rest, "?")
	at := strings.LastIndex(rest, "@")
	if at < 0 {
		return scheme + "://" + rest
	}
	user, _, _ := strings.Cut(rest[:at], ":")
	return scheme + "://" + user + rest[at:]
}
