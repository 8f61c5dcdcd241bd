# Rabobank: the serial number of a line is stable, and a balance stands on every line.
title: Rabobank
forms: detected
separator: ,
header: IBAN/BBAN,Munt,BIC,Volgnr,Datum,Rentedatum,Bedrag,Saldo na trn,Tegenrekening IBAN/BBAN,Naam tegenpartij,Naam uiteindelijke partij,Naam initiërende partij,BIC tegenpartij,Code,Batch ID,Transactiereferentie,Machtigingskenmerk,Incassant ID,Betalingskenmerk,Omschrijving-1,Omschrijving-2,Omschrijving-3,Reden retour,Oorspr bedrag,Oorspr munt,Koers
booking date: Datum
value date: Rentedatum
amount: Bedrag
currency column: Munt
account: IBAN/BBAN
reference: Volgnr
stable: yes
payer name: Naam tegenpartij
payer iban: Tegenrekening IBAN/BBAN
payer bic: BIC tegenpartij
mandate: Machtigingskenmerk
end to end: Transactiereferentie
text: Omschrijving-1
text: Omschrijving-2
text: Omschrijving-3
text: Betalingskenmerk
