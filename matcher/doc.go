// Package matcher finds what payments pay. It is pure: it reads a ledger and the payments of
// a day and answers with proposals, evidence and findings. It never decides; the service
// does, by the company's policy.
//
// # The way of one credit
//
// A payment's fields are folded into pieces, runs of letters or of digits that know their
// place (fold.go). Runs of pieces are looked up among all forms of all numbers and issued
// references (quote.go, forms.go); lists and ranges continue what was found (lists.go);
// dates, months (in words too: months.go), customer ids and order numbers are told apart
// (dates.go, others.go). Of the likely payer's own documents most digits of a number name one
// (shortened.go), and beside a whole number one that several share (beside.go). The
// payer's account, name, mandate and what earlier decisions taught say who paid (payer.go,
// named.go). What a structured remittance says of each document comes first (remitted.go);
// quotations, payers, sums and slips of the pen each propose documents (quotes.go, byamount.go,
// subset.go), credit notes and other invoices make up what a quotation leaves to the cent
// (netted.go, completed.go). Every proposal is an equation (equation.go), and all of them are
// weighed against each other and against "nothing of ours" (weigh.go).
//
// The credits of a day are judged together (day.go): who is sure takes its documents, the
// others are judged again on what is left, until nothing changes. A credit that took
// nothing may decide nothing, so two credits never claim the same money.
//
// # Numbers are learned
//
// No pattern of an invoice number is known beforehand. Documents of one shape make a scheme,
// and their issue dates show which digits are the year or the month (numbers.go). From that
// follow the ways people shorten a number: without separators, zeros, prefix, year or the
// letters behind. A form that several documents share is worth less by the logarithm of how
// many they are, and a serial alone never names a document without its amount or payer.
//
// # Weights
//
// Evidence is combined as by Fellegi and Sunter: each piece has a weight, the logarithm of
// how much likelier it is when the proposal is right than when it is wrong, in hundredths of
// a bit, and weights add up. This model was chosen because each weight can be explained to
// an accountant by itself, because rarity comes from the company's own data (an amount that
// one open invoice has tells more than one that fifty have; a rare word of a name more than
// a common one), and because a sum of integers is the same on every machine.
//
// The confidence of a proposal is its share of probability among all proposals and the
// hypothesis that the money is for none of our documents: 2^w over the sum of all 2^w.
// Two equally good proposals can so never exceed a half, and ambiguity needs no rule of its
// own. The prior of "none of ours" is 8 bits against any single proposal, 15 when words
// speak of money back, taxes and the like; so a name and a rare amount are just enough, an
// amount alone is not, and a full number with its amount is beyond doubt.
//
// Weights of forms follow the chance that a foreign number looks like it: some 2.5 bits per
// digit, less a margin for dense numbering, at most 18 for a number with letters or year
// and 20 for a reference with check digits. They were set from such counts, and checked on
// freshly generated companies each time one was changed; no weight was fitted to a case.
//
// # Obstacles
//
// Some proposals stay proposals whatever they weigh, and say why: conflict (the text names
// one document and the amount another of the same customer, or the named one is settled),
// receipt (a stranger speaks of money back), unread_number (too much was paid and digits in
// the text are unexplained), currency, before_issue, search_limit (more sums than can
// be counted, or so many that one fits by chance), amount_only (or digits that may be an order, a
// year, a month or a street's, and another amount), company_rule (the company wants a person to look).
//
// # What is said of a proposal
//
// The weights above decide what is applied alone, and are cautious. A proposal that waits is
// weighed once more with its obstacle as evidence (said.go), so that of proposals said at 0.6
// six in ten are right. Between equal documents the days choose: how soon after the due date
// the company is paid, and the customer himself pays (lateness.go). Two credits of a day that
// want the same documents pay two of them, so both may be said at more than a half. The calibration
// that the project's scorer prints checks whether this holds. It orders proposals and never makes
// one sure enough to be applied.
//
// # Rules and counterparts
//
// What the company says by rule comes first: a kind of receipt is certain, a customer weighs
// as much as an account that his file names, and "never" lets nothing pass alone. A credit
// that answers a debit of ours (counterparts.go) is an own transfer, or money of ours that
// comes back: certain where the debit or the text names us or our account, else proposed,
// and never against a quoted document or another payer.
//
// # Speed
//
// A credit costs a few microseconds, whether ten thousand documents are open or three million.
// Documents, what was learned and what was decided hold no pointers, so that the garbage
// collector need not follow them (book.go, tally.go, past.go). Runs of pieces are looked up
// only where a number of ours has their length, and not within a whole number (windows.go,
// lengths.go). The credits of a day share the processors; each processor judges one credit
// after another on the same desk, and a verdict holds nothing of it (desk.go, claim.go). What was
// decided on them is told one after another; most of what follows from it is done while the
// processors judge the next day (pastfile.go).
//
// # Time
//
// A document issued after the payment is looked at only when it is quoted, and at most
// fifteen days before its date. What several days later taught may explain an earlier
// payment; it never changes what is decided.
package matcher
