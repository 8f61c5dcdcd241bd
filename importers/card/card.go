package card

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/sheet"
	"github.com/rappro/rappro/reconcile"
)

// columns are the names of doc.go, folded.
type columns struct {
	date, contract, gross, commission, net, remittance, terminal, count, currency, account []string
}

func names() columns {
	return columns{
		date: []string{"date", "date de remise", "date remise", "date de reglement", "settlement date",
			"value date"},
		contract: []string{"contract", "contrat", "numero de contrat", "numero contrat", "n contrat",
			"contract number", "merchant id", "siret"},
		gross:      []string{"gross", "brut", "montant brut", "gross amount", "montant"},
		commission: []string{"commission", "commissions", "frais", "fee", "fees", "montant commission"},
		net:        []string{"net", "montant net", "net amount"},
		remittance: []string{"remittance", "remise", "numero de remise", "n remise", "reference", "batch"},
		terminal:   []string{"terminal", "tpe", "numero de tpe"},
		count:      []string{"count", "nombre", "nombre de transactions", "nb transactions", "transactions"},
		currency:   []string{"currency", "devise"},
		account:    []string{"account", "iban", "compte"}}
}

// Importer reads card terminal reports. It holds no state.
type Importer struct{}

// Format is "card".
func (Importer) Format() string { return "card" }

// Claims says whether the first line names the columns of a report.
func (Importer) Claims(head []byte) bool { return whole(sheet.Heading(head)) }

func whole(heading []string) bool {
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(n string) bool { return slices.Contains(heading, n) })
	}
	n, amounts := names(), 0
	for _, list := range [][]string{n.gross, n.commission, n.net} {
		if has(list) {
			amounts++
		}
	}
	return has(n.date) && has(n.contract) && amounts >= 2
}

// table is a file that is being read.
type table struct {
	sheet *sheet.Reader
	opt   importers.Options
	at    map[string]int
	list  []reconcile.Batch
	dates []importers.WrittenDate
	proof importers.DayProof
}

// ReadBatches reads a report whole.
func (Importer) ReadBatches(ctx context.Context, r io.Reader,
	opt importers.Options) (importers.Batches, error) {
	var out importers.Batches
	s, err := sheet.Open(r)
	if err != nil {
		return out, err
	}
	if !whole(s.Columns()) {
		return out, &importers.Error{Line: 1, What: "the first line has to name date, contract and two " +
			"of gross, commission and net"}
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
	for i, b := range t.list {
		if b.Date = t.dates[i].In(order); b.Date == 0 && len(out.Needs) == 0 {
			out.Needs = append(out.Needs, importers.DayOrderNeed)
		}
		out.Batches = append(out.Batches, b)
	}
	return out, nil
}

// row reads one remittance.
func (t *table) row() error {
	n, s := names(), t.sheet
	cell := func(list []string) string { return s.Cell(s.Find(list...)) }
	date, dated, err := s.Date(s.Find(n.date...), &t.proof)
	if err != nil {
		return err
	}
	contract := cell(n.contract)
	if !dated || contract == "" {
		return t.bad("the row has no date or no contract")
	}
	c := t.opt.Currency
	if c == "" {
		c = "EUR"
	}
	if c, err = s.Currency(s.Find(n.currency...), c); err != nil {
		return err
	}
	net, commission, err := t.amounts(c)
	if err != nil {
		return err
	}
	key := strings.Join([]string{fmt.Sprint(date), contract, cell(n.remittance), string(c)}, "\x00")
	i, seen := t.at[key]
	if !seen {
		i = len(t.list)
		t.at[key] = i
		account := reconcile.CompactAccount(cell(n.account))
		if account == "" {
			account = t.opt.Account
		}
		t.list = append(t.list, reconcile.Batch{Source: "card", Group: cell(n.remittance), Line: s.Line(),
			Account: account, Amount: reconcile.Money{Currency: c}})
		t.dates = append(t.dates, date)
	}
	b := &t.list[i]
	d := reconcile.Detail{Amount: net, Text: []string{strings.Join(slices.DeleteFunc([]string{"contract",
		contract, cell(n.terminal)}, func(w string) bool { return w == "" }), " ")}}
	if count := cell(n.count); count != "" {
		d.AdditionalText = count + " sales"
	}
	if net.Minor > 0 {
		d.Exchange = reconcile.Exchange{Charges: commission}.OrNil()
	} else if net.Minor < 0 {
		d.ReturnReason = "FOCR"
	}
	if len(b.Details) == importers.MaxDetails {
		return importers.TooManyDetails(s.Line())
	}
	b.Details = append(b.Details, d)
	if b.Amount, err = b.Amount.Add(net); err != nil {
		return t.bad(err.Error())
	}
	return nil
}

// amounts reads two or three of gross, commission and net.
func (t *table) amounts(c reconcile.Currency) (net, commission reconcile.Money, err error) {
	n, s := names(), t.sheet
	gross, hasGross, err := s.Money(s.Find(n.gross...), c)
	if err != nil {
		return net, commission, err
	}
	commission, hasCommission, err := s.Money(s.Find(n.commission...), c)
	if err != nil {
		return net, commission, err
	}
	net, hasNet, err := s.Money(s.Find(n.net...), c)
	if err != nil {
		return net, commission, err
	}
	commission = commission.Abs()
	switch {
	case hasGross && hasCommission:
		made, err := gross.Sub(commission)
		if err != nil {
			return net, commission, t.bad(err.Error())
		}
		if hasNet && made != net {
			return net, commission, t.bad(fmt.Sprintf("gross less commission is %s and not %s", made, net))
		}
		return made, commission, nil
	case hasGross && hasNet:
		commission, err = gross.Sub(net)
	case hasNet: // gross is not said, and nothing needs it
	case hasGross:
		net = gross
	default:
		return net, commission, t.bad("the row has no amount")
	}
	if err != nil {
		return net, commission, t.bad(err.Error())
	}
	return net, commission, nil
}

func (t *table) bad(what string) error { return &importers.Error{Line: t.sheet.Line(), What: what} }

var _ importers.BatchImporter = Importer{}
