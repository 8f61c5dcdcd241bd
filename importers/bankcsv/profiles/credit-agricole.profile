# Crédit Agricole, operations of an account: about ten lines above the table, labels of several
# lines in quotes, no reference of the line.
title: Crédit Agricole
forms: detected
header: Date;Libellé;Débit euros;Crédit euros
text: Libellé
file name: account
