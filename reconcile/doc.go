// Package reconcile is the domain of rappro: the words of bank reconciliation as types with
// their rules, and the service that is the only door to them.
//
// # The words
//
// A [Company] owns bank [Account]s, [Customer]s and [Invoice]s. A bank sends a [Statement]:
// an opening balance, booked [Entry]s and a closing balance. What one payer sent is a
// [Payment]: an entry has one, or those of its batch, and it is the thing that is matched.
// The matcher answers with a [Verdict] that holds [Proposal]s, each a list of [Part]s with
// the [Evidence] for it. Only this package turns one into a [Decision], whose parts on
// invoices become [Allocation]s. What a person must know is an [Anomaly].
//
// # The equation
//
//	payment = Σ cash on invoices + on account + not ours
//	closes of an invoice = applied + discount + fee ± rounding + …
//	outstanding = amount − Σ closes
//
// exact to the cent. Every decision balances, nothing is ever edited, and taking something
// back is a decision of its own.
//
// # The way of the data
//
// Importers read files into [File]s and know nothing of matching. The matcher is pure. The
// [Store] remembers. All of them import this package, and it imports none of them: it needs
// the standard library alone.
package reconcile
