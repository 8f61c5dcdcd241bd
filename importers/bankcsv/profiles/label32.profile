# French business account: debit and credit columns, the label cut in lines of 32 characters
# inside quotes, no reference of the line. The balance above the table is that of the last day.
title: French business account, label in lines of 32 characters
separator: ;
encoding: windows-1252
header: Date;Date de valeur;Libellé;Débit;Crédit
date: dd/mm/yyyy
decimal: ,
thousands: space .
booking date: Date
value date: Date de valeur
text: Libellé
debit: Débit
credit: Crédit
line: Compte professionnel;{account};{currency}
line: Solde au {date};{closing} {currency}
file name: account
label width: 32
tag payer name: /DE
tag text: /MOTIF
tag end to end: /REF
word: VIR SEPA RECU = PMNT-RCDT-ESCT credit
word: VIR INST RECU = PMNT-RRCT-ESCT credit
word: VIR INTERNATIONAL RECU = PMNT-RCDT-XBCT credit
word: VIR SEPA EMIS = PMNT-ICDT-ESCT debit
word: VIREMENT INTERNE = PMNT-RCDT-BOOK credit
word: VIREMENT INTERNE = PMNT-ICDT-BOOK debit
word: PRLV SEPA EMIS = PMNT-IDDT-ESDD credit
word: PRLV SEPA = PMNT-RDDT-ESDD debit
word: PRLV IMPAYE = PMNT-IDDT-UPDD debit
word: REMISE CHEQUES* = PMNT-RCHQ-CCHQ credit
word: REMISE CB* = PMNT-MCRD-POSP credit
word: VERSEMENT ESPECES* = PMNT-CNTR-CDPT credit
word: CARTE X* = PMNT-CCRD-POSD debit
word: INTERETS CREDITEURS* = ACMT-MCOP-INTR credit
word: DEBLOCAGE PRET* = LDAS-CSLN-DDWN credit
word: ECHEANCE PRET* = LDAS-CSLN-PPAY debit
word: FRAIS* = ACMT-MDOP-CHRG debit
word: COTISATION* = ACMT-MDOP-CHRG debit
word: COMMISSION* = ACMT-MDOP-CHRG debit
