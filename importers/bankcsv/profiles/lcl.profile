# LCL, the export without a column line; it fits nothing by itself and has to be named. The last
# line is the balance, with the account at its end.
title: LCL (no column line)
separator: ;
encoding: windows-1252
header: none
date: dd/mm/yyyy
decimal: ,
thousands: space .
currency: EUR
booking date: @1
amount: @2
type: @3
text: @5
line: {date};{closing};;;;{account}
other lines: skip
short lines: 6
