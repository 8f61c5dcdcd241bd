package jobs

import (
	"context"
	"errors"
	"time"
)

// File is what a job is about.
type File struct {
	Company string
	Name    string // in the company's folder
	Digest  string // SHA-256 of its bytes, in hexadecimal
}

// State is where a job stands. A job that is done is not listed.
type State string

// The states of jobs.
const (
	Waiting  State = "waiting"
	Running  State = "running"
	Retrying State = "retrying" // failed, and waits for its next time
	Dead     State = "dead"     // failed for the last time
)

// Job is a file that is not done yet.
type Job struct {
	ID int64
	File
	State    State
	Begun    int       // how often a worker was at it, also to be interrupted; not to find the company at work
	Attempt  int       // how often it was tried: what was interrupted does not count
	Attempts int       // how often at most
	Next     time.Time // when it is tried, zero while it runs and when it is dead
	Error    string    // of the last attempt that failed
}

// Do does a job. An error is a failure and is kept with the job, [ErrBusy] is none.
type Do func(ctx context.Context, j Job) error

// ErrBusy says that somebody else is at work for the company: the job comes back in a moment.
var ErrBusy = errors.New("another worker is at work for this company")

// Attempts is how often a job is tried when nobody says otherwise.
const Attempts = 8

// Settings of a queue.
type Settings struct {
	Attempts int    // how often a job that is added here is tried
	Worker   string // by which this program is known as long as it works, no other's
	Now      func() time.Time
}

// Options of [Queue.Work].
type Options struct {
	Workers int  // how many jobs at once, at least one; the embedded store does one at a time
	Once    bool // return when nothing waits or runs any more, anywhere
}

// Queue shares jobs out.
type Queue interface {
	// Add adds files and says how many were new: those that are not waiting, running or dead.
	Add(ctx context.Context, files []File) (int, error)
	// Work does jobs until the context ends, which is no error. What is being done then is
	// interrupted and waits again.
	Work(ctx context.Context, o Options, do Do) error
	// Jobs are those that are not done, in order of id.
	Jobs(ctx context.Context) ([]Job, error)
	// Retry has a job that failed tried again at once, however often it was. It gives
	// reconcile.ErrNotFound where there is none.
	Retry(ctx context.Context, id int64) error
	// Forget removes the jobs of a company that failed, dead or not, and runs none. Whoever has done
	// all that the company had says so: a job that stayed would tell of a file that is done, and keep
	// it out should a person put it back.
	Forget(ctx context.Context, company string) error
	Close() error
}

// Revived is how long a job waits whose program died at it in this attempt: not at all the first
// time, and then as one that failed does.
func Revived(attempt int) time.Duration {
	if attempt <= 1 {
		return 0
	}
	return Backoff(attempt)
}

// PutOff is how long a job waits that has found its company at work so many times: a tenth of a second,
// then twice as long each time, up to three seconds. So the many files of a company whose work takes
// an hour do not keep the others busy with asking.
func PutOff(times int) time.Duration {
	return 100 * time.Millisecond << min(max(times, 1)-1, 5)
}

// Backoff is how long a job waits after so many failures: a second, then four times as long each
// time. The last of the usual attempts comes one and a half hours after the first.
func Backoff(failures int) time.Duration {
	const most = 10 // three days
	return time.Second << (2 * (min(max(failures, 1), most) - 1))
}
