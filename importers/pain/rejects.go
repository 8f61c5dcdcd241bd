package pain

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// Rejects reads pain.002. It holds no state.
type Rejects struct{}

const (
	rejectsRoot = "CstmrPmtStsRpt"
	notSaid     = "MS03" // reason not specified
)

// Format is "pain.002".
func (Rejects) Format() string { return reconcile.RejectsSource }

// Claims says whether the head holds a pain.002.
func (Rejects) Claims(head []byte) bool { return claims(head, rejectsRoot) }

// ReadBatches gives a batch of negative amounts for each group with rejects.
func (Rejects) ReadBatches(ctx context.Context, r io.Reader,
	_ importers.Options) (importers.Batches, error) {
	v := rejects{at: map[string]int{}, done: map[string]bool{}}
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
	at    map[string]int  // batch by group
	done  map[string]bool // groups that were rejected as a whole

	made   reconcile.Date
	sent   string // id of the message that was sent
	all    string // status of the message
	group  string
	status string // of the group
	reason string // of the group or, outside one, of the message
	tx     reconcile.Detail
	txSts  string
	own    string // group named by the transaction
	day    reconcile.Date
}

func (v *rejects) start(path string, line int) error {
	switch {
	case path == "OrgnlPmtInfAndSts":
		v.group, v.status, v.reason = "", "", ""
	case path == "OrgnlGrpInfAndSts":
		v.sent, v.all, v.reason = "", "", ""
	case path == "TxInfAndSts" || path == "OrgnlPmtInfAndSts/TxInfAndSts":
		v.tx, v.txSts, v.own, v.day = reconcile.Detail{}, "", "", 0
		return v.limit.Detail(line)
	}
	return nil
}

func (v *rejects) end(path, text, currency string, line int) (err error) {
	switch path {
	case "OrgnlPmtInfAndSts":
		return v.whole(v.group, v.status, line)
	case "OrgnlGrpInfAndSts":
		return v.whole("", v.all, line)
	}
	if name, ok := strings.CutPrefix(path, "OrgnlGrpInfAndSts/"); ok {
		switch name {
		case "OrgnlMsgId":
			v.sent = text
		case "GrpSts":
			v.all = text
		}
		v.why(name, text)
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
	case inGroup:
		v.why(name, text)
	}
	return err
}

// why takes the first reason code of a group or a message.
func (v *rejects) why(name, text string) {
	if (name == "StsRsnInf/Rsn/Cd" || name == "StsRsnInf/StsRsn/Cd") && v.reason == "" {
		v.reason = text
	}
}

// whole ends a group, or the message where group is empty. One that the bank rejected as a
// whole is a batch with one detail that names no transaction and has no amount: the service
// takes both from the file that was sent.
func (v *rejects) whole(group, status string, line int) error {
	switch {
	case status != "RJCT", group == "" && v.sent == "":
		return nil
	case group != "" && v.all == "RJCT":
		return nil // the message says it of all its groups
	}
	v.done[group] = true
	if err := v.limit.Detail(line); err != nil {
		return err
	}
	if group == "" {
		v.out.Messages = append(v.out.Messages, fmt.Sprintf("message %s was rejected as a whole: no "+
			"money comes of it", v.sent))
	} else {
		v.out.Messages = append(v.out.Messages, fmt.Sprintf("group %s was rejected as a whole: no "+
			"money comes of it", group))
	}
	b := v.batch(group, line)
	b.Details = []reconcile.Detail{{ReturnReason: cmp.Or(v.reason, notSaid)}}
	return nil
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
	if v.done[group] || v.all == "RJCT" {
		return nil
	}
	b := v.batch(group, line)
	b.Date = max(b.Date, v.day)
	v.tx.Amount = v.tx.Amount.Neg()
	v.tx.ReturnReason = cmp.Or(v.tx.ReturnReason, notSaid)
	b.Details = append(b.Details, v.tx)
	return nil
}

// batch finds the batch of a group, or begins it.
func (v *rejects) batch(group string, line int) *reconcile.Batch {
	i, seen := v.at[group]
	if !seen {
		i = len(v.out.Batches)
		v.at[group] = i
		v.out.Batches = append(v.out.Batches, reconcile.Batch{Source: reconcile.RejectsSource,
			Group: group, Message: v.sent, Line: line})
	}
	return &v.out.Batches[i]
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
