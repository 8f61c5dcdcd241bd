# Danske Bank: announced lines stand at the end, without a balance.
title: Danske Bank
forms: detected
header: Dato;Tekst;Beløb;Saldo;Status;Afstemt
booking date: Dato
amount: Beløb
text: Tekst
status: Status
booked: Udført
