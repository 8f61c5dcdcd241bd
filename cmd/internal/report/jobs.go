package report

import (
	"strconv"
	"time"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile/jobs"
)

// JobsTable is the jobs that are not done, in order of their numbers. The next attempt is an instant
// in UTC, empty where there is none.
func JobsTable(list []jobs.Job) Table {
	t := Table{Columns: []render.Column{column("job", render.Number), column("company", render.Text),
		column("file", render.Text), column("status", render.Code), column("attempt", render.Number),
		{Name: "attempts", Kind: render.Number, Wide: true}, column("next", render.Time), column("error", render.Text),
		{Name: "digest", Kind: render.Text, Wide: true}}}
	for _, j := range list {
		next := ""
		if !j.Next.IsZero() {
			next = j.Next.UTC().Format(time.RFC3339)
		}
		t.Rows = append(t.Rows, []string{strconv.FormatInt(j.ID, 10), j.Company, j.Name, string(j.State),
			strconv.Itoa(j.Attempt), strconv.Itoa(j.Attempts), next, j.Error, j.Digest})
	}
	return t
}
