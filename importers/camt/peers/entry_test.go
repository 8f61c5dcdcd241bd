package peers

import "fmt"

var names = [...]string{"BOULANGERIE DU PORT", "Café Müller & Söhne GmbH", "SCI LES TILLEULS",
	"Transports Lefèvre", "IMPRIMERIE DE L'OUEST SAS", "Nordwind Handels GmbH", "Mme ANNE LE GOFF",
	"CONSTRUCTIONS <BETA>", "GARAGE DES ALPES", "Łódź Meble Sp. z o.o."}

// entry writes one Ntry of the kinds that a statement has.
func (m *message) entry() {
	m.entries++
	ref := fmt.Sprintf("2026%02d%09d", m.next(12)+1, m.entries)
	cents := int64(m.next(900_000) + 100)
	kind := m.next(20)
	parts := 1
	switch {
	case kind < 3: // direct debit and fees
		cents = -cents
	case kind == 19: // a batch
		parts = 2 + m.next(6)
		cents *= int64(parts)
	}
	m.balance += cents
	day := fmt.Sprintf("2026-06-%02d", 1+m.next(30))
	m.open("Ntry")
	m.leaf("NtryRef", fmt.Sprint(m.entries))
	m.amount(max(cents, -cents))
	m.side(cents)
	if kind == 2 {
		m.leaf("RvslInd", "true")
	}
	m.open("Sts")
	m.leaf("Cd", "BOOK")
	m.shut("Sts")
	m.day("BookgDt", day)
	m.day("ValDt", day)
	m.leaf("AcctSvcrRef", ref)
	m.code("RCDT", "ESCT")
	if kind > 0 {
		m.open("NtryDtls")
		if parts > 1 {
			m.open("Btch")
			m.leaf("NbOfTxs", fmt.Sprint(parts))
			m.shut("Btch")
		}
		for i := range parts {
			m.transaction(ref, i, cents/int64(parts))
		}
		m.shut("NtryDtls")
	}
	m.leaf("AddtlNtryInf", "VIREMENT SEPA RECU")
	m.shut("Ntry")
}

func (m *message) transaction(ref string, i int, cents int64) {
	m.open("TxDtls")
	m.open("Refs")
	m.leaf("AcctSvcrRef", fmt.Sprintf("%s-%d", ref, i))
	m.leaf("EndToEndId", fmt.Sprintf("E2E-%06d-%d", m.next(1_000_000), m.entries))
	m.leaf("TxId", fmt.Sprintf("TX%016d", m.next(1<<40)))
	m.shut("Refs")
	m.amount(max(cents, -cents))
	m.side(cents)
	m.code("RCDT", "ESCT")
	m.open("RltdPties")
	m.party("Dbtr", names[m.next(len(names))], true)
	m.open("DbtrAcct")
	m.account(fmt.Sprintf("FR76%023d", m.next(1<<50)))
	m.shut("DbtrAcct")
	m.party("Cdtr", "ATELIER DU CANAL SARL", true)
	m.shut("RltdPties")
	m.open("RltdAgts")
	m.open("DbtrAgt")
	m.open("FinInstnId")
	m.leaf("BICFI", "AGRIFRPP878")
	m.shut("FinInstnId")
	m.shut("DbtrAgt")
	m.shut("RltdAgts")
	m.open("RmtInf")
	if m.next(4) == 0 {
		m.open("Strd")
		m.open("CdtrRefInf")
		m.leaf("Ref", fmt.Sprintf("RF18%012d", m.next(1<<39)))
		m.shut("CdtrRefInf")
		m.shut("Strd")
	} else {
		m.leaf("Ustrd", fmt.Sprintf("Règlement facture AC26-%05d du %02d/05/2026 merci",
			m.next(100_000), 1+m.next(28)))
	}
	m.shut("RmtInf")
	m.shut("TxDtls")
}
