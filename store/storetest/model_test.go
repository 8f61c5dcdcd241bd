package storetest_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/storetest"
)

func TestModel(t *testing.T) {
	storetest.Run(t, func(testing.TB) reconcile.Store { return storetest.NewModel() })
}
