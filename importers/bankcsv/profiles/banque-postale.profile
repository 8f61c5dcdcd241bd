# La Banque Postale: account, kind, date and balances above the table. Old files also write the
# amount in francs, which is left out.
title: La Banque Postale
forms: detected
header: Date;Libellé;Montant(EUROS)
optional: Montant(FRANCS)
amount: Montant(EUROS)
text: Libellé
