# ABN AMRO, the tab separated export without a column line; it fits nothing by itself and has to
# be named. Balances stand before and after every line.
title: ABN AMRO (tab, no column line)
separator: tab
header: none
date: yyyymmdd
decimal: ,
thousands: .
account: @1
currency column: @2
booking date: @3
balance: @5
value date: @6
amount: @7
text: @8
