# Fio banka: the id of the movement is stable; balances and period stand above the table.
title: Fio banka
forms: detected
header: ID pohybu;Datum;Objem;Měna;Protiúčet;Název protiúčtu;Kód banky;KS;VS;SS;Zpráva pro příjemce;Typ
optional: Poznámka;Uživatelská identifikace;Provedl;Upřesnění;BIC;ID pokynu;Název banky
amount: Objem
currency column: Měna
payer name: Název protiúčtu
payer iban: Protiúčet
reference: ID pohybu
stable: yes
type: Typ
text: Zpráva pro příjemce
text: VS
text: Poznámka
