// Package pain reads our own direct-debit files, pain.008, and the bank's answer to them,
// pain.002, every version that SEPA knows (pain.008.001.02 to .11, pain.002.001.02 to .14).
// Neither books anything: a group of a pain.008 is what a credit of the bank is made of, and
// a pain.002 says which of its transactions did not settle.
//
// # How it reads
//
// Elements are found by local names, whatever the prefix, version or envelope; what is not
// listed is skipped. The file is streamed by xmltok and read to its end: one that is cut is
// refused.
//
//	pain.008  GrpHdr          MsgId
//	          PmtInf          PmtInfId, BtchBookg, NbOfTxs, CtrlSum, ReqdColltnDt, CdtrAcct
//	          DrctDbtTxInf    PmtId/EndToEndId, InstdAmt, MndtId, Dbtr, DbtrAcct, UltmtDbtr,
//	                          RmtInf/Ustrd, RmtInf/Strd/CdtrRefInf/Ref
//	pain.002  OrgnlGrpInfAndSts  OrgnlMsgId, GrpSts, StsRsnInf
//	          OrgnlPmtInfAndSts  OrgnlPmtInfId, PmtInfSts, StsRsnInf
//	          TxInfAndSts     OrgnlPmtInfId (version 2), OrgnlEndToEndId, TxSts, StsRsnInf,
//	                          OrgnlTxRef (InstdAmt, ReqdColltnDt, MndtId, Dbtr, DbtrAcct)
//
// # What is made of it
//
// A PmtInf is a batch: its id is the group, the collection day its date, CtrlSum its amount,
// which the transactions have to sum to; without CtrlSum the sum counts. NbOfTxs that
// contradicts the transactions refuses the file: it was cut or edited. A group with
// BtchBookg false is left out and said, because the bank books its transactions one by one.
//
// The transactions of a pain.002 with status RJCT are a batch of negative amounts with the
// bank's reason, one for each PmtInfId. Where the bank does not repeat the amounts they are
// those of the pain.008, once both are there. The service then knows two forms of the
// credit: gross, with the rejects in a debit of their own, or net of them (see
// reconcile.RejectsSource). A group (PmtInfSts) or a message (GrpSts) that is rejected whole is
// a batch with one detail that has neither end-to-end id nor amount: no money is expected of
// what was sent, and a debit that takes it back all the same finds its details there. Other
// statuses (ACCP, ACSC, PDNG) say nothing of money and are left out.
//
// # Identity
//
// PmtInfId and EndToEndId are ours, so that they are never the bank's reference: the group is
// looked for in what the bank says of the entry (PmtInfId of its Btch, or its text).
//
// # What is refused
//
// A DOCTYPE, a file that is cut, a transaction without amount, an amount with a sign or more
// decimals than its currency, several currencies in one group, and the limits of importers.
package pain
