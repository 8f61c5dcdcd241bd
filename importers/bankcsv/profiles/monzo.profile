# Monzo: the transaction id is stable.
title: Monzo
forms: detected
separator: ,
header: Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In
booking date: Date
amount: Amount
currency column: Currency
type: Type
payer name: Name
text: Description
text: Notes and #tags
reference: Transaction ID
stable: yes
