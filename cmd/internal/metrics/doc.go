// Package metrics shows the state of every company to Prometheus.
//
// One scrape is one snapshot: a collector reads the store once, computes every figure with
// package receivables as the reports do, and emits the whole set at once, so that nothing
// of a vanished account or status lingers and a restart changes nothing. A figure that is
// not defined (DSO without sales) has no sample; it is never 0.
//
// Names, labels and types are those of DOMAIN section 1.16 with the prefix rappro_ and a
// company label. Money is in major units with a currency label, because Grafana expects
// it; the exact figure is the report. No account number, no name, no reference is ever a
// label: an account stands under its alias.
//
// This is the one package that imports the Prometheus client.
package metrics
