package catalogue

import "github.com/rappro/rappro/reconcile"

// AnomalyText is what a person reads of a kind of anomaly.
type AnomalyText struct {
	Title   string // a few words
	Explain string // what was seen and why it matters
	Next    string // what to do now
}

// Anomaly is the text of a kind.
func (t *Texts) Anomaly(k reconcile.AnomalyKind) AnomalyText {
	key := "anomaly." + string(k)
	return AnomalyText{t.Text(key + ".title"), t.Text(key + ".explain"), t.Text(key + ".next")}
}

// Next is what to do about an anomaly. For a return that is what the bank's reason asks for.
func (t *Texts) Next(a reconcile.Anomaly) string {
	class := a.ReturnClass()
	if a.Kind != reconcile.ReturnedPayment || class == "" || class == reconcile.ReturnUnknown {
		return t.Anomaly(a.Kind).Next
	}
	return t.Text("return." + string(class))
}
