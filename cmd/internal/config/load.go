package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/viper"

	"github.com/rappro/rappro/reconcile"
)

// Source says where configuration comes from.
type Source struct {
	File   string            // --config: this file and no other
	Search []string          // folders that may hold rappro.yaml, the first one found counts
	User   string            // which of them is the user's own: see find
	Flags  map[string]string // flags that were given, by key
	Getenv func(string) string
}

// env is what the environment says of a key: RAPPRO_DB, RAPPRO_POLICY_FEE.
func (s Source) env(key string) string {
	if s.Getenv == nil {
		return ""
	}
	return s.Getenv("RAPPRO_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_")))
}

// Search lists the folders in which rappro.yaml is looked for, and says which of them is
// the user's own, empty when there is none.
func Search() (dirs []string, user string) {
	dirs = []string{"."}
	if d, err := os.UserConfigDir(); err == nil {
		user = filepath.Join(d, "rappro")
		dirs = append(dirs, user)
	}
	return append(dirs, "/etc/rappro"), user
}

// scalars are the keys that the environment can give too.
func scalars() []string {
	return []string{"db", "company", "lang", "user", "role", "zone", "listen", "profiles",
		"policy.automatic", "policy.margin", "policy.customer", "policy.rounding", "policy.fee", "policy.write_off",
		"policy.four_eyes", "policy.four_eyes_decision", "policy.erp_marks_first", "metrics.customers"}
}

// Load reads the configuration. Errors name the file and the key, and say what to write.
func Load(src Source) (Config, error) {
	v := viper.New()
	v.SetConfigType("yaml")
	v.SetDefault("db", "sqlite:rappro.db")
	v.SetDefault("zone", "Europe/Paris")
	v.SetDefault("role", string(reconcile.Admin))
	v.SetDefault("listen", "127.0.0.1:9753")
	v.SetDefault("metrics.customers", 20)
	file, err := find(src)
	if err != nil {
		return Config{}, err
	}
	if file != "" {
		v.SetConfigFile(file)
		if err := v.ReadInConfig(); err != nil {
			return Config{}, fmt.Errorf("%s: %w", file, tidy(err))
		}
		if err := known(v.AllSettings(), schema(), ""); err != nil {
			return Config{}, fmt.Errorf("%s: %w", file, err)
		}
	}
	named := v.GetString("company")
	for _, key := range scalars() {
		if value := src.env(key); value != "" {
			v.Set(key, value)
		}
	}
	for key, value := range src.Flags {
		v.Set(key, value)
	}
	c, err := read(v)
	c.Job.Mail.Env = Secret(src.env("mail.password"))
	c.named = named
	if err != nil && file != "" {
		err = fmt.Errorf("%s: %w", file, err)
	}
	c.File = file
	return c, err
}

// tidy shortens viper's message to the YAML error itself.
func tidy(err error) error {
	var parse viper.ConfigParseError
	if errors.As(err, &parse) {
		return fmt.Errorf("not valid YAML: %w", parse.Unwrap())
	}
	return err
}

// find gives the path of the file to read, empty when there is none. A file that was named
// has to be there. The user's own folder counts as absent when it may not be entered: a
// job that runs as somebody else inherits the HOME of who started it.
func find(src Source) (string, error) {
	if src.File != "" {
		if _, err := os.Stat(src.File); err != nil {
			return "", fmt.Errorf("--config: %w", err)
		}
		return src.File, nil
	}
	for _, dir := range src.Search {
		path := filepath.Join(dir, "rappro.yaml")
		_, err := os.Stat(path)
		closed := errors.Is(err, fs.ErrPermission) && dir == src.User
		switch {
		case err == nil:
			return path, nil
		case closed, errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		default:
			return "", err
		}
	}
	return "", nil
}

func read(v *viper.Viper) (Config, error) {
	c := Config{DB: v.GetString("db"), Company: v.GetString("company"), Lang: v.GetString("lang"),
		User: v.GetString("user"), Listen: v.GetString("listen"), Profiles: v.GetString("profiles")}
	zone, err := time.LoadLocation(v.GetString("zone"))
	if err != nil {
		return c, fmt.Errorf("zone: %w: write one such as Europe/Paris", err)
	}
	c.Zone = zone
	if c.Customers, err = customers(v.Get("metrics.customers")); err != nil {
		return c, err
	}
	if c.Lang != "" && c.Lang != "fr" && c.Lang != "en" {
		return c, fmt.Errorf("lang: %q is not a language of rappro: write fr or en", c.Lang)
	}
	if c.Role, err = role(v.GetString("role"), "role"); err != nil {
		return c, err
	}
	if c.People, err = people(v.Get("people")); err != nil {
		return c, err
	}
	if c.Policy, err = policy(settings(v, "policy"), reconcile.DefaultPolicy(), "policy"); err != nil {
		return c, err
	}
	if c.Limits, err = limits(v.Get("thresholds"), "thresholds"); err != nil {
		return c, err
	}
	under, _ := v.Get("penalties").(map[string]any)
	if c.Penalties, err = penalties(under, Penalties{}, "penalties"); err != nil {
		return c, err
	}
	if c.CreditLimits, err = creditLimits(v.Get("credit_limits"), "credit_limits"); err != nil {
		return c, err
	}
	if c.Companies, err = companies(v.Get("companies"), c); err != nil {
		return c, err
	}
	if c.Accounts, err = accounts(v.Get("accounts")); err != nil {
		return c, err
	}
	under, _ = v.Get("job").(map[string]any)
	c.Job, err = job(under)
	return c, err
}

// settings are the scalars under a key with the environment over the file.
func settings(v *viper.Viper, under string) map[string]any {
	m := map[string]any{}
	for _, key := range scalars() {
		if name, ok := strings.CutPrefix(key, under+"."); ok && v.IsSet(key) {
			m[name] = v.Get(key)
		}
	}
	return m
}
