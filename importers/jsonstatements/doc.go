// Package jsonstatements writes bank statements as JSON for other programs, and reads them
// back: entries and payments with the same keys, and every balance.
//
// # Format note
//
// One object in UTF-8, whose first member says what it is:
//
//	{"rappro":"statements","version":1,"statements":[ statement, ... ]}
//
// A statement is its heading, then pending, the lines that the bank announces and has not
// booked, then entries, in this order, so that it can be read without being held:
//
//	account currency        always; account "" where the source says none
//	format                  that the bank sent, as which it counts where two meet on one day
//	owner reference sequence
//	pages {first last more} of a statement that is not whole: which of its pages this is
//	from to stated          the period, and whether it is the bank's words
//	opening closing         {amount, date}
//	doubt                   what in the source did not agree with its entries, which holds a
//	                        statement that no balances prove
//	count credits debits    of the entries that follow
//	proof                   what the balances prove: proven, unproven, contradicted
//	pending                 [{amount, date}]
//	entries                 [entry]
//
// With format camt.052 the entries are those of an interim report, where nothing is booked.
//
//	entry    booking_date amount always; value_date reference stable code reversal text lump
//	         batch_count batch_ref payments
//	payment  amount reference end_to_end_id payer text always; code mandate_id ultimate_payer
//	         creditor_references documents charges instructed rate return_reason
//	         additional_text
//
// What is not marked always is left out where nothing is known of it. Amounts are decimal
// texts with a dot: of entries, payments, credits and debits in the currency of the statement,
// else with theirs, "12.00 EUR", because it can be another one. Days are "2026-01-31". Texts
// are exact, identity is computed from them.
//
// # What is proved
//
// Whatever is cut is not whole JSON. Count, credits, debits and proof have to be those of the
// entries, and several payments of an entry add up to it, unless it is a lump; members that are
// missing, stand twice, or are not known refuse the file. A later version has another number.
//
// # Identity
//
// As the source declared it: stable.
package jsonstatements
