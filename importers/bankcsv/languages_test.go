package bankcsv_test

import "strings"

// language is how the banks of a country call things.
type language struct {
	day, booked, value, text, name, amount, debit, credit, balance, currency, status string
	opening, closing, plain, total, pending, isBooked, heading, side                 string
}

// languages are 20; the words are those of banks' files and not of our lists.
func languages() []language {
	var out []language
	for line := range strings.Lines(languageTable) {
		w := strings.Split(strings.TrimSpace(line), ";")
		out = append(out, language{w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10], w[11],
			w[12], w[13], w[14], w[15], w[16], w[17], w[18]})
	}
	return out
}

const languageTable = `Date;Date comptable;Date de valeur;Libellé;Contrepartie;Montant;Débit;Crédit;Solde;Devise;Statut;Solde initial;Solde final;Solde au {};Total;En attente;Comptabilisé;Opérations en attente;Sens
Date;Posting date;Value date;Description;Counterparty;Amount;Debit;Credit;Balance;Currency;Status;Opening balance;Closing balance;Balance as of {};Totals;Pending;Booked;Pending transactions;Type
Datum;Buchungstag;Valuta;Verwendungszweck;Empfänger;Betrag;Soll;Haben;Saldo;Währung;Status;Anfangssaldo;Endsaldo;Kontostand am {};Summe;Vorgemerkt;Gebucht;Vorgemerkte Umsätze;Soll/Haben
Data;Data contabile;Data valuta;Descrizione;Beneficiario;Importo;Dare;Avere;Saldo;Divisa;Stato;Saldo iniziale;Saldo finale;Saldo al {};Totale;In attesa;Contabilizzato;Operazioni in attesa;Segno
Fecha;Fecha contable;Fecha valor;Concepto;Beneficiario;Importe;Cargo;Abono;Saldo;Divisa;Estado;Saldo inicial;Saldo final;Saldo a {};Totales;Pendiente;Contabilizado;Movimientos pendientes;Cargo/Abono
Data;Data do movimento;Data valor;Descrição;Beneficiário;Montante;Débito;Crédito;Saldo;Moeda;Estado;Saldo inicial;Saldo final;Saldo em {};Totais;Pendente;Realizado;Movimentos pendentes;Tipo
Datum;Boekdatum;Valutadatum;Omschrijving;Naam tegenpartij;Bedrag;Af;Bij;Saldo;Munt;Status;Beginsaldo;Eindsaldo;Saldo per {};Totaal;In behandeling;Geboekt;Nog te verwerken;Af Bij
Datum;Bokföringsdag;Valutadag;Text;Mottagare;Belopp;Uttag;Insättning;Saldo;Valuta;Status;Ingående saldo;Utgående saldo;Saldo per {};Summa;Reserverat;Bokfört;Reserverade belopp;Typ
Dato;Bogføringsdato;Valørdato;Tekst;Modtager;Beløb;Ud;Ind;Saldo;Valuta;Status;Primo saldo;Ultimo saldo;Saldo pr. {};I alt;Afventer;Bogført;Afventende poster;Type
Päivä;Kirjauspäivä;Arvopäivä;Selitys;Saaja/Maksaja;Määrä;Otto;Pano;Saldo;Valuutta;Tila;Alkusaldo;Loppusaldo;Saldo {};Yhteensä;Varaus;Kirjattu;Katevaraukset;Laji
Data operacji;Data księgowania;Data waluty;Opis operacji;Kontrahent;Kwota;Obciążenia;Uznania;Saldo;Waluta;Status;Saldo początkowe;Saldo końcowe;Saldo na {};Razem;Oczekująca;Zaksięgowana;Operacje oczekujące;Typ
Datum;Datum zaúčtování;Datum valuty;Popis;Název protiúčtu;Částka;Výdej;Příjem;Zůstatek;Měna;Stav;Počáteční zůstatek;Konečný zůstatek;Zůstatek k {};Celkem;Čekající;Zaúčtováno;Nezaúčtované položky;Směr
Dátum;Könyvelés dátuma;Értéknap;Közlemény;Partner neve;Összeg;Terhelés;Jóváírás;Egyenleg;Devizanem;Állapot;Nyitó egyenleg;Záró egyenleg;Egyenleg {};Összesen;Függő;Könyvelt;Függő tételek;Irány
Data;Data inregistrarii;Data valutei;Descriere;Beneficiar;Suma;Debit;Credit;Sold;Moneda;Stare;Sold initial;Sold final;Sold la {};Total;In asteptare;Procesat;Tranzactii in asteptare;Tip
Datum;Datum knjiženja;Datum valute;Opis;Primatelj;Iznos;Isplata;Uplata;Stanje;Valuta;Status;Početno stanje;Završno stanje;Stanje na dan {};Ukupno;Na čekanju;Knjiženo;Transakcije na čekanju;Vrsta
Data;Operacijos data;Valiutavimo data;Mokėjimo paskirtis;Gavėjas;Suma;Debetas;Kreditas;Likutis;Valiuta;Būsena;Pradinis likutis;Galutinis likutis;Likutis {};Iš viso;Laukiama;Įvykdyta;Laukiančios operacijos;D/K
Kuupäev;Kande kuupäev;Väärtuspäev;Selgitus;Saaja/maksja nimi;Summa;Deebet;Kreedit;Jääk;Valuuta;Staatus;Algsaldo;Lõppsaldo;Saldo {};Kokku;Ootel;Kirjendatud;Ootel tehingud;D/C
Ημερομηνία;Ημερομηνία λογιστικής;Ημερομηνία αξίας;Περιγραφή;Δικαιούχος;Ποσό;Χρέωση;Πίστωση;Υπόλοιπο;Νόμισμα;Κατάσταση;Αρχικό υπόλοιπο;Τελικό υπόλοιπο;Υπόλοιπο {};Σύνολο;Εκκρεμεί;Ολοκληρώθηκε;Εκκρεμείς κινήσεις;Είδος
Дата;Дата на осчетоводяване;Вальор;Основание;Получател;Сума;Дебит;Кредит;Салдо;Валута;Статус;Начално салдо;Крайно салдо;Салдо към {};Общо;Чакаща;Осчетоводена;Чакащи операции;Вид
Tarih;Muhasebe tarihi;Valör;Açıklama;Alıcı;Tutar;Borç;Alacak;Bakiye;Para birimi;Durum;Devreden bakiye;Son bakiye;Bakiye {};Toplam;Bekliyor;Gerçekleşti;Bekleyen işlemler;B/A
`
