// Package records splits the old bank formats into their records: lines, or pieces of a
// fixed number of characters that may follow each other without any line end. CFONB 120,
// CODA and BAI2 are built on it.
//
// It decides the character set of a file while it streams, because none of these formats
// names it: a byte order mark counts first; else the first character outside ASCII does,
// which is UTF-8 when it is well formed and Windows-1252 otherwise (the set that holds
// ISO-8859-1). What was decided holds to the end, so a file that changes its set is refused
// and never guessed at. A NUL is refused.
//
// Positions are those of the formats' own manuals: from 1, both ends included, counted in
// characters and not in bytes.
package records
