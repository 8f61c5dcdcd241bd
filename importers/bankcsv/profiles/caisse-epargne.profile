# Caisse d'Epargne and Banque Populaire: accents removed, a debit column with or without a
# minus, a reference that the bank does not promise to keep.
title: Caisse d'Epargne, Banque Populaire
also: banque-populaire
separator: ;
encoding: windows-1252
header: Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation
date: dd/mm/yyyy
decimal: ,
thousands: space .
currency: EUR
booking date: Date de comptabilisation
value date: Date de valeur
debit: Debit
credit: Credit
type: Type operation
reference: Reference
text: Libelle operation
text: Informations complementaires
file name: account
