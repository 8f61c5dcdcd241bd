package reconcile

// RunReport is what one reconciliation did.
type RunReport struct {
	Run         string
	AsOf        Date
	Payments    int // credits and returns that were looked at
	Automatic   int // decided now by rule
	OnAccount   int // of which put on a customer's account
	Proposed    int // that wait with at least one proposal
	Unmatched   int // that wait without any
	NewToDecide int // waiting now that were not waiting before this run
	Anomalies   int // of medium severity and above, raised now
}
