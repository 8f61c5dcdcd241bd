# BNP Paribas Fortis: the sequence number of a line is stable; refused payments stand among the
# lines.
title: BNP Paribas Fortis
forms: detected
header: Nº de séquence;Date d'exécution;Date valeur;Montant;Devise du compte;Numéro de compte;Type de transaction;Contrepartie;Nom de la contrepartie;Communication;Détails;Statut;Motif du refus
booking date: Date d'exécution
value date: Date valeur
amount: Montant
currency column: Devise du compte
account: Numéro de compte
type: Type de transaction
payer name: Nom de la contrepartie
payer iban: Contrepartie
text: Communication
text: Détails
status: Statut
booked: Accepté
