package camt

import (
	"strings"
	"testing"
)

// An attribute with a prefix is of another vocabulary: its value is no currency of ours. The
// default namespace does not reach attributes, so that Ccy itself never has one.
func TestAttributeWithPrefix(t *testing.T) {
	doc := strings.Replace(wrap(bookedEntry("1.00", "CRDT", "")), `<Amt Ccy="EUR">`,
		`<Amt xmlns:a="urn:a" a:Ccy="USD" Ccy="EUR">`, 1)
	c, err := parse(doc)
	if err != nil || c.Statements[0].Entries[0].Amount.Currency != "EUR" {
		t.Errorf("%+v, %v", c.Statements, err)
	}
	if _, err := parse(strings.Replace(doc, ` Ccy="EUR"`, "", 1)); err == nil || !strings.Contains(err.Error(), "unknown currency") {
		t.Errorf("an amount without a currency of its own: %v", err)
	}
}
