# Qonto in French. Only executed lines are booked; the transaction id is stable. Times are UTC.
title: Qonto
forms: detected
header: Statut;Date de la valeur (UTC);Date de l'opération (UTC);Date de la valeur (locale);Montant total (TTC);Devise;Montant total (TTC) (local);Devise (locale);Montant HT;Nom de la contrepartie;Moyen de paiement;Référence;Note;IBAN de la contrepartie;Identifiant de transaction
optional: Date de l'opération (locale);Taux de TVA;Montant de TVA;Initiateur;Catégorie;Pièce jointe;Nom du compte;IBAN du compte;Type;Équipe;Date de règlement
booking date: Date de la valeur (UTC)
amount: Montant total (TTC)
currency column: Devise
payer name: Nom de la contrepartie
payer iban: IBAN de la contrepartie
type: Moyen de paiement
text: Référence
text: Note
reference: Identifiant de transaction
stable: yes
status: Statut
booked: Exécuté
booked: Exécutée
booked: Réglé
