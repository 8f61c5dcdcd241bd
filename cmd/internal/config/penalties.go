package config

import (
	"fmt"
	"slices"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Penalties is what the file says of penalties for late payment.
type Penalties struct {
	Rates receivables.PenaltyRates // in the order in which they are asked
	// Off is for a company whose customers are consumers: they owe none by law.
	Off bool
}

// PenaltiesOf are those of a company: its own over those for all.
func (c Config) PenaltiesOf(company string) Penalties {
	for _, k := range c.Companies {
		if k.ID == company {
			return k.Penalties
		}
	}
	return c.Penalties
}

// penalties reads the rates and the switch over those for all.
func penalties(m map[string]any, all Penalties, at string) (Penalties, error) {
	apply := !all.Off
	if err := boolean(m, at, "apply", &apply); err != nil {
		return all, err
	}
	own, err := penaltyRates(m["rates"], at+".rates")
	return Penalties{Rates: own.Over(all.Rates), Off: !apply}, err
}

func penaltyRates(v any, at string) (out receivables.PenaltyRates, err error) {
	items, _ := v.([]any)
	for i, item := range items {
		m, _ := item.(map[string]any)
		at := fmt.Sprintf("%s[%d]", at, i+1)
		r, err := penaltyRate(m, at)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(out, func(o receivables.PenaltyRate) bool { return o.From == r.From }) {
			return nil, fmt.Errorf("%s.from: this half-year stands twice", at)
		}
		out = append(out, r)
	}
	return out, nil
}

// penaltyRate reads a rate in percent a year. It holds for the half-year that begins on its day, because
// the legal one changes with each; without a day it is that of contracts and holds for all days.
func penaltyRate(m map[string]any, at string) (r receivables.PenaltyRate, err error) {
	if r.From, err = from(m, at); err != nil {
		return r, err
	}
	if r.From != 0 && receivables.HalfYear(r.From) != r.From {
		return r, fmt.Errorf("%s.from: %s begins no half-year: write 1 January or 1 July, or no day for a rate of all days",
			at, r.From)
	}
	percent, err := reconcile.ParseMoney(text(m["rate"]), "EUR") // as many decimals
	if err != nil || percent.Minor < 100 || percent.Minor > 10_000 {
		return r, fmt.Errorf("%s.rate: %q is no yearly rate: write percent with at most two decimals, such as 12.15",
			at, text(m["rate"]))
	}
	r.Per10000 = percent.Minor
	if f, below := r.Below(); below {
		return r, fmt.Errorf("%s.rate: %s is below the legal floor of the half-year from %s, %s percent, which is 3 × %s",
			at, percent.Decimal(), f.From, reconcile.EUR(f.Least()).Decimal(), reconcile.EUR(f.Interest).Decimal())
	}
	return r, nil
}
