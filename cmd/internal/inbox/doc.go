// Package inbox is the folder that the morning's job takes its files from: which of them are
// whole, and where each goes when it was dealt with.
//
//	DIR/            banks, browsers and people put files here
//	DIR/done/       read, or known already
//	DIR/held/       held, or something is asked: put it back into DIR when that is settled
//	DIR/failed/     refused
//	DIR/outbox/     letters that are not sent yet, and what was told (package mail)
//
// A file is taken when nothing has written to it for a while, or when the file NAME.ok or NAME.done
// beside it says that it is whole. Names that are still being written (.part, .tmp, hidden ones) wait,
// and so do folders and links: nothing outside of the folder is ever opened or written, whatever a
// name or a link says ([os.Root]; RELIABILITY T5 and T6). Whoever pauses longer than that and then goes on
// writing has his half file taken for a whole one: it comes back when it has grown ([Box.TakeBack]).
//
// # What is left after a kill
//
// A file is moved when what it says is durable in the store, never before, and importing it again
// changes nothing. So whatever moment the job dies at, the next one finds each file either in the
// folder, and finishes its work, or in its place:
//
//  1. the file is imported and committed: the next run hears that it is known, and goes on here;
//  2. its report is written beside the place where it will be: overwritten by the next run;
//  3. its marker is removed, and it is renamed, which is one step.
//
// One job at a time works on a folder: its caller holds the lease of the store ([store.Lease]).
// The folder knows no company and no matcher. Who shares the work among many (one job per company)
// gives each company a folder, or takes the files of one folder under one lease and hands on
// their companies: that is for the caller.
//
// [store.Lease]: https://pkg.go.dev/github.com/rappro/rappro/store#Lease
package inbox
