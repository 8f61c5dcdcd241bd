// Command rappro reconciles bank statements with open invoices and measures how fast a
// company gets paid.
//
// The package is wiring only, one file per command: it reads flags, calls the one service
// (package reconcile) and hands what comes back to the packages under cmd/internal, which
// know how to write it down. Data goes to standard output; messages and progress go to
// standard error. The exit code is a contract: see exit.go.
package main
