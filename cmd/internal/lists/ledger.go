package lists

import (
	"context"
	"slices"
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
)

func invoices() List {
	return List{
		Name: "invoices", Order: "number", Day: "issue_date", Status: "status", Kind: "type",
		Statuses: codes(reconcile.StatusOpen, reconcile.StatusPartiallyPaid, reconcile.StatusPaid,
			reconcile.StatusOverdue, reconcile.StatusDraft, reconcile.StatusCancelled),
		Kinds: codes(reconcile.PlainInvoice, reconcile.Deposit, reconcile.CreditNote),
		Columns: []render.Column{text("number"), code("type"), text("customer"), date("issue_date"),
			date("due_date"), money("amount"), text("currency"), code("status"), money("paid"),
			money("outstanding"), count("days_late"), wide(text("owner")), wide(flag("overdue")),
			wide(code("settled_by")), wide(text("terms")), wide(text("project")), wide(code("state")),
			wide(text("payment_reference")), wide(count("version")), wide(code("claim")),
			wide(flag("disputed"))},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			for v, err := range in.Reader.Invoices(ctx, in.query()) {
				if err != nil {
					return err
				}
				paid := reconcile.Money{Minor: v.Paid.Minor, Currency: v.Amount.Currency}
				if !add(v.Number, string(v.Type), v.Customer, v.IssueDate.String(), v.DueDate.String(),
					v.Amount.Decimal(), string(v.Amount.Currency), string(v.Status(in.AsOf)),
					paid.Decimal(), v.Outstanding().Decimal(), number(v.DaysLate(in.AsOf)), v.Owner,
					boolean(v.Overdue(in.AsOf)), string(v.SettledBy), v.Terms, v.Project,
					string(v.State), v.PaymentReference, number(v.Version), string(v.Claim),
					boolean(v.Disputed)) {
					return nil
				}
			}
			return nil
		},
	}
}

func customers() List {
	return List{
		Name: "customers", Order: "id",
		Columns: []render.Column{text("id"), text("name"), text("email"), text("ibans"),
			wide(text("merged_into"))},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			list, err := in.Reader.Customers(ctx, in.Company)
			if err != nil {
				return err
			}
			for _, c := range list {
				if !add(c.ID, c.Name, c.Email, join(c.IBANs), c.Alias) {
					return nil
				}
			}
			return nil
		},
	}
}

func accounts() List {
	return List{
		Name: "accounts", Order: "id", Kind: "kind",
		Kinds: codes(reconcile.CurrentAccount, reconcile.SavingsAccount, reconcile.LoanAccount,
			reconcile.WalletAccount, reconcile.FactorAccount, reconcile.EscrowAccount,
			reconcile.CashAccount),
		Columns: []render.Column{text("id"), text("currency"), text("alias"), text("owner"), code("kind"),
			text("ledger_account"), text("journal"), count("rhythm"), flag("counted"),
			wide(text("company")), wide(text("answers"))},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			list, err := in.Reader.Accounts(ctx, in.Company)
			if err != nil {
				return err
			}
			for _, a := range list {
				kind := a.Card.Kind
				if kind == "" {
					kind = reconcile.CurrentAccount
				}
				if !add(a.ID, string(a.Currency), a.Alias(), a.Owner, string(kind), a.Card.LedgerAccount,
					a.Card.Journal, sequence(int64(a.Card.Rhythm)), boolean(a.Counted()), a.Company,
					answers(a.Answers)) {
					return nil
				}
			}
			return nil
		},
	}
}

// answers are what a person said of the files of an account, each once.
func answers(list []reconcile.Answer) string {
	var said []string
	for _, a := range list {
		if s := a.Question + " " + a.Value; a.Question != "account" && !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	return strings.Join(said, ", ")
}

func companies() List {
	return List{
		Name: "companies", Order: "id",
		Columns: []render.Column{text("id"), text("name")},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			list, err := in.Reader.Companies(ctx)
			if err != nil {
				return err
			}
			for _, c := range list {
				if !add(c.ID, c.Name) {
					return nil
				}
			}
			return nil
		},
	}
}
