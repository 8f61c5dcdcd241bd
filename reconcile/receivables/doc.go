// Package receivables computes what is owed and what was collected: encaissements, the
// balance âgée, days sales outstanding and the other indicators of DOMAIN section 1.
// Everything is a pure function of one snapshot and an as-of date, exact in minor units, and
// never adds two currencies.
//
// It stands above package reconcile: the domain knows nothing of indicators.
//
// # One reading, every figure
//
// [Read] goes once over the documents, decisions and payments of a company and keeps what the
// figures need in a [Ledger]. All its methods answer from memory, without the store:
//
//	l, err := receivables.Read(ctx, reader, company, asOf)
//	l.Summary()                     // what report summary prints, as Summarise gives it
//	l.Indicators(Rolling(asOf, 90)) // DSO family, delays, CEI, rates… of each currency
//	l.Receipts()                    // encaissements by day, account, method, currency
//	l.Unapplied(), l.Expected()     // money on no invoice; what is to come
//	l.Matching(w)                   // what became of the credits of a window
//	l.Ageing(), l.CustomerAgeing()  // the balance âgée
//	l.Delays(w)                     // how each customer pays
//	l.Penalties(rates)              // what paying late costs by law
//
// [ReadAside] reads the long lists at once where a store gives several snapshots, [WhatWaits] only the
// payments on which nothing is decided.
//
// Every rate and every number of days is an [Indicator]: the value, exact, together with the
// terms of its formula, so that a report prints how a figure is made and a metric shows the
// same one. What is not defined, as DSO without sales, has no value; it is never 0.
//
// # What a figure as of a day means
//
// Money counts from its effective date (the day the bank booked it), documents from their
// issue date. A file that comes late and a decision that is undone restate every day since:
// the figures of a past day are what is known of it now.
package receivables
