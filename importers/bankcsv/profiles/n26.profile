# N26: no reference of the line, no balance.
title: N26
forms: detected
separator: ,
header: Booking Date,Value Date,Partner Name,Partner Iban,Type,Payment Reference,Account Name,Amount (EUR),Original Amount,Original Currency,Exchange Rate
booking date: Booking Date
value date: Value Date
amount: Amount (EUR)
payer name: Partner Name
payer iban: Partner Iban
type: Type
text: Payment Reference
