package bankcsv_test

import (
	"strings"
	"testing"
)

// TestOutsideProof: a line at an end without a balance where all others have one is refused, unless the
// bank writes the balance once a day, or the line says what it is.
func TestOutsideProof(t *testing.T) {
	const (
		head    = "Date;Description;Amount;Balance;Currency\n"
		two     = "14.09.2026;Deposit;500,00;1500,00;EUR\n15.09.2026;Rent;-100,00;1400,00;EUR\n"
		refused = "the line has no balance, as no other line"
	)
	for _, c := range []struct{ name, file, want string }{
		{"not booked yet, last", head + two + "16.09.2026;Refund;30,00;;EUR\n", refused},
		{"not booked yet, first", head + "16.09.2026;Refund;30,00;;EUR\n15.09.2026;Rent;-100,00;1400,00;EUR\n" +
			"14.09.2026;Deposit;500,00;1500,00;EUR\n", refused},
		{"of the same day", head + two + "15.09.2026;Refund;30,00;;EUR\n", refused},
		{"a word that nobody knows", "Date;Zustand XY;Amount;Description;Balance\n18.09.2026;Ootel;-190,30;Palk 498;\n" +
			"18.09.2026;Kinnitatud;-829,39;Arve;12111,54\n17.09.2026;Kinnitatud;-2088,99;Palk;12940,93\n", refused},
		{"a total with a day", head + two + "15.09.2026;Iomlán;-100,00;;EUR\n", refused},
		{"it is the balance before", head + "13.09.2026;Bilanci;1000,00;;EUR\n" + two, refused},
		{"and of the same day", head + "14.09.2026;Bilanci;1000,00;;EUR\n" + two, refused},
		{"a balance for each day", head + "14.09.2026;A;50,00;;EUR\n" + two, "booked 3"},
		{"some have none", head + "14.09.2026;A;50,00;1000,00;EUR\n14.09.2026;B;10,00;;EUR\n" + two +
			"16.09.2026;Refund;30,00;;EUR\n", "booked 5"},
		{"all have one", head + two, "booked 2"},
	} {
		if got := said(t, c.file); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestAboveLine: lines with a day and an amount above the column line are no entries of it, and none is
// left out in silence. A line above it that only may be the names makes no entry of a balance either.
func TestAboveLine(t *testing.T) {
	const (
		table = "Description;Debit;Credit;Date\nSalary;9,18;;28.06.2026\nRent;3,70;;05.07.2026\n"
		above = "stands above the column line"
		names = "may name the columns"
	)
	for _, c := range []struct{ name, file, want string }{
		{"entries", "Transfer;;6,99;25.06.2026\nTransfer;488,60;;27.06.2026\n" + table, above},
		{"behind a line about the list", "Account: X\n12/08/2026;Card;-33,00\n\nDate;Description;Amount\n" +
			"14/09/2026;Deposit;500,00\n15/09/2026;Rent;-100,00\n", above},
		{"a balance", "Closing balance;;10,00;25.06.2026\n" + table, "booked 2"},
		{"below its own names", "Konto;Saldo;Datum\n7654321;26,72;31.07.2026\nText;Umsatz;Buchungstag\n" +
			"Salary;9,18;28.06.2026\nRent;-3,70;05.07.2026\n", "booked 2"},
		{"a balance in words that nobody knows", "Lokastaða;28.03.2026;10690,58\nSkýring;Bókunardagur;Upphæð\n" +
			"Leiga;19.02.2026;-358,89\nMillifærsla;24.02.2026;28188,14\n", names},
	} {
		if got := said(t, c.file); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
