# Société Générale, current account: account, period and balance above the table. The columns
# "Libellé" and "Détail de l'écriture" say the same, the second in full.
title: Société Générale
separator: ;
encoding: windows-1252
header: Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise
date: dd/mm/yyyy
decimal: ,
thousands: space .
currency: EUR
booking date: Date de l'opération
amount: Montant de l'opération
currency column: Devise
text: Détail de l'écriture
line: {account};{from};{to};{any};{date};{dot closing} {currency}
line: {account};{from};{to};{any};{date};{closing} {currency}
line: {account};{from};{to}
tag payer name: DE:
tag text: MOTIF:
tag end to end: REF:
