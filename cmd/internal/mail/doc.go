// Package mail tells people by e-mail what is new, and keeps what it told.
//
// # Once, at most twice
//
// No program can send a letter exactly once: when it is killed after the server took the letter and
// before it heard so, nobody knows. So each letter is written down first, with a Message-ID that
// is made of its words, and goes through these states, each a name of its file in the outbox, each
// reached by one rename:
//
//	DAY-DIGEST.new    written; what it tells is not in the list of what was told yet
//	DAY-DIGEST.ready  that list holds it: no other letter tells the same
//	DAY-DIGEST.try1   a server has said yes to its envelope: it is being handed over for the first time
//	DAY-DIGEST.try2   that ended in the unknown: it is being handed over once more, the same to the byte
//	sent/…            a server took it
//	unsure/…          both ended in the unknown: it is not sent again, and said to who runs the job
//	refused/…         a server refuses it for good: it is not sent again either, and said once
//
// A server that is not there, or refuses for now, is no unknown: the letter goes back to where it was,
// and the next run tries again. A program that receives a letter twice sees one Message-ID, which most
// show once.
//
// # What was told
//
// For each company the names of what was told and still stands are kept, as digests: a letter
// says what is new, and there is none where nothing is. Who killed the job between two steps has it
// finished by the next run ([Outbox.Recover]), with the letter as it was.
//
// The folder is its user's alone. One that others could write to is refused: who can put a file
// there could send letters in our name.
package mail
