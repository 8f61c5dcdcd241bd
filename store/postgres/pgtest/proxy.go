package pgtest

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Proxy stands between a client and the server, knows where messages begin and cuts connections
// at one of them.
//
// The server goes on with what it was sent and has ended by the time the client is told that the
// connection is gone: what it has committed then is there, whoever looks.
type Proxy struct {
	listener net.Listener
	server   string
	all      sync.WaitGroup

	mu      sync.Mutex
	at      int // the message at which to cut; 0 for none
	forEver bool
	passed  int // messages since Break
	cuts    int
	links   map[*link]bool
}

// Through puts a proxy before the server of a URL until the test has ended, and gives the URL of
// the same schema through it.
func Through(t testing.TB, through string) (string, *Proxy) {
	t.Helper()
	u, err := url.Parse(through)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	folder, err := os.MkdirTemp(shortTemp(), "rappro-px-")
	if err != nil {
		t.Fatal(err)
	}
	const socket = ".s.PGSQL.5432" // by which clients find it in the folder
	p := &Proxy{server: filepath.Join(q.Get("host"), socket), links: map[*link]bool{}}
	if p.listener, err = net.Listen("unix", filepath.Join(folder, socket)); err != nil {
		t.Fatal(err)
	}
	p.all.Go(p.serve)
	t.Cleanup(func() {
		_ = p.listener.Close()
		p.hangUp()
		p.all.Wait()
		_ = os.RemoveAll(folder)
	})
	q.Set("host", folder)
	u.RawQuery = q.Encode()
	return u.String(), p
}

// Break cuts the connection that is to carry the n-th message from now, in either direction; the
// message does not arrive. With forEver no message arrives after it, on any connection.
func (p *Proxy) Break(n int, forEver bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at, p.forEver, p.passed, p.cuts = n, forEver, 0, 0
}

// Mend lets everything pass again and says how many connections were cut.
func (p *Proxy) Mend() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at = 0
	return p.cuts
}

// pass says whether a message arrives.
func (p *Proxy) pass() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at == 0 {
		return true
	}
	p.passed++
	if p.passed < p.at || p.passed > p.at && !p.forEver {
		return true
	}
	p.cuts++
	return false
}

func (p *Proxy) serve() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return // closed
		}
		server, err := net.Dial("unix", p.server)
		if err != nil {
			_ = client.Close()
			continue
		}
		l := &link{proxy: p, client: client, server: server.(*net.UnixConn)}
		p.mu.Lock()
		p.links[l] = true
		p.mu.Unlock()
		p.all.Go(l.toServer)
		p.all.Go(l.toClient)
	}
}

// hangUp ends the connections that are left.
func (p *Proxy) hangUp() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for l := range p.links {
		_, _ = l.client.Close(), l.server.Close()
	}
}

// link is one connection.
type link struct {
	proxy  *Proxy
	client net.Conn
	server *net.UnixConn
	mu     sync.Mutex
	dead   bool
}

// cut takes the server the word of the client's end; from then on nothing is carried.
func (l *link) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dead = true
	_ = l.server.CloseWrite()
}

func (l *link) isDead() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.dead
}

// toServer carries messages until the client leaves or the connection is cut. The first message of
// a connection has no kind.
func (l *link) toServer() {
	r := bufio.NewReader(l.client)
	for kind := 0; ; kind = 1 {
		message, err := read(r, kind)
		if err != nil || l.isDead() || !l.proxy.pass() {
			l.cut()
			return
		}
		if _, err := l.server.Write(message); err != nil {
			return
		}
	}
}

// toClient carries messages until the server has ended, also when nobody hears them any more.
func (l *link) toClient() {
	defer func() {
		_, _ = l.client.Close(), l.server.Close()
		l.proxy.mu.Lock()
		defer l.proxy.mu.Unlock()
		delete(l.proxy.links, l)
	}()
	r := bufio.NewReader(l.server)
	for {
		message, err := read(r, 1)
		if err != nil {
			return
		}
		if l.isDead() {
			continue
		}
		if !l.proxy.pass() {
			l.cut()
			continue
		}
		if _, err := l.client.Write(message); err != nil {
			l.cut()
		}
	}
}

// read reads one message: its kind where it has one, the length of what follows with itself, and
// that.
func read(r io.Reader, kind int) ([]byte, error) {
	head := make([]byte, kind+4)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err
	}
	size := int(binary.BigEndian.Uint32(head[kind:]))
	if size < 4 || size > 1<<30 {
		return nil, errors.New("this is no message of PostgreSQL's")
	}
	message := append(head, make([]byte, size-4)...)
	_, err := io.ReadFull(r, message[len(head):])
	return message, err
}
