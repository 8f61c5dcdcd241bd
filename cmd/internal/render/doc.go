// Package render writes lists for people and for machines: tables, CSV, JSON and NDJSON.
//
// It is the one place where a cell becomes output, so that its rules hold everywhere
// (DESIGN section 7):
//
//   - A row is a slice of strings in the canonical form of their column's [Kind]: money is a
//     decimal string with a dot, a date is YYYY-MM-DD, a missing value is empty.
//   - CSV is UTF-8, comma, LF, no BOM, with English headers and codes whatever the language.
//     A text cell that a spreadsheet would run as a formula gets a leading apostrophe;
//     numbers never do, so a negative amount stays a number. See [Guard].
//   - JSON is one array, NDJSON one object per line; text is there byte for byte.
//   - A table speaks the reader's language through a [Locale], and a control character that
//     a bank or a customer put into a text never reaches the terminal. See [Plain].
//
// Rows are streamed: only a table, which has to know its widths, is held in memory.
package render
