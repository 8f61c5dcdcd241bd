package rows

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"
	"testing"
)

// Whatever was put in is found, and of others hardly one in a million, over several layers.
func TestSieve(t *testing.T) {
	const keys = 300_000
	hash := func(i int) uint64 {
		sum := sha256.Sum256([]byte(strconv.Itoa(i)))
		return binary.LittleEndian.Uint64(sum[:])
	}
	s := newSieve()
	if s.maybe(hash(1)) {
		t.Error("an empty sieve holds something")
	}
	for i := range keys {
		s.add(hash(i))
	}
	inVain := 0
	for i := range keys {
		if !s.maybe(hash(i)) {
			t.Fatalf("key %d was put in and is not found", i)
		}
		if s.maybe(hash(keys + i)) {
			inVain++
		}
	}
	if len(s.layers) != 3 || inVain > keys/20_000 {
		t.Errorf("%d layers, %d of %d keys are looked for in vain", len(s.layers), inVain, keys)
	}
}
