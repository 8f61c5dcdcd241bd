# Revolut Business. Only completed lines are booked, on the day they are completed (UTC). The ID
# is stable, and repeats over the legs of one exchange. The balance moves by amount and fee.
title: Revolut Business
forms: detected
separator: ,
header: Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,Card number,Orig currency,Orig amount,Payment currency,Amount,Fee,Balance,Account
optional: Date started (Europe/Paris),Date completed (Europe/Paris),Card label,Card state,Total amount,Exchange rate,Fee currency,Beneficiary account number,Beneficiary sort code or routing number,Beneficiary IBAN,Beneficiary BIC,MCC,Related transaction id,Spend program
booking date: Date completed (UTC)
amount: Amount
fee: Fee
currency column: Payment currency
type: Type
payer name: Payer
payer iban: Beneficiary IBAN
text: Description
text: Reference
reference: ID
stable: yes
status: State
booked: COMPLETED
