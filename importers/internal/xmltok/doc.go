// Package xmltok reads XML 1.0 token by token, for formats of banks. It is small because it
// does only what statements need, and does that without copying.
//
// # What it gives
//
// Next gives start and end tags, text (CDATA is a text of its own), comments and
// instructions. What Name, Attributes and Bytes give points into the reader's window and is
// valid until the next call. Names are made once and found again, so that a document of a
// gigabyte makes a few hundred of them. Prefixes stand apart from local names and are not
// looked up: documents with a prefix, with a default namespace and with none at all read
// the same.
//
// The input is UTF-8 without byte order mark. importers.XMLReader makes it so, from UTF-16
// and the single-byte sets that files declare; what the declaration says is not read again.
//
// # What it checks
//
// A document is well formed or it is refused, with its line: one root, tags that close in
// turn, attributes that are quoted, apart and different, references that resolve without a
// DOCTYPE, characters that XML has, no ]]> in text, no -- in comments, nothing but space,
// comments and instructions around the root, and an end. Namespaces are not checked beyond
// the form of a name: a prefix may be undeclared.
//
// The limits of importers/limits.go hold while reading: depth, attributes of an element, and
// 64 KiB for every text, tag, comment and instruction. Memory does not grow with the file.
//
// # Where it differs from encoding/xml
//
// The tokens are those of encoding/xml's Decoder in strict mode; a fuzz test compares. It
// refuses more, always for one of these reasons:
//
//   - any <! that is neither comment nor CDATA: a DOCTYPE defines entities, and no bank
//     sends one
//   - what is above a limit
//   - an attribute that stands twice, attributes without space between them
//   - no root, a second root, text or CDATA or a reference outside the root, an end inside
//   - an XML declaration that is not the first thing in the file (space may stand before
//     it, as in encoding/xml: some banks do so), and a version other than 1.0 anywhere in it
//   - an instruction without space behind its target
//   - characters that XML does not have, in comments and instructions too, and as a
//     reference to half of a surrogate pair (&#xD800;), which encoding/xml gives as U+FFFD
//
// It accepts more in names only: letters of the fifth edition of XML 1.0, where encoding/xml
// has the tables of the fourth.
//
// As in encoding/xml the line ends in attribute values become LF, not space.
package xmltok
