# Wise, statement of a balance: one currency in a file, newest first, fees in lines of their own.
# The id is that of the transfer, which its fee shares: with day and amount it is stable.
title: Wise
forms: detected
separator: ,
header: TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Exchange From,Exchange To,Exchange Rate,Payer Name,Payee Name,Payee Account Number,Merchant,Card Last Four Digits,Card Holder Full Name,Attachment,Note,Total fees
optional: Date Time,Exchange To Amount,Transaction Type,Transaction Details Type
booking date: Date
amount: Amount
currency column: Currency
payer name: Payer Name
payer iban: Payee Account Number
text: Payment Reference
text: Description
text: Payee Name
text: Note
reference: TransferWise ID
stable: yes
