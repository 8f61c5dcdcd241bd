package config

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// node is what may stand under a key: scalars, lists of these, groups of keys, and lists of groups.
type node struct {
	scalars []string
	values  []string // a value or several
	groups  map[string]node
	lists   map[string]node
}

// schema is every key of rappro.yaml.
func schema() node {
	rules := node{scalars: []string{"automatic", "margin", "customer", "rounding", "fee",
		"write_off", "four_eyes", "four_eyes_decision", "erp_marks_first"}}
	return node{
		scalars: []string{"db", "company", "lang", "user", "role", "zone", "listen", "profiles"},
		groups: map[string]node{"policy": rules, "metrics": {scalars: []string{"customers"}},
			"job": jobSchema(), "penalties": penaltiesSchema()},
		lists: map[string]node{
			"accounts": {scalars: []string{"id", "also", "company", "currency", "owner", "alias", "kind",
				"ledger_account", "journal", "rhythm", "counted"}},
			"people":     {scalars: []string{"user", "role"}},
			"thresholds": dated(), "credit_limits": credit(),
			"companies": {scalars: []string{"id", "name"},
				lists:  map[string]node{"thresholds": dated(), "credit_limits": credit()},
				groups: map[string]node{"policy": rules, "responsible": person(), "penalties": penaltiesSchema()}},
		},
	}
}

// jobSchema is what may stand under job.
func jobSchema() node {
	return node{scalars: []string{"inbox", "quiet"}, values: []string{"at"}, groups: map[string]node{
		"mail":        {scalars: []string{"server", "security", "from", "user", "password_file"}},
		"responsible": person()}}
}

// dated is a threshold of anomalies from a day on.
func dated() node { return node{scalars: []string{"name", "from", "value"}} }

// credit is a customer's credit limit from a day on.
func credit() node { return node{scalars: []string{"customer", "amount", "currency", "from"}} }

// penaltiesSchema is what may stand under penalties: whether there are any, and rates from a half-year on.
func penaltiesSchema() node {
	return node{scalars: []string{"apply"}, lists: map[string]node{"rates": {scalars: []string{"from", "rate"}}}}
}

// person is who hears of a company.
func person() node { return node{scalars: []string{"name", "email", "lang"}} }

// known refuses the first key, in order of name, that the schema does not have.
func known(m map[string]any, n node, at string) error {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		group, isGroup := n.groups[k]
		list, isList := n.lists[k]
		switch {
		case slices.Contains(n.scalars, k):
			switch m[k].(type) {
			case map[string]any, []any:
				return fmt.Errorf("%s%s: want one value", at, k)
			}
		case slices.Contains(n.values, k):
			if err := plain(m[k], at+k); err != nil {
				return err
			}
		case isGroup:
			sub, ok := m[k].(map[string]any)
			if !ok {
				return fmt.Errorf("%s%s: want keys under it", at, k)
			}
			if err := known(sub, group, at+k+"."); err != nil {
				return err
			}
		case isList:
			if err := knownList(m[k], list, at+k); err != nil {
				return err
			}
		default:
			return fmt.Errorf("unknown key %q: there are %s", at+k, strings.Join(n.names(), ", "))
		}
	}
	return nil
}

// plain refuses what is neither a value nor a list of values.
func plain(v any, at string) error {
	for _, item := range values(v) {
		switch item.(type) {
		case map[string]any, []any:
			return fmt.Errorf("%s: want one value, or a list of values", at)
		}
	}
	return nil
}

func knownList(v any, n node, at string) error {
	items, ok := v.([]any)
	if !ok {
		return fmt.Errorf("%s: want a list, each item with a dash before it", at)
	}
	for i, item := range items {
		sub, ok := item.(map[string]any)
		if !ok {
			return fmt.Errorf("%s[%d]: want keys such as id", at, i+1)
		}
		if err := known(sub, n, fmt.Sprintf("%s[%d].", at, i+1)); err != nil {
			return err
		}
	}
	return nil
}

func (n node) names() []string {
	names := slices.Concat(n.scalars, n.values)
	for k := range n.groups {
		names = append(names, k)
	}
	for k := range n.lists {
		names = append(names, k)
	}
	sort.Strings(names)
	return names
}
