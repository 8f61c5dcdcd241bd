package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// SortKey is one column to sort by: `--sort amount` or `--sort -amount`.
type SortKey struct {
	Index int
	Down  bool
	Kind  Kind
}

// ParseSort reads `--sort`: names of columns separated by commas, each with an optional
// minus for the reverse order.
func ParseSort(spec string, cols []Column) ([]SortKey, error) {
	if spec == "" {
		return nil, nil
	}
	var keys []SortKey
	for _, name := range strings.Split(spec, ",") {
		plain, down := strings.CutPrefix(strings.TrimSpace(name), "-")
		i := slices.IndexFunc(cols, func(c Column) bool { return c.Name == plain })
		if i < 0 {
			var names []string
			for _, c := range cols {
				names = append(names, c.Name)
			}
			return nil, fmt.Errorf("no column %q to sort by: there are %s",
				plain, strings.Join(names, ", "))
		}
		keys = append(keys, SortKey{i, down, cols[i].Kind})
	}
	return keys, nil
}

// Sort orders rows by the keys; rows that are equal in all of them keep the list's order.
func Sort(rows [][]string, keys []SortKey) {
	slices.SortStableFunc(rows, func(a, b []string) int {
		for _, k := range keys {
			c := compare(k.Kind, a[k.Index], b[k.Index])
			if k.Down {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return 0
	})
}

func compare(k Kind, a, b string) int {
	if k == Money || k == Number || k == Score {
		return decimals(a, b)
	}
	return strings.Compare(a, b)
}

// decimals compares two decimal strings without any float: sign, length of the whole part,
// then digits.
func decimals(a, b string) int {
	an, bn := strings.HasPrefix(a, "-"), strings.HasPrefix(b, "-")
	switch {
	case an && bn:
		return decimals(b[1:], a[1:])
	case an:
		return -1
	case bn:
		return 1
	}
	aw, af, _ := strings.Cut(a, ".")
	bw, bf, _ := strings.Cut(b, ".")
	aw, bw = strings.TrimLeft(aw, "0"), strings.TrimLeft(bw, "0")
	return cmp.Or(cmp.Compare(len(aw), len(bw)), strings.Compare(aw, bw),
		strings.Compare(strings.TrimRight(af, "0"), strings.TrimRight(bf, "0")))
}
