// Package promtest gives tests a real Prometheus: a server of their own that scrapes one
// target, and promtool for rules and for the form of metrics.
//
//	p := promtest.Start(t, promtest.Options{Target: "127.0.0.1:9753", Interval: time.Second})
//	samples := p.Query("rappro_dso_days", at)
//
// The server listens on a free port of 127.0.0.1, keeps its data in a folder of its own, never
// runs as root and ends with the process that asked for it. Where Prometheus is missing it is
// taken from Debian's package, unpacked beside and not installed; where that cannot be done
// either, the test fails and says what is wanted: a query that was not run is not known to work.
package promtest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Options of a server.
type Options struct {
	Target   string        // host:port that is scraped, under /metrics
	Interval time.Duration // between two scrapes; no rule is evaluated by the server itself
}

// Server is a running Prometheus.
type Server struct {
	t       testing.TB
	folder  string
	address string
}

// config scrapes a target whose samples may carry the instant that they are of, however far back:
// so a test can play a year. What is not told of a sample is the real one's default.
const config = `global:
  scrape_interval: %[2]dms
  scrape_timeout: %[2]dms
  evaluation_interval: 1h
storage:
  tsdb:
    out_of_order_time_window: 50y
scrape_configs:
  - job_name: rappro
    honor_timestamps: true
    static_configs:
      - targets: ["%[1]s"]
`

// watch runs the server until its input ends, which comes with the end of the test's process too.
const watch = `"$1" --config.file="$2/prometheus.yml" --storage.tsdb.path="$2/data" \
	--storage.tsdb.retention.time=100y --web.listen-address=127.0.0.1:0 >"$2/log" 2>&1 &
server=$!
while read -r _; do :; done
kill -INT $server
wait $server
rm -rf "$2"`

// Start starts a server that ends with the test.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	bin := binaries(t)
	who, err := runAs()
	if err != nil {
		t.Fatal(err)
	}
	folder, err := os.MkdirTemp("/tmp", "rappro-prometheus-")
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf(config, o.Target, o.Interval.Milliseconds())
	err = os.WriteFile(filepath.Join(folder, "prometheus.yml"), []byte(text), 0o644)
	if err == nil && who != nil {
		err = os.Chown(folder, int(who.Uid), int(who.Gid))
	}
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("/bin/sh", "-c", watch, "sh", filepath.Join(bin, "prometheus"), folder)
	c.Dir, c.Env = folder, []string{"PATH=" + os.Getenv("PATH"), "HOME=" + folder}
	c.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setpgid: true}
	input, err := c.StdinPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(input, c) })
	s := &Server{t: t, folder: folder}
	s.ready()
	return s
}

func stop(input io.Closer, c *exec.Cmd) {
	_ = input.Close()
	_ = c.Wait()
}

var listening = regexp.MustCompile(`msg="Listening on" address=(\S+)`)

// ready waits until the server answers and knows its address.
func (s *Server) ready() {
	s.t.Helper()
	var log []byte
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		log, _ = os.ReadFile(filepath.Join(s.folder, "log"))
		if m := listening.FindSubmatch(log); m != nil {
			s.address = string(m[1])
			if res, err := http.Get("http://" + s.address + "/-/ready"); err == nil {
				_ = res.Body.Close()
				if res.StatusCode == http.StatusOK {
					return
				}
			}
		}
	}
	s.t.Fatalf("Prometheus does not start:\n%s", log)
}

// runAs is the user of the server when we are root; nil otherwise.
func runAs() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("nobody")
	if err != nil {
		return nil, fmt.Errorf("Prometheus is not run as root: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}

// Promtool runs promtool and gives what it says, and whether it agreed.
func Promtool(t testing.TB, stdin []byte, args ...string) (string, error) {
	t.Helper()
	c := exec.Command(filepath.Join(binaries(t), "promtool"), args...)
	c.Stdin = bytes.NewReader(stdin)
	out, err := c.CombinedOutput()
	return string(out), err
}
