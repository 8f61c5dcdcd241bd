# Qonto in English. Only settled lines are booked; the transaction id is stable. Times are UTC.
title: Qonto
forms: detected
header: Status,Settlement date (UTC),Operation date (UTC),Total amount (incl. VAT),Currency,Counterparty name,Payment method,Transaction ID,Reference,Note
separator: ,
optional: Settlement date (local),Operation date (local),IBAN,Counterparty IBAN,Category,VAT amount,VAT rate,Initiator,Total amount (incl. VAT) (local),Currency (local),Team,Attachments,Account name
booking date: Settlement date (UTC)
amount: Total amount (incl. VAT)
currency column: Currency
payer name: Counterparty name
payer iban: Counterparty IBAN
type: Payment method
text: Reference
text: Note
reference: Transaction ID
stable: yes
status: Status
booked: Settled
