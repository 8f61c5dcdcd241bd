package matcher

import (
	"runtime"
	"sync"
	"sync/atomic"
)

const shared = 16 // pieces of work that a processor takes at a time

// processors is how many there are to share with.
func processors() int { return runtime.GOMAXPROCS(0) }

// share does n pieces of work on all processors, and tells each piece which of them does it.
// Each piece writes what is its own or its processor's and reads what nobody writes
// meanwhile, so that neither their order nor the count of processors changes a result.
func share(processors, n int, do func(processor, i int)) {
	workers := min(processors, (n+shared-1)/shared)
	if workers <= 1 {
		for i := range n {
			do(0, i)
		}
		return
	}
	var next atomic.Int64
	var all sync.WaitGroup
	for k := range workers {
		all.Go(func() {
			for from := int(next.Add(shared)) - shared; from < n; from = int(next.Add(shared)) - shared {
				for i := from; i < min(from+shared, n); i++ {
					do(k, i)
				}
			}
		})
	}
	all.Wait()
}
