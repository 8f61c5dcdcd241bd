package importers_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// faulty is an importer with a fault.
type faulty struct{}

func (faulty) Format() string     { return "faulty" }
func (faulty) Claims([]byte) bool { return true }
func (faulty) Read(_ context.Context, _ io.Reader, opt importers.Options, _ importers.Sink) error {
	return errors.New(opt.Name[len(opt.Name):][:1])
}

// TestFault: a fault that one file brings to light refuses this file, says where it is and that it
// is no fault of the file, and the file keeps its digest.
func TestFault(t *testing.T) {
	f := importers.Formats{Statements: []importers.Importer{faulty{}}}
	file := f.Read(context.Background(), "a", strings.NewReader("text"), importers.ReadOptions{})
	var bad *importers.Error
	if !errors.As(file.Err, &bad) || !strings.Contains(bad.What, "internal error") ||
		!strings.Contains(bad.What, ", fault_test.go:") || file.Size != 4 {
		t.Errorf("size %d: %v", file.Size, file.Err)
	}
}
