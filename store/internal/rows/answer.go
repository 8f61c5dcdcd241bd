package rows

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// writeAnswers writes the answers of an account as one line each: layout, question, value and
// who gives it, and the import for which a person did; none of them holds a space.
func writeAnswers(list []reconcile.Answer) string {
	var b strings.Builder
	for _, a := range list {
		by := "said"
		if a.Proved {
			by = "proved"
		} else if a.Import != "" {
			by += " " + a.Import
		}
		fmt.Fprintf(&b, "%s %s %s %s\n", a.Layout, a.Question, a.Value, by)
	}
	return b.String()
}

func readAnswers(s string) ([]reconcile.Answer, error) {
	var list []reconcile.Answer
	for line := range strings.Lines(s) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if len(f) != 4 && len(f) != 5 {
			return nil, fmt.Errorf("answers of an account: %q", line)
		}
		a := reconcile.Answer{Layout: f[0], Question: f[1], Value: f[2], Proved: f[3] == "proved"}
		if len(f) == 5 {
			a.Import = f[4]
		}
		list = append(list, a)
	}
	return list, nil
}
