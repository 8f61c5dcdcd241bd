package metrics

import (
	"fmt"
	"strings"
)

// Document is docs/metrics.md.
func Document() string {
	var b strings.Builder
	b.WriteString(`# Metrics

What ` + "`rappro serve`" + ` shows under ` + "`/metrics`" + `, ` + "`rappro metrics`" + ` prints and ` + "`rappro metrics --textfile FILE`" + `
writes for node_exporter. Made from the code by ` + "`make dashboards`" + `.

- Every figure is read from the store in one snapshot, of the day that ` + "`rappro_as_of_timestamp_seconds`" + ` names.
  What is not defined, as DSO without sales, has no sample; it is never 0.
- Gauges are states, right at the next scrape after a restart, a late file or an undo. Counters are counted
  from what the store never forgets: they continue after a restart and never fall. An undo counts under
  ` + "`_reversed_` or `_reverted_`" + `.
- Amounts are in major units with a currency label; amounts of two currencies are never added. Numbers of days
  and shares are rounded as the reports print them.
- No label names a person, an account number or an invoice: accounts stand under their alias, customers under
  their code. ` + "`metrics.customers`" + ` in rappro.yaml says how many customers have a series of their own (20; 0 for
  none); one whose code is his name or an e-mail address is among ` + "`" + Others + "`" + `.
- ` + "`promtool check metrics`" + ` remarks that the unit of time should be seconds for the names that end in days. Days
  are what these figures are; everything else about the form is clean, and a test keeps it so.

| name | type | labels | what it is | the same number |
|---|---|---|---|---|
`)
	for _, f := range Families() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | `%s` |\n", f.Name, f.Kind, strings.Join(f.Labels, ", "),
			f.Help, f.Command)
	}
	b.WriteString(`
What one might look for and does not find:

- ` + "`rappro_import_duration_seconds`" + `: files are imported by programs that end (` + "`rappro run`" + `, the job, a worker), and how
  long it took is no fact of the books: a counter of the server would know of its own imports only, and lose
  them when it restarts. The job's own unit has the time (systemd, cron).
- ` + "`rappro_reminders_sent_total`" + `: rappro sends no reminders yet.
- An account or a direction on ` + "`rappro_bank_lines_imported_total`" + `: it counts what imports made of files, one record for
  each look at a file, which is never changed. Lines by account: ` + "`rappro list statements`" + `.
- A reason ` + "`invalid`" + ` on ` + "`rappro_bank_lines_skipped_total`" + `: a file with a line that does not read enters as a whole or
  is refused (` + "`result=\"refused\"`" + `); no line of a statement is skipped for it.
- ` + "`result`" + ` ` + "`ok`, `partial`, `rejected`" + `: it is the outcome that ` + "`rappro import`" + ` prints: read, held, refused.
`)
	return b.String()
}
