// Package report prints what a company's money looks like: the summary that ends every run
// and the reports behind it, as pages for people in their language and as JSON for tools.
//
// Every figure is computed once, in package receivables, from one snapshot; here it is only
// written down. The JSON of the summary holds the aggregates of the matching benchmark
// under its names, so that a scorer can read the file as it is (DESIGN section 7).
package report
