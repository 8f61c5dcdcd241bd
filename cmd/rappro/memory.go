package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The collector lets garbage grow to as much as is in use, while both together stay below
// memoryUsual; above that to a memoryShare of what is in use, whatever a company needs. A limit that
// does not grow would have it run without end where more is in use than the limit.
const (
	memoryUsual = 500 << 20 // bytes; what SQLite and the program's text take comes on top
	memoryShare = 7
)

// boundMemory holds the program's memory down, unless whoever runs it said how: GOGC, GOMEMLIMIT.
func boundMemory(getenv func(string) string) {
	if getenv("GOGC") == "" && getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryUsual)
		afterCollection(memoryUsual)
	}
}

// memoryFor is how much the program may take while so much is in use.
func memoryFor(live int64) int64 { return max(memoryUsual, live+live/memoryShare) }

// afterCollection sets the limit anew after every collection: an object that nobody holds is
// finalised by the next one.
func afterCollection(limit int64) {
	runtime.SetFinalizer(new([64]byte), func(*[64]byte) {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		want := memoryFor(int64(sample[0].Value.Uint64()))
		if want > limit+limit/32 || want < limit-limit/32 { // a change stops everything for a moment
			limit = want
			debug.SetMemoryLimit(limit)
		}
		afterCollection(limit)
	})
}
