package config

import (
	"fmt"

	"github.com/spf13/viper"

	"github.com/rappro/rappro/reconcile"
)

// ReadPolicy reads a policy to be tried from a YAML file: the keys of `policy:` in rappro.yaml,
// under that key or alone. What it leaves out stays as in base.
func ReadPolicy(file string, base reconcile.Policy) (reconcile.Policy, error) {
	v := viper.New()
	v.SetConfigType("yaml")
	v.SetConfigFile(file)
	if err := v.ReadInConfig(); err != nil {
		return base, fmt.Errorf("%s: %w", file, tidy(err))
	}
	m := v.AllSettings()
	if sub, ok := m["policy"].(map[string]any); ok && len(m) == 1 {
		m = sub
	}
	if err := known(m, schema().groups["policy"], "policy."); err != nil {
		return base, fmt.Errorf("%s: %w", file, err)
	}
	p, err := policy(m, base, "policy")
	if err != nil {
		return base, fmt.Errorf("%s: %w", file, err)
	}
	return p, nil
}
