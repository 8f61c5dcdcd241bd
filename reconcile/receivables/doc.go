// Package receivables computes what is owed and what was collected: encaissements, the
// balance âgée, days sales outstanding. Everything is a pure function of one snapshot and
// an as-of date, exact in minor units, and never adds two currencies (DOMAIN section 1).
//
// It stands above package reconcile: the domain knows nothing of indicators.
package receivables
