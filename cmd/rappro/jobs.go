package main

import (
	"context"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/jobs"
)

func (a *app) jobsCommand() *cobra.Command {
	c := &cobra.Command{Use: "jobs", Short: "Files that wait for a worker, and those that failed", Args: cobra.NoArgs,
		Long: "List the files that `rappro worker` has found and that are not done: waiting, running, retrying\n" +
			"with the error of the last attempt, or dead after the last one. A dead job waits until its cause is\n" +
			"gone and `rappro jobs retry` has it tried again; nothing else waits for it.",
		Example: "  rappro jobs\n  rappro jobs -o json --company atelier\n  rappro jobs retry 12",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withJobs(c.Context(), func(ctx context.Context, q jobs.Queue) error {
				list, err := q.Jobs(ctx)
				if err != nil {
					return err
				}
				if of := a.cfg.Company; of != "" {
					list = slices.DeleteFunc(list, func(j jobs.Job) bool { return j.Company != of })
				}
				return a.table(report.JobsTable(list))
			})
		}}
	c.AddCommand(a.jobsRetryCommand())
	return c
}

func (a *app) jobsRetryCommand() *cobra.Command {
	return &cobra.Command{Use: "retry JOB...", Short: "Have jobs that failed tried again", Args: cobra.MinimumNArgs(1),
		Long:    "Have jobs that failed tried again at once, however often they failed before.",
		Example: "  rappro jobs retry 12",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withJobs(c.Context(), func(ctx context.Context, q jobs.Queue) error {
				for _, s := range args {
					id, err := strconv.ParseInt(s, 10, 64)
					if err != nil {
						return usagef("%q is no job: `rappro jobs` shows their numbers", s)
					}
					if err := q.Retry(ctx, id); err != nil {
						return err
					}
					a.note("%s", a.texts.Text("jobs.again", s))
				}
				return nil
			})
		}}
}

// withJobs opens the jobs of the store.
func (a *app) withJobs(ctx context.Context, fn func(context.Context, jobs.Queue) error) error {
	return a.open(ctx, false, func(svc *reconcile.Service) error {
		q, err := a.queue(ctx, svc)
		if err != nil {
			return err
		}
		defer q.Close() // what was changed is committed
		return fn(ctx, q)
	})
}
