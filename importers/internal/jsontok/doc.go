// Package jsontok reads JSON (RFC 8259) piece by piece, as whoever knows the schema asks for
// it, and holds one text at a time. It is strict where a file of money has to be: a name that
// stands twice in an object, a text that is not UTF-8, half a surrogate pair, a NUL, a comma
// too many and whatever stands behind the end are refused, each with its line and its byte.
//
// encoding/json would take the last of two members of one name, put U+FFFD where a text is
// damaged, and read any text into memory before its length is known.
package jsontok
