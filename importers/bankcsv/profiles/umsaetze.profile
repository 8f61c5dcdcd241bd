# German savings banks' list of turnovers ("Umsätze", CSV-CAMT): every cell in quotes, a signed
# amount, the counterparty with its IBAN. The bank gives no reference of the line.
title: German turnover list with counterparty and end-to-end reference
separator: ;
encoding: windows-1252
header: Auftragskonto;Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;Glaeubiger ID;Mandatsreferenz;Kundenreferenz (End-to-End);Beguenstigter/Zahlungspflichtiger;Kontonummer/IBAN;BIC (SWIFT-Code);Betrag;Waehrung;Info
optional: Sammlerreferenz;Lastschrift Ursprungsbetrag;Auslagenersatz Ruecklastschrift
date: dd.mm.yy
decimal: ,
thousands: .
booking date: Buchungstag
value date: Valutadatum
amount: Betrag
currency column: Waehrung
account: Auftragskonto
type: Buchungstext
text: Verwendungszweck
payer name: Beguenstigter/Zahlungspflichtiger
payer iban: Kontonummer/IBAN
payer bic: BIC (SWIFT-Code)
end to end: Kundenreferenz (End-to-End)
mandate: Mandatsreferenz
status: Info
booked: Umsatz gebucht
word: GUTSCHR. UEBERWEISUNG = PMNT-RCDT-ESCT credit
word: ECHTZEIT-GUTSCHRIFT = PMNT-RRCT-ESCT credit
word: AUSLANDSZAHLUNG = PMNT-RCDT-XBCT credit
word: BASISLASTSCHRIFT = PMNT-IDDT-ESDD credit
word: SAMMEL-LASTSCHRIFT = PMNT-IDDT-ESDD credit
word: RUECKLASTSCHRIFT = PMNT-IDDT-UPDD debit
