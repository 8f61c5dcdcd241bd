package pain

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// Collections reads pain.008. It holds no state.
type Collections struct{}

const collectionsRoot = "CstmrDrctDbtInitn"

// Format is "pain.008".
func (Collections) Format() string { return reconcile.CollectionSource }

// Claims says whether the head holds a pain.008.
func (Collections) Claims(head []byte) bool { return claims(head, collectionsRoot) }

// ReadBatches gives a batch for each group that the bank books as one sum.
func (Collections) ReadBatches(ctx context.Context, r io.Reader,
	_ importers.Options) (importers.Batches, error) {
	var c collections
	found, err := walk(ctx, r, collectionsRoot, &c)
	if err == nil && !found {
		err = &importers.Error{What: "element " + collectionsRoot + " is missing: this is no pain.008"}
	}
	return c.out, err
}

// collections is a pain.008 that is being read.
type collections struct {
	out   importers.Batches
	limit importers.BatchLimit

	batch   reconcile.Batch
	sum     reconcile.Money
	control string
	message string
	count   string
	single  bool // the bank books each transaction
	tx      reconcile.Detail
}

func (c *collections) start(path string, line int) error {
	switch path {
	case "PmtInf":
		c.batch = reconcile.Batch{Source: reconcile.CollectionSource, Message: c.message, Line: line}
		c.sum, c.control, c.count, c.single = reconcile.Money{}, "", "", false
		c.limit.Next()
	case "PmtInf/DrctDbtTxInf":
		c.tx = reconcile.Detail{}
		return c.limit.Detail(line)
	}
	return nil
}

func (c *collections) end(path, text, currency string, line int) (err error) {
	b, tx := &c.batch, &c.tx
	name, ok := strings.CutPrefix(path, "PmtInf/")
	switch {
	case path == "GrpHdr/MsgId":
		c.message = text
		return nil
	case path == "PmtInf":
		return c.group(line)
	case !ok:
		return nil
	}
	switch name {
	case "PmtInfId":
		b.Group = text
	case "BtchBookg":
		c.single = text == "false" || text == "0"
	case "NbOfTxs":
		c.count = text
	case "CtrlSum":
		c.control = text
	case "ReqdColltnDt":
		b.Date, err = day(text, line)
	case "CdtrAcct/Id/IBAN", "CdtrAcct/Id/Othr/Id":
		b.Account = reconcile.CompactAccount(text)
	case "DrctDbtTxInf":
		return c.transaction(line)
	case "DrctDbtTxInf/PmtId/EndToEndId":
		tx.EndToEndID = importers.Reference(text)
	case "DrctDbtTxInf/InstdAmt":
		tx.Amount, err = amount(text, currency, line)
	case "DrctDbtTxInf/DrctDbtTx/MndtRltdInf/MndtId":
		tx.MandateID = importers.Reference(text)
	case "DrctDbtTxInf/Dbtr/Nm":
		tx.Payer.Name = text
	case "DrctDbtTxInf/DbtrAcct/Id/IBAN", "DrctDbtTxInf/DbtrAcct/Id/Othr/Id":
		tx.Payer.IBAN = reconcile.CompactAccount(text)
	case "DrctDbtTxInf/DbtrAgt/FinInstnId/BIC", "DrctDbtTxInf/DbtrAgt/FinInstnId/BICFI":
		tx.Payer.BIC = text
	case "DrctDbtTxInf/UltmtDbtr/Nm":
		tx.UltimatePayer = reconcile.Party{Name: text}.OrNil()
	case "DrctDbtTxInf/RmtInf/Ustrd":
		tx.Text = append(tx.Text, text)
	case "DrctDbtTxInf/RmtInf/Strd/CdtrRefInf/Ref":
		tx.References = append(tx.References, text)
	}
	return err
}

// transaction ends one direct debit.
func (c *collections) transaction(line int) (err error) {
	if c.tx.Amount.Minor <= 0 {
		return &importers.Error{Line: line, What: "a direct debit without an amount above zero"}
	}
	if len(c.batch.Details) == 0 {
		c.sum = reconcile.Money{Currency: c.tx.Amount.Currency}
	}
	if c.sum, err = c.sum.Add(c.tx.Amount); err != nil {
		return &importers.Error{Line: line, What: "two currencies in one group, or a sum too large"}
	}
	c.batch.Details = append(c.batch.Details, c.tx)
	return nil
}

// group ends one PmtInf.
func (c *collections) group(line int) (err error) {
	b := &c.batch
	if n, err := strconv.Atoi(c.count); err == nil && n != len(b.Details) {
		return &importers.Error{Line: line, What: fmt.Sprintf("group %s says %d transactions and has %d: "+
			"the file was cut or edited", b.Group, n, len(b.Details))}
	}
	if c.single {
		c.out.Messages = append(c.out.Messages, fmt.Sprintf("group %s is booked transaction by "+
			"transaction and is left out", b.Group))
		return nil
	}
	b.Amount = c.sum
	if c.control != "" && len(b.Details) > 0 {
		if b.Amount, err = amount(c.control, string(c.sum.Currency), line); err != nil {
			return err
		}
	}
	c.out.Batches = append(c.out.Batches, *b)
	return nil
}

func amount(text, currency string, line int) (reconcile.Money, error) {
	ccy, err := reconcile.ParseCurrency(currency)
	if err != nil {
		return reconcile.Money{}, &importers.Error{Line: line, What: err.Error()}
	}
	m, err := reconcile.ParseMoney(text, ccy)
	if err == nil && m.Minor < 0 {
		err = fmt.Errorf("amount %s has a sign", m.Decimal())
	}
	if err != nil {
		return m, &importers.Error{Line: line, What: err.Error()}
	}
	return m, nil
}

// day reads a date, or the day written in a date with a time.
func day(text string, line int) (reconcile.Date, error) {
	if len(text) > 10 && (text[10] == 'T' || text[10] == 'Z' || text[10] == '+' || text[10] == '-') {
		text = text[:10]
	}
	d, err := reconcile.ParseDate(text)
	if err != nil {
		return 0, &importers.Error{Line: line, What: err.Error()}
	}
	return d, nil
}

var _ importers.BatchImporter = Collections{}
