package ofx

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// accountID gives the id of an account: its IBAN where ACCTID is one, or where bank,
// branch, account and key are a French RIB; else ACCTID. The bank's number is not part of
// it, so that the statements of one account meet whatever format they come in.
func accountID(f *fields) string {
	id := reconcile.CompactAccount(f[tACCTID])
	if reconcile.ValidIBAN(id) {
		return id
	}
	bank, branch := reconcile.CompactAccount(f[tBANKID]), reconcile.CompactAccount(f[tBRANCHID])
	key := reconcile.CompactAccount(f[tACCTKEY])
	if iban := ribOf(bank, branch, id, key); iban != "" {
		return iban
	}
	if len(id) == 23 { // the whole RIB
		if iban := ribOf(id[:5], id[5:10], id[10:21], id[21:]); iban != "" {
			return iban
		}
	}
	return id
}

// ribOf gives the IBAN of a French account, empty when the parts are none. With the key,
// which proves them, zeros that were lost in front of the account are put back.
func ribOf(bank, branch, account, key string) string {
	if len(bank) != 5 || !digits(bank) || len(branch) != 5 || !digits(branch) || account == "" ||
		strings.Trim(account, "X") == "" {
		return ""
	}
	if len(account) == 13 && key == "" {
		account, key = account[:11], account[11:]
	}
	if len(account) < 11 && key != "" {
		account = strings.Repeat("0", 11-len(account)) + account
	}
	iban, ok := reconcile.IBANFromRIB(bank, branch, account)
	if !ok || key != "" && iban[len(iban)-2:] != key {
		return ""
	}
	return iban
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
