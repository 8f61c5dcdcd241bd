package matcher

import (
	"runtime"
	"sync"
	"sync/atomic"
)

const shared = 16 // pieces of work that a processor takes at a time

// share does n pieces of work on all processors. Each piece writes what is its own and reads
// what nobody writes meanwhile, so that neither their order nor the count of processors
// changes a result.
func share(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), (n+shared-1)/shared)
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for from := int(next.Add(shared)) - shared; from < n; from = int(next.Add(shared)) - shared {
				for i := from; i < min(from+shared, n); i++ {
					do(i)
				}
			}
		})
	}
	all.Wait()
}
