# Online business account: ISO dates in UTC, a dot before the decimals, a stable transaction id
# and a running balance. Only settled lines are booked.
title: online business account with transaction ids
separator: ,
header: Transaction ID,Settlement date (UTC),Value date,Account IBAN,Counterparty name,Counterparty IBAN,Reference,Payment method,Side,Total amount,Currency,Local amount,Local currency,Status,Balance
date: yyyy-mm-dd
decimal: .
thousands: '
booking date: Settlement date (UTC)
value date: Value date
amount: Total amount
side: Side
credit word: credit
debit word: debit
currency column: Currency
account: Account IBAN
reference: Transaction ID
stable: yes
type: Payment method
text: Reference
payer name: Counterparty name
payer iban: Counterparty IBAN
status: Status
booked: Settled
balance: Balance
word: direct_debit = PMNT-IDDT-ESDD credit
word: direct_debit = PMNT-RDDT-ESDD debit
