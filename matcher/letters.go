package matcher

// letterRange maps accented Latin letters to the plain ones that banks write for them.
type letterRange struct {
	from, to rune
	base     string
}

// baseLetters folds an accented Latin letter of any case to plain capitals, and a Greek or
// Cyrillic one to the Latin letters that banks write for it; it is empty for everything else.
func baseLetters(r rune) string {
	switch {
	case 0x386 <= r && r <= 0x3CE:
		return greek(r)
	case 0x410 <= r && r <= 0x44F:
		return cyrillic(r)
	case r < 0xC0 || r > 0x21B:
		return ""
	case r <= 0xFF:
		if r >= 0xE0 && r != 0xF7 && r != 0xFF {
			r -= 0x20 // small letters lie 0x20 above the capitals
		}
		return latin1(r)
	}
	return latinExtended(r)
}

func latin1(r rune) string {
	switch {
	case r == 0xDF-0x20 || r == 0xDF:
		return "SS"
	case r <= 0xC5:
		return "A"
	case r == 0xC6:
		return "AE"
	case r == 0xC7:
		return "C"
	case r <= 0xCB:
		return "E"
	case r <= 0xCF:
		return "I"
	case r == 0xD0:
		return "D"
	case r == 0xD1:
		return "N"
	case r <= 0xD6 || r == 0xD8:
		return "O"
	case r == 0xD7 || r == 0xF7:
		return ""
	case r <= 0xDC:
		return "U"
	case r == 0xDD || r == 0xFF:
		return "Y"
	}
	return "TH"
}

func latinExtended(r rune) string {
	for _, l := range [...]letterRange{{0x100, 0x105, "A"}, {0x106, 0x10D, "C"},
		{0x10E, 0x111, "D"}, {0x112, 0x11B, "E"}, {0x11C, 0x123, "G"}, {0x124, 0x127, "H"},
		{0x128, 0x131, "I"}, {0x132, 0x133, "IJ"}, {0x134, 0x135, "J"}, {0x136, 0x138, "K"},
		{0x139, 0x142, "L"}, {0x143, 0x14B, "N"}, {0x14C, 0x151, "O"}, {0x152, 0x153, "OE"},
		{0x154, 0x159, "R"}, {0x15A, 0x161, "S"}, {0x162, 0x167, "T"}, {0x168, 0x173, "U"},
		{0x174, 0x175, "W"}, {0x176, 0x178, "Y"}, {0x179, 0x17E, "Z"}, {0x17F, 0x17F, "S"},
		{0x218, 0x219, "S"}, {0x21A, 0x21B, "T"}} {
		if l.from <= r && r <= l.to {
			return l.base
		}
	}
	return ""
}

// greek writes a letter as ELOT 743 does, which is what passports and SEPA messages carry.
func greek(r rune) string {
	const accented, plain = "ΆΈΉΊΌΎΏΪΫάέήίόύώϊϋΐΰς", "ΑΕΗΙΟΥΩΙΥΑΕΗΙΟΥΩΙΥΙΥΣ"
	bare := []rune(plain)
	i := 0
	for _, a := range accented {
		if a == r {
			r = bare[i]
		}
		i++
	}
	if r >= 'α' {
		r -= 'α' - 'Α'
	}
	if r < 'Α' || r > 'Ω' {
		return ""
	}
	return [...]string{"A", "V", "G", "D", "E", "Z", "I", "TH", "I", "K", "L", "M", "N", "X", "O", "P",
		"R", "", "S", "T", "Y", "F", "CH", "PS", "O"}[r-'Α']
}

// cyrillic writes a letter as Bulgarian and most banks' transliterations do.
func cyrillic(r rune) string {
	if r >= 'а' {
		r -= 'а' - 'А'
	}
	return [...]string{"A", "B", "V", "G", "D", "E", "ZH", "Z", "I", "Y", "K", "L", "M", "N", "O", "P",
		"R", "S", "T", "U", "F", "H", "TS", "CH", "SH", "SHT", "A", "Y", "", "E", "YU", "YA"}[r-'А']
}
