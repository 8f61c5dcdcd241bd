package main

import "testing"

// What a small company takes is the same for all; a large one gets what it needs and a share more.
func TestMemoryFor(t *testing.T) {
	for live, want := range map[int64]int64{0: 500 << 20, 400 << 20: 500 << 20, 700 << 20: 800 << 20} {
		if got := memoryFor(live); got != want {
			t.Errorf("%d MB in use: %d MB, want %d", live>>20, got>>20, want>>20)
		}
	}
}
