// Package anomalies knows every kind of thing that a person must know (DOMAIN section 6, with the
// corrections of PRACTICE 1 and 4), and what of it people are shown.
//
// # Stored and examined
//
// What reading a file or matching a payment shows is stored with it: package reconcile writes those
// anomalies as it imports, runs and decides, and takes them away when their cause is gone. The other
// kinds take a look at many payments or invoices together, or depend on the day on which one looks:
// a credit that waits too long, a statement that does not come, an invoice near its limitation.
// They are examined when somebody asks, from one snapshot, and are right on that day by
// construction. Both kinds have a key, so that what a person says of them ([reconcile.Followup])
// finds them again.
//
// # What is shown
//
// Of each kind [Catalogue] says where it is shown: what blocks closing and what must be looked at
// today stand on the daily page, some of it from an amount or an age on; others are there on demand,
// for the monthly page; some are off, because they are wrong too often or too much a suspicion. Kinds
// that tell one story are a family, and a family is one line of the page.
//
// Where people dismiss more than three in ten of what a rule finds, the rule steps back to what is
// shown on demand, and the page says so. What blocks closing never steps back.
//
// # Thresholds
//
// Every amount, age and share stands in thresholds.csv with the day from which it holds and where it
// comes from, because the law and habits change while the books of last year stay.
package anomalies
