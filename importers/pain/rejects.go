package pain

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// Rejects reads pain.002. It holds no state.
type Rejects struct{}

const rejectsRoot = "CstmrPmtStsRpt"

// Format is "pain.002".
func (Rejects) Format() string { return reconcile.RejectsSource }

// Claims says whether the head holds a pain.002.
func (Rejects) Claims(head []byte) bool { return claims(head, rejectsRoot) }

// ReadBatches gives a batch of negative amounts for each group with rejects.
func (Rejects) ReadBatches(ctx context.Context, r io.Reader,
	_ importers.Options) (importers.Batches, error) {
	v := rejects{at: map[string]int{}}
	found, err := walk(ctx, r, rejectsRoot, &v)
	if err == nil && !found {
		err = &importers.Error{What: "element " + rejectsRoot + " is missing: this is no pain.002"}
	}
	if err != nil {
		return importers.Batches{}, err
	}
	for i := range v.out.Batches {
		if err := total(&v.out.Batches[i], v.made); err != nil {
			return importers.Batches{}, err
		}
	}
	if len(v.out.Batches)+len(v.out.Messages) == 0 {
		v.out.Messages = append(v.out.Messages, "nothing in it was rejected")
	}
	return v.out, nil
}

// rejects is a pain.002 that is being read.
type rejects struct {
	out   importers.Batches
	limit importers.BatchLimit
	at    map[string]int // batch by group

	made   reconcile.Date
	group  string
	status string // of the group
	tx     reconcile.Detail
	txSts  string
	own    string // group named by the transaction
	day    reconcile.Date
}

func (v *rejects) start(path string, line int) error {
	switch {
	case path == "OrgnlPmtInfAndSts":
		v.group, v.status = "", ""
	case path == "TxInfAndSts" || path == "OrgnlPmtInfAndSts/TxInfAndSts":
		v.tx, v.txSts, v.own, v.day = reconcile.Detail{}, "", "", 0
		return v.limit.Detail(line)
	}
	return nil
}

func (v *rejects) end(path, text, currency string, line int) (err error) {
	if path == "OrgnlPmtInfAndSts" {
		if v.status == "RJCT" {
			v.out.Messages = append(v.out.Messages, fmt.Sprintf("group %s was rejected as a whole: no "+
				"money comes of it", v.group))
		}
		return nil
	}
	name, inGroup := strings.CutPrefix(path, "OrgnlPmtInfAndSts/")
	tx, ok := strings.CutPrefix(name, "TxInfAndSts")
	switch {
	case ok:
		return v.transaction(tx, text, currency, line)
	case path == "GrpHdr/CreDtTm":
		v.made, err = day(text, line)
	case inGroup && name == "OrgnlPmtInfId":
		v.group = text
	case inGroup && name == "PmtInfSts":
		v.status = text
	}
	return err
}

// transaction takes one element of a transaction; an empty name ends it.
func (v *rejects) transaction(name, text, currency string, line int) (err error) {
	switch name {
	case "":
		return v.reject(line)
	case "/OrgnlPmtInfId":
		v.own = text
	case "/OrgnlEndToEndId":
		v.tx.EndToEndID = importers.Reference(text)
	case "/TxSts":
		v.txSts = text
	case "/StsRsnInf/Rsn/Cd", "/StsRsnInf/StsRsn/Cd":
		if v.tx.ReturnReason == "" {
			v.tx.ReturnReason = text
		}
	case "/StsRsnInf/Rsn/Prtry", "/StsRsnInf/StsRsn/Prtry", "/StsRsnInf/AddtlInf", "/StsRsnInf/AddtlStsRsnInf":
		if v.tx.AdditionalText == "" {
			v.tx.AdditionalText = text
		}
	case "/OrgnlTxRef/Amt/InstdAmt", "/OrgnlTxRef/IntrBkSttlmAmt":
		if v.tx.Amount.IsZero() {
			v.tx.Amount, err = amount(text, currency, line)
		}
	case "/OrgnlTxRef/ReqdColltnDt":
		v.day, err = day(text, line)
	case "/OrgnlTxRef/MndtRltdInf/MndtId", "/OrgnlTxRef/MndtRltdInf/DrctDbtMndt/MndtId":
		v.tx.MandateID = importers.Reference(text)
	case "/OrgnlTxRef/Dbtr/Nm", "/OrgnlTxRef/Dbtr/Pty/Nm":
		v.tx.Payer.Name = text
	case "/OrgnlTxRef/DbtrAcct/Id/IBAN", "/OrgnlTxRef/DbtrAcct/Id/Othr/Id":
		v.tx.Payer.IBAN = reconcile.CompactAccount(text)
	case "/OrgnlTxRef/RmtInf/Ustrd":
		v.tx.Text = append(v.tx.Text, text)
	}
	return err
}

// reject ends one transaction. Where one of a group has no amount, none of the group counts:
// the service then takes them from the file that was sent.
func (v *rejects) reject(line int) error {
	if v.txSts != "RJCT" {
		return nil
	}
	group := v.own
	if group == "" {
		group = v.group
	}
	i, seen := v.at[group]
	if !seen {
		i = len(v.out.Batches)
		v.at[group] = i
		v.out.Batches = append(v.out.Batches, reconcile.Batch{Source: reconcile.RejectsSource,
			Group: group, Line: line})
	}
	b := &v.out.Batches[i]
	b.Date = max(b.Date, v.day)
	v.tx.Amount = v.tx.Amount.Neg()
	if v.tx.ReturnReason == "" {
		v.tx.ReturnReason = "MS03" // reason not specified
	}
	b.Details = append(b.Details, v.tx)
	return nil
}

// total sums a group, or empties its amounts.
func total(b *reconcile.Batch, made reconcile.Date) error {
	if b.Date == 0 {
		b.Date = made
	}
	unknown := reconcile.Money{Currency: reconcile.NoCurrency}
	b.Amount = reconcile.Money{Currency: b.Details[0].Amount.Currency}
	for _, d := range b.Details {
		sum, err := b.Amount.Add(d.Amount)
		switch {
		case d.Amount.IsZero():
			for i := range b.Details {
				b.Details[i].Amount = unknown
			}
			b.Amount = unknown
			return nil
		case err != nil:
			return &importers.Error{Line: b.Line, What: "two currencies in one group"}
		}
		b.Amount = sum
	}
	return nil
}

var _ importers.BatchImporter = Rejects{}
