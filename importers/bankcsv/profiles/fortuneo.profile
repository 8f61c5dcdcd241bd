# Fortuneo: debits with a minus, no reference of the line.
title: Fortuneo
forms: detected
header: Date opération;Date valeur;libellé;Débit;Crédit
booking date: Date opération
value date: Date valeur
text: libellé
file name: account
