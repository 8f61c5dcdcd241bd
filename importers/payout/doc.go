// Package payout reads the reports in which payment providers say what a payout is made of,
// as CSV: Stripe, PayPal, GoCardless. The columns of each provider are data, in providers.go:
// another provider is an entry there.
//
// # What is read
//
// One row is one movement of the merchant's balance at the provider. Rows of one payout are
// one batch:
//
//	payout      its id, which banks print in the text of the credit: the group
//	arrival     the day of the payout on the bank's side; else the newest day of its rows
//	gross, fee, net, currency
//	kind        what the row is: a sale, a refund, a dispute, a fee, the payout itself
//	charge      the provider's id of the sale; a refund names the sale it gives back
//	text, invoice, payer, email
//
// Net is what counts: the details are net of their fee, and the charges of a detail are
// gross − net, whatever the sign in which the provider prints the fee. Without a net column
// it is gross − fee. Where the fee column is missing too, fees are rows of their own.
//
//   - A row that is a fee alone is a charge of the sale that it names, where that stands above
//     it, else the batch's fee. It is no payment.
//   - A negative row counts gross, as the sale that it takes back did; what the provider
//     keeps or gives back on it is a fee of the batch.
//   - A row that takes money back (a refund, a dispute, a failed direct debit) is a negative
//     detail with reason FOCR for a refund of ours and MD06 for one that the payer asked his
//     bank for; the provider's word stands in the additional text.
//   - A row that is the payout itself is no detail: it states the amount, and the details
//     have to sum to it. Where there is none, the batch's amount is the sum of its rows, and
//     only the bank's credit proves it: see below.
//   - Rows without payout id are of no payout yet. They are counted and left out.
//
// # Sweeps
//
// PayPal names no payout on the rows: a withdrawal takes what is on the balance. The rows
// between two withdrawals of one currency are a batch; with a Balance column, what lay there
// before and what stays are details of their own with code ACMT-MDOP-NTAV, so that the batch
// proves also when a withdrawal takes a part. Without it a partial withdrawal does not prove
// and is held. Rows that are not completed or only inform move no balance and are left out.
//
// Money in another currency is converted by two rows that name the sale, one out of its
// currency and one into the other. The second is the detail, with the payer and the invoice
// of the sale, and the amount of the sale as what was instructed.
//
// # Money that goes back
//
// A payout may be negative, when refunds were more than sales: the provider then takes the
// difference from the bank account. It is a batch like any other, whose entry is a debit.
//
// # A report that is cut
//
// Nothing in a report without a row for the payout says that its end is missing. Its sum is then
// not that of the payout, and it finds no entry: not the one that names the payout, whose sum is
// another; none that names another payout; and none that names nothing, while an entry names
// this one or a fuller report tells of more. The fuller report takes its place, or waits and says
// why where something is decided already. So no sale is in two entries.
//
// What is not proved: while neither the entry of the payout nor a fuller report is there, or where
// the bank's texts name no payout, a cut report that happens to sum to the only credit of the
// provider within days details it. GoCardless's payout id and payout reference are two names, and
// reports by one and by the other are not known to be of one payout.
//
// # Days
//
// ISO dates, or numbers in an order that the file proves or --dates says. Times are left
// out: the written day counts.
//
// # Identity
//
// A provider's ids are not the bank's: they are end-to-end ids of the details, never
// references. The same rows in another file are the same batch, whatever stands around them.
//
// # What is refused
//
// A row with another number of cells than the heading, a last line that does not end, an
// amount or a currency that cannot be read, two currencies in one payout, dates in an order
// that nothing proves (asked), and the limits of importers.
package payout
