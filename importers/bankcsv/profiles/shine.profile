# Shine: a stable transaction id, debit and credit columns.
title: Shine
forms: detected
header: Transaction ID;Date de la valeur;Date d'opération;Débit;Crédit;Libellé;Nom de la contrepartie
optional: Type;Statut;Catégorie;Note;Référence;Montant de TVA;Taux de TVA;Moyen de paiement;IBAN de la contrepartie;BIC de la contrepartie;Devise;Nom du compte;IBAN du compte
booking date: Date d'opération
value date: Date de la valeur
payer name: Nom de la contrepartie
payer iban: IBAN de la contrepartie
text: Libellé
text: Référence
reference: Transaction ID
stable: yes
