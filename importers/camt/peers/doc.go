// Package peers holds no code of the product: its tests read generated camt.053.001.08
// messages with rappro and with others, and compare.
//
// oracle_test.go asks moov-io/iso20022, which was written from the schema by other people,
// whether the entries, sums and references that we read are those that stand in the message.
// bench_test.go measures speed and memory on one core, on the same bytes in the same run:
// rappro's parse and extract; encoding/xml, its Decoder into structs and its bare loop over
// tokens; and moov-io/iso20022.
//
// The folder stands apart so that the tests of the importer itself need none of this.
package peers
