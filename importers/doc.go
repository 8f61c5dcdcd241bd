// Package importers reads what banks and invoicing systems send. It finds the format of a
// file by its content, never by its name, and hands the file to the one importer that
// claims it; each format lives in a folder of its own with its note in doc.go.
//
// # The life of a file
//
//  1. [Expand] turns the paths a person gave into files: folders are walked in sorted order.
//  2. [Formats.OpenAll] opens a file, once, and only a regular one. A ZIP is a file for each
//     of its members, a gzip the one in it; see archive.go for how a trap is told from a set.
//  3. [Formats.Read] shows its first [HeadSize] bytes to every importer. Exactly one has to
//     claim it; no claim refuses the file with the list of formats, two are a bug.
//  4. The importer tells a [Sink] what it reads, statement by statement and entry by entry,
//     so memory does not grow with the file; [Collector] is the sink that keeps it all.
//  5. The bytes are hashed on the way. The file is the unit: after an error nothing that was
//     read before it is used.
//
// An importer does not know what is done with what it read: it never sees the matcher or a
// store. It has no clock, no randomness and no map order, so one file always gives one
// result. It trusts nothing: see limits.go for what it refuses, and why.
//
// # Adding a format
//
// Write a folder with a type that is an [Importer] (or an [InvoiceImporter]), its note as
// the package comment, golden fixtures under fixtures/<format>/, and add it to the list in
// importers/formats. The test there proves that each importer claims all of its own
// fixtures and no other's.
package importers
