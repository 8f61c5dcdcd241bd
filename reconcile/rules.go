package reconcile

// Closable is rule 2 of DESIGN section 5 for an invoice: what closes it stays between
// nothing and its amount, by sign, both in minor units. The service asks before it decides,
// both stores before they write, and verify over everything that is stored. Rule 1 is
// [Statement.Prove], rule 3 [Decision.Balance], rule 5 [Decision.Hash] and the keys.
func Closable(closed, amount int64) bool {
	if amount < 0 {
		return amount <= closed && closed <= 0
	}
	return 0 <= closed && closed <= amount
}
