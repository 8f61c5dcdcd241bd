package camt

import (
	"github.com/rappro/rappro/reconcile"
)

// role is the names of the elements of one side of a payment.
type role struct{ party, ultimate, account, agent string }

func debtor() role   { return role{"Dbtr", "UltmtDbtr", "DbtrAcct", "DbtrAgt"} }
func creditor() role { return role{"Cdtr", "UltmtCdtr", "CdtrAcct", "CdtrAgt"} }

// side reads one side of a payment.
func (t *tree) side(as role) side {
	parties := t.at(0, "RltdPties")
	s := side{party: t.party(t.at(parties, as.party)),
		ultimate: t.party(t.at(parties, as.ultimate))}
	s.party.IBAN = t.account(t.at(parties, as.account))
	agent := t.at(0, "RltdAgts", as.agent, "FinInstnId")
	if s.party.BIC = t.get(agent, "BICFI"); s.party.BIC == "" {
		s.party.BIC = t.get(agent, "BIC")
	}
	return s
}

// party reads a name and an identification. From version 8 on they stand in Pty, or in Agt
// for a bank. Where a bank gives no name but an address, its first line is the name.
func (t *tree) party(n int) reconcile.Party {
	if n == none {
		return reconcile.Party{}
	}
	if inner := t.at(n, "Pty"); inner != none {
		n = inner
	} else if agent := t.at(n, "Agt", "FinInstnId"); agent != none {
		n = agent
	}
	p := reconcile.Party{Name: t.id(n, "Nm")}
	if p.Name == "" {
		p.Name = t.get(n, "PstlAdr", "AdrLine")
	}
	id := t.at(n, "Id")
	if id == none {
		return p
	}
	for _, path := range [...][]string{{"OrgId", "Othr", "Id"}, {"PrvtId", "Othr", "Id"},
		{"OrgId", "LEI"}, {"OrgId", "AnyBIC"}, {"OrgId", "BICOrBEI"}} {
		if p.ID = t.id(id, path...); p.ID != "" {
			break
		}
	}
	return p
}

// account reads an account number, compact: the IBAN, or the bank's own.
func (t *tree) account(n int) string {
	id := t.at(n, "Id")
	iban := t.get(id, "IBAN")
	if iban == "" {
		iban = t.id(id, "Othr", "Id")
	}
	if t.exact {
		return iban
	}
	return reconcile.CompactAccount(iban)
}

// counterparty chooses the other side. The payer of a credit is the debtor, the payee of a
// debit the creditor. A return keeps the roles of the payment it takes back, so there it is
// the other way round: the customer whose direct debit comes back is the debtor of a debit.
// Banks do not all agree; whatever they wrote, it is never ourselves.
func (r *reader) counterparty(e *reconcile.Entry, d *draft,
	out *reconcile.Detail) (payer reconcile.Party, ultimate *reconcile.Party) {
	returned := e.Reversal || out.ReturnReason != "" || returns(e.Code) || returns(out.Code)
	both := r.sidesOf(d)
	first, second := both.debtor, both.creditor
	if (out.Amount.Minor < 0) != returned {
		first, second = second, first
	}
	switch {
	case r.ourselves(first.party) && second.party != (reconcile.Party{}) && !r.ourselves(second.party):
		first = second
	case returned && first.party == (reconcile.Party{}) && !r.ourselves(second.party):
		first = second
	}
	return first.party, first.ultimate.OrNil()
}

// ourselves says whether a party is the holder of the statement's account.
func (r *reader) ourselves(p reconcile.Party) bool {
	st := &r.st.row
	if p.IBAN != "" {
		return p.IBAN == st.Account
	}
	return p.Name != "" && reconcile.NormalText(p.Name) == reconcile.NormalText(st.Owner)
}
