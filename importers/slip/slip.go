package slip

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/sheet"
	"github.com/rappro/rappro/reconcile"
)

// columns are the names of doc.go, folded.
type columns struct {
	slip, date, drawer, amount, cheque, invoice, currency, account, total []string
}

func names() columns {
	return columns{
		slip: []string{"slip", "slip number", "remise", "numero de remise", "numero remise", "n remise",
			"bordereau", "n bordereau", "numero de bordereau", "numero bordereau"},
		date:   []string{"date", "deposit date", "date de remise", "date remise", "date du bordereau"},
		drawer: []string{"drawer", "tireur", "emetteur", "payeur", "client", "nom", "name", "customer"},
		amount: []string{"amount", "montant", "betrag", "importe"},
		cheque: []string{"cheque", "cheque number", "numero de cheque", "n cheque", "numero cheque"},
		invoice: []string{"invoice", "invoice number", "facture", "numero de facture", "n facture",
			"numero facture", "reference"},
		currency: []string{"currency", "devise"},
		account:  []string{"account", "iban", "compte", "compte bancaire"},
		total:    []string{"total", "total remise", "montant remise", "montant total"}}
}

// Importer reads deposit slips. It holds no state.
type Importer struct{}

// Format is "slip".
func (Importer) Format() string { return "slip" }

// Claims says whether the first line names the columns of a slip.
func (Importer) Claims(head []byte) bool {
	return whole(sheet.Heading(head))
}

func whole(heading []string) bool {
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(n string) bool { return slices.Contains(heading, n) })
	}
	n := names()
	if has([]string{"contract", "contrat", "numero de contrat", "numero contrat", "n contrat"}) {
		return false // a card report
	}
	return has(n.slip) && has(n.amount) && (has(n.drawer) || has(n.cheque) || has(n.invoice))
}

// slip is one deposit as far as it was read.
type slip struct {
	batch reconcile.Batch
	date  importers.WrittenDate
	dated bool
	total reconcile.Money
}

// ReadBatches reads a file of slips whole.
func (Importer) ReadBatches(ctx context.Context, r io.Reader,
	opt importers.Options) (importers.Batches, error) {
	var out importers.Batches
	s, err := sheet.Open(r)
	if err != nil {
		return out, err
	}
	if !whole(s.Columns()) {
		return out, &importers.Error{Line: 1, What: "the first line has to name at least slip, amount " +
			"and drawer (remise, montant, tireur)"}
	}
	t := table{sheet: s, opt: opt, at: map[string]int{}}
	err = s.Each(func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return t.row()
	})
	if err != nil {
		return out, err
	}
	order, err := t.proof.Settle(opt.Dates)
	if err != nil {
		return out, err
	}
	for _, v := range t.slips {
		if v.batch.Date = v.date.In(order); v.dated && v.batch.Date == 0 && len(out.Needs) == 0 {
			out.Needs = append(out.Needs, importers.DayOrderNeed)
		}
		if v.total != (reconcile.Money{}) {
			v.batch.Amount = v.total
		}
		out.Batches = append(out.Batches, v.batch)
	}
	return out, nil
}

// table is a file that is being read.
type table struct {
	sheet *sheet.Reader
	opt   importers.Options
	at    map[string]int // by slip number
	slips []slip
	proof importers.DayProof
}

// row reads one cheque.
func (t *table) row() error {
	n, s := names(), t.sheet
	cell := func(list []string) string { return s.Cell(s.Find(list...)) }
	number := cell(n.slip)
	if number == "" {
		return t.bad("the row has no slip number")
	}
	c, err := s.Currency(s.Find(n.currency...), t.currency())
	if err != nil {
		return err
	}
	amount, ok, err := s.Money(s.Find(n.amount...), c)
	if err != nil {
		return err
	}
	if !ok || amount.Minor <= 0 {
		return t.bad("a cheque without an amount above zero")
	}
	v, err := t.slip(number, c)
	if err != nil {
		return err
	}
	d := reconcile.Detail{Amount: amount, EndToEndID: cell(n.cheque),
		Payer: reconcile.Party{Name: cell(n.drawer)}}
	if invoice := cell(n.invoice); invoice != "" {
		d.Text = []string{invoice}
	}
	if len(v.batch.Details) == importers.MaxDetails {
		return importers.TooManyDetails(s.Line())
	}
	v.batch.Details = append(v.batch.Details, d)
	if v.batch.Amount, err = v.batch.Amount.Add(amount); err != nil {
		return t.bad(err.Error())
	}
	return nil
}

func (t *table) currency() reconcile.Currency {
	if t.opt.Currency != "" {
		return t.opt.Currency
	}
	return "EUR"
}

// slip finds the slip of a row, and holds what the row says of the whole slip against it.
func (t *table) slip(number string, c reconcile.Currency) (*slip, error) {
	n, s := names(), t.sheet
	i, seen := t.at[number]
	if !seen {
		i = len(t.slips)
		t.at[number] = i
		t.slips = append(t.slips, slip{batch: reconcile.Batch{Source: "slip", Group: number,
			Line: s.Line(), Account: t.opt.Account, Amount: reconcile.Money{Currency: c}}})
	}
	v := &t.slips[i]
	date, dated, err := s.Date(s.Find(n.date...), &t.proof)
	if err != nil {
		return nil, err
	}
	total, stated, err := s.Money(s.Find(n.total...), c)
	if err != nil {
		return nil, err
	}
	account := reconcile.CompactAccount(s.Cell(s.Find(n.account...)))
	switch {
	case v.batch.Amount.Currency != c:
		return nil, t.bad(fmt.Sprintf("slip %s has two currencies", number))
	case dated && v.dated && date != v.date:
		return nil, t.bad(fmt.Sprintf("slip %s has two dates", number))
	case stated && v.total != (reconcile.Money{}) && total != v.total:
		return nil, t.bad(fmt.Sprintf("slip %s has two totals", number))
	case account != "" && v.batch.Account != "" && account != v.batch.Account:
		return nil, t.bad(fmt.Sprintf("slip %s has two accounts", number))
	}
	if dated {
		v.date, v.dated = date, true
	}
	if stated {
		v.total = total
	}
	if account != "" {
		v.batch.Account = account
	}
	return v, nil
}

func (t *table) bad(what string) error { return &importers.Error{Line: t.sheet.Line(), What: what} }

var _ importers.BatchImporter = Importer{}
