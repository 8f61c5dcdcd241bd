# BoursoBank: several accounts in one file. The balance is that of the day of the download on
# every line, so it proves nothing. Columns came and went over the years.
title: BoursoBank
forms: detected
header: dateOp;dateVal;label;category;categoryParent;amount;accountNum;accountLabel;accountbalance
optional: supplierFound;comment
booking date: dateOp
value date: dateVal
amount: amount
account: accountNum
text: label
text: comment
