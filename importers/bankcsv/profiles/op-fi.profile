# OP, Finland: the archive number of a line is stable.
title: OP
forms: detected
header: Kirjauspäivä;Arvopäivä;Määrä EUROA;Laji;Selitys;Saaja/Maksaja;Saajan tilinumero;Viite;Viesti;Arkistointitunnus
optional: Saajan pankin BIC
booking date: Kirjauspäivä
value date: Arvopäivä
amount: Määrä EUROA
type: Selitys
payer name: Saaja/Maksaja
payer iban: Saajan tilinumero
text: Viite
text: Viesti
reference: Arkistointitunnus
stable: yes
