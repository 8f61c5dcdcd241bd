# DKB: announced lines stand among the booked ones.
title: DKB
forms: detected
header: Buchungsdatum;Wertstellung;Status;Zahlungspflichtige*r;Zahlungsempfänger*in;Verwendungszweck;Umsatztyp;IBAN;Betrag (€);Gläubiger-ID;Mandatsreferenz;Kundenreferenz
booking date: Buchungsdatum
value date: Wertstellung
amount: Betrag (€)
payer name: Zahlungspflichtige*r
payer iban: IBAN
mandate: Mandatsreferenz
end to end: Kundenreferenz
text: Verwendungszweck
text: Zahlungsempfänger*in
status: Status
booked: Gebucht
