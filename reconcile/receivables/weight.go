package receivables

import (
	"math/big"
	"math/bits"
)

// weight sums products of two integers exactly, in 128 bits: amounts times days go beyond 64 bits
// where the amounts alone do not.
type weight struct{ hi, lo uint64 } // two's complement

func (w *weight) add(a, b int64) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if a < 0 {
		hi -= uint64(b)
	}
	if b < 0 {
		hi -= uint64(a)
	}
	var carry uint64
	w.lo, carry = bits.Add64(w.lo, lo, 0)
	w.hi, _ = bits.Add64(w.hi, hi, carry)
}

func (w *weight) figure() Figure {
	n := new(big.Int).Lsh(big.NewInt(int64(w.hi)), 64)
	n.Add(n, new(big.Int).SetUint64(w.lo))
	return Figure{new(big.Rat).SetInt(n)}
}
