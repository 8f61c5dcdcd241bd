package reconcile

import (
	"bytes"
	"fmt"
	"strconv"
	"time"
)

// UndoneImport is a file that a person took back. It is never changed: the record of the import
// itself goes, so that the file can come again, and this is what tells of it then.
type UndoneImport struct {
	// Seq is that of its audit record.
	Seq int64
	// Key is the idempotency key: what was taken back under it is not taken back twice, though the
	// file may be there again by then.
	Key    ID
	Import string // id of the import
	File   string // its name
	// Entries are the booked lines that went, Invoices the versions of invoices, Batches the
	// reports of what entries are made of.
	Entries, Invoices, Batches int
	// Request is the digest of what a caller asked under a key of his own, empty without one.
	Request  string
	Actor    Actor
	Reason   string
	Recorded time.Time // audit only
}

// audit is the record of it.
func (u UndoneImport) audit() auditItem {
	return itemOf(AuditUnimport, u.Import, string(u.Key[:]), u.Import, u.File,
		fmt.Sprint(u.Entries, u.Invoices, u.Batches), u.Request, u.Actor.String(), string(u.Actor.Role), u.Reason,
		instantText(u.Recorded))
}

// undoneKey derives a key where the caller gave none, from how often the import was undone.
func undoneKey(company, imp string, before int) ID {
	return keyed(company, 0, digest("undone", company, imp, strconv.Itoa(before)))
}

// undone finds what was taken back under a key.
func (k *desk) undoneUnder(key ID) (UndoneImport, bool, error) {
	list, err := k.w.UndoneImports(k.ctx, k.c.Company)
	for _, u := range list {
		if bytes.Equal(u.Key[:], key[:]) {
			return u, true, err
		}
	}
	return UndoneImport{}, false, err
}
