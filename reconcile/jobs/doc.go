// Package jobs says what the work of several workers is, so that whatever shares it out and whoever
// does it know the same words.
//
// A job is one file of one company: to import it and to reconcile the company. It holds the file's
// name and digest; the bytes stay in the folder that all workers see. Adding a file that waits
// already changes nothing, so everybody may look into the folders and add what he finds.
//
// A job that fails is tried again, later each time, and after the last time it is dead: it stays in
// the list with its error until a person has it tried again. Other jobs do not wait for it. The work
// of one company is done by one worker at a time: who meets a company at work says [ErrBusy] and the
// job comes back in a moment, which is no failure.
//
// A worker that dies leaves its job to the others. So a job may be done twice, and must be such that
// this changes nothing: importing a known file is no change (DESIGN section 5, rule 4).
//
// PostgreSQL shares jobs among any number of programs (River, in store/postgres); the embedded
// store has one worker, in the program that asks for it. Both are a [Queue].
package jobs
