# BNP Paribas, list of operations of an account: one line about the account and its balance,
# then the table. The account number is masked, so --account names it.
title: BNP Paribas
separator: ;
encoding: windows-1252
header: Date operation;Libelle court;Type operation;Libelle operation;Montant operation en euro
date: dd/mm/yyyy
decimal: ,
thousands: space .
currency: EUR
booking date: Date operation
text: Libelle operation
amount: Montant operation en euro
line: {any};{any};{any};{date};{any};{closing}
file name: account
tag payer name: /DE
tag text: /MOTIF
tag end to end: /REF
word: VIR SEPA RECU = PMNT-RCDT-ESCT credit
word: VIREMENT SEPA RECU = PMNT-RCDT-ESCT credit
word: VIR INST RECU = PMNT-RRCT-ESCT credit
word: VIR CPTE A CPTE RECU = PMNT-RCDT-BOOK credit
word: VIR CPTE A CPTE EMIS = PMNT-ICDT-BOOK debit
word: VIR SEPA EMIS = PMNT-ICDT-ESCT debit
word: PRLV SEPA = PMNT-RDDT-ESDD debit
word: REMISE CHEQUES* = PMNT-RCHQ-CCHQ credit
word: REMISE CB* = PMNT-MCRD-POSP credit
word: FACTURE CARTE* = PMNT-CCRD-POSD debit
word: VERSEMENT ESPECES* = PMNT-CNTR-CDPT credit
