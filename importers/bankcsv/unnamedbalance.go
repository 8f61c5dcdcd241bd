package bankcsv

// unnamedBalance finds the balance in a column whose name nobody knows: it follows from the amounts on
// every line, in the direction in which the days go, which nothing else does. nil where there is none.
func (f *finder) unnamedBalance() *balanceFacts {
	if f.money.unsigned {
		return nil // with every sign turned round another column may follow
	}
	for i, n := range f.sheet.names {
		if len(n.means) > 0 || i == f.money.side || i == f.money.currencyAt || i == f.accountCol || !f.readable(i) {
			continue
		}
		if b := f.follow(i, -1, f.amountOf); b.provedWell() && f.daysGo(b.oldestFirst) {
			return &b
		}
	}
	return nil
}
