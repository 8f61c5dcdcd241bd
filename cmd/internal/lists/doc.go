// Package lists says what `rappro list` shows: for every list its columns, where its rows
// come from and in which order they stand.
//
// Columns are a contract that other programs rely on (DESIGN section 7): they keep their
// names and their order, and new ones come at the end. Every list has a total order, so
// that two stores with the same content print the same bytes. Rows are made one by one from
// a snapshot and never held.
package lists
