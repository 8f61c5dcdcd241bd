package jobs

import (
	"testing"
	"time"
)

// The usual attempts end within a morning, and no wait is longer than three days and a bit.
func TestBackoff(t *testing.T) {
	all := time.Duration(0)
	for failures := 1; failures < Attempts; failures++ {
		all += Backoff(failures)
	}
	if Backoff(0) != time.Second || Backoff(1) != time.Second || Backoff(2) != 4*time.Second || all != 5461*time.Second {
		t.Errorf("after one failure %s, two %s, all waits together %s", Backoff(1), Backoff(2), all)
	}
	if PutOff(0) != 100*time.Millisecond || PutOff(2) != 200*time.Millisecond || PutOff(6) != PutOff(1000) {
		t.Errorf("a busy company: %s, then %s, at last %s", PutOff(0), PutOff(2), PutOff(1000))
	}
	if Backoff(10) != Backoff(1000) || Backoff(10) > 73*time.Hour {
		t.Errorf("the longest wait is %s, then %s", Backoff(10), Backoff(1000))
	}
}
