package matcher

// moneyBack says whether a word speaks of money that comes back: refund, credit note, or what a
// supplier credits us with. Who names a supplier beside a word of paying pays one himself: "supplier
// payment", "paiement fournisseurs" and "pago a proveedores" are what a customer calls all that he
// pays, and so is the bare word.
func (f *fieldText) moneyBack(i int) bool {
	switch class := f.pieces[i].class; {
	case class&wordRefund != 0:
		return true
	case class&wordSupplier == 0:
		return false
	}
	before, after := f.wordBeside(i, -1), f.wordBeside(i, 1)
	return before|after != 0 && (before|after)&wordPay == 0
}

// unlisted is the class of a word that the lexicon does not know.
const unlisted wordClass = 1 << 31

// wordBeside is the class of the next word in a direction, those that join words aside; 0 for none.
func (f *fieldText) wordBeside(i, step int) wordClass {
	for k := i + step; k >= 0 && k < len(f.pieces); k += step {
		p := &f.pieces[k]
		switch {
		case p.digits:
			return unlisted
		case p.class&wordJoin != 0 || len(p.text) == 1:
		default:
			return p.class | unlisted
		}
	}
	return 0
}
