package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// The server answers health and metrics, refuses everything else, stops when told, and
// leaves no goroutine behind.
func TestServe(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	l, err := Listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(ctx, l.Addr().String()); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("second listener: %v", err)
	}
	var sick error
	s := Server{Metrics: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "rappro_build_info 1\n")
	}), Healthy: func(context.Context) error { return sick }}
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	client := &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	get := func(method, path string) (int, string) {
		t.Helper()
		req, err := http.NewRequestWithContext(ctx, method, "http://"+l.Addr().String()+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, string(body)
	}
	for _, c := range []struct {
		method, path string
		code         int
		body         string
	}{{"GET", "/healthz", 200, "ok\n"}, {"GET", "/metrics", 200, "rappro_build_info 1\n"},
		{"POST", "/metrics", 405, "Method Not Allowed\n"}, {"GET", "/", 404, "404 page not found\n"}} {
		if code, body := get(c.method, c.path); code != c.code || body != c.body {
			t.Errorf("%s %s: %d %q", c.method, c.path, code, body)
		}
	}
	sick = errors.New("disk gone")
	if code, body := get("GET", "/healthz"); code != 503 || strings.Contains(body, "disk") {
		t.Errorf("sick: %d %q", code, body)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stop: %v", err)
	}
}
