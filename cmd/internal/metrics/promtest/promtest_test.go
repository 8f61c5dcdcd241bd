package promtest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/cmd/internal/metrics/promtest"
)

// A sample that carries an instant of years ago is found at that instant, and nowhere near.
func TestServer(t *testing.T) {
	at := time.Date(2021, 3, 1, 17, 0, 0, 0, time.UTC)
	scrapes := make(chan struct{}, 100)
	target := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		_, _ = io.WriteString(w, `a{b="c"} 12.5 `+strconv.FormatInt(at.UnixMilli(), 10)+"\n")
		select {
		case scrapes <- struct{}{}:
		default:
		}
	}))
	defer target.Close()
	p := promtest.Start(t, promtest.Options{Target: strings.TrimPrefix(target.URL, "http://"),
		Interval: 100 * time.Millisecond})
	for range 2 { // what the first brought is stored before the second is asked for
		<-scrapes
	}
	got, err := p.Query("a", at)
	if err != nil || len(got) != 1 || got[0].Value != 12.5 || got[0].Labels["b"] != "c" {
		t.Errorf("at the instant: %v, %v", got, err)
	}
	got, err = p.Query("a", at.Add(24*time.Hour))
	if err != nil || len(got) != 0 {
		t.Errorf("a day later: %v, %v", got, err)
	}
	got, err = p.QueryRange("a * 2", at.Add(-time.Hour), at.Add(time.Hour), time.Hour)
	if err != nil || len(got) != 1 || got[0].Value != 25 || !got[0].At.Equal(at) {
		t.Errorf("over time: %v, %v", got, err)
	}
	if values, err := p.LabelValues("b", "a", at, at); err != nil || len(values) != 1 || values[0] != "c" {
		t.Errorf("values of a label: %v, %v", values, err)
	}
	if _, err := p.Query("a{", at); err == nil {
		t.Error("what is no expression was evaluated")
	}
}
