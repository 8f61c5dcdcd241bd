package importers

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// SameAccount says whether two compact numbers name one account: they are equal, or one is
// an IBAN that contains the other, a national number of at least eight characters.
func SameAccount(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	return len(b) >= 8 && reconcile.ValidIBAN(a) && !reconcile.ValidIBAN(b) &&
		strings.Contains(a[4:], b)
}
