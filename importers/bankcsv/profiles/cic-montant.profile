# Crédit Mutuel and CIC, one signed amount column and a running balance, which proves every
# line. The file names neither the account nor its currency, and other banks have these columns too:
# the currency is that of accounts in France, and
# a point is no sign of thousands here, where it may be that of the decimals.
title: CIC, Crédit Mutuel (montant, solde)
also: credit-mutuel-montant
separator: ;
encoding: iso-8859-15
header: Date;Date de valeur;Montant;Libellé;Solde
date: dd/mm/yyyy
decimal: ,
thousands: space
currency: EUR
currency of: FR
booking date: Date
value date: Date de valeur
amount: Montant
text: Libellé
balance: Solde
file name: account
word: REM CHQ* = PMNT-RCHQ-CCHQ credit
word: REMISE CHEQUES* = PMNT-RCHQ-CCHQ credit
word: REMCB* = PMNT-MCRD-POSP credit
word: REM CB* = PMNT-MCRD-POSP credit
word: VRST* = PMNT-CNTR-CDPT credit
word: PRLV* = PMNT-RDDT-ESDD debit
word: PAIEMENT CB* = PMNT-CCRD-POSD debit
word: FACTURATION* = ACMT-MDOP-CHRG debit
word: COTIS* = ACMT-MDOP-CHRG debit
word: FRAIS* = ACMT-MDOP-CHRG debit
