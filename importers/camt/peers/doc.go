// Package peers holds no code of the product: its test asks moov-io/iso20022, which was
// written from the schema by other people, whether the entries, sums and references that
// rappro reads of generated camt.053.001.08 messages, and writes, are those that stand in
// them.
//
// The folder stands apart so that the tests of the importer itself need none of this. How
// fast the two are is measured in fixtures/bench.
package peers
