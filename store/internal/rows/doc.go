// Package rows is what the two stores share: how the words of package reconcile lie in
// rows, and the SQL on which SQLite and PostgreSQL agree.
//
// A [Conn] is one transaction of either database. [Reader] and [Writer] do all of the
// store's work on it, so that both give the same answers in the same order because they
// run the same code. What the databases really do apart stays with them, in store/sqlite
// and store/postgres: opening, locking, bulk insertion, the spelling of a list of values
// ([Dialect]), migrations, and the names of their errors.
//
// Rules of the rows:
//
//   - ids are 16 bytes, and the empty byte string where there is none;
//   - amounts are minor units beside a currency, and text ("12.50 EUR") where nobody sums;
//   - dates are whole numbers, 1970-01-01 is 1 and 0 is no date; instants are nanoseconds
//     since 1970 and 0 is none, because PostgreSQL's own instants keep microseconds only
//     and the audit chain hashes every digit;
//   - enumerations are their text codes; lists are canonical JSON text;
//   - no column that orders a list is ever NULL, and text is ordered by its bytes.
//
// Writing is by batch: every method reads what it must know in a few range or list
// queries, computes in Go, sorts by the key of the table and hands one [Bulk] to the
// database, which takes its values from a [Block], without an allocation for each. No statement
// runs once per row, no wide row is updated, and keys that cannot be stored are not looked for
// (sieve).
package rows
