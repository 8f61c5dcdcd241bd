# Revolut, personal account. Only completed lines are booked, on the day they are completed. The
# balance moves by amount and fee together.
title: Revolut (personal)
forms: detected
separator: ,
header: Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
booking date: Completed Date
amount: Amount
fee: Fee
currency column: Currency
type: Type
text: Description
status: State
booked: COMPLETED
