package mt940

import "strings"

// field is one tag of a message with all its lines.
type field struct {
	tag   string // without colons: "61"
	line  int    // of the file
	lines []string
	size  int // bytes of the lines
}

// split gives the tag of a line that begins a field, and what follows it. Only the tags of
// the family begin one: a text may break before ":12:11", the rest of a time of day.
func split(line string) (tag string, rest int, ok bool) {
	if len(line) < 4 || line[0] != ':' {
		return "", 0, false
	}
	end := 3
	if line[3] != ':' {
		if end = 4; len(line) < 5 || line[4] != ':' {
			return "", 0, false
		}
	}
	switch tag := line[1:end]; tag {
	case "20", "21", "25", "25P", "28", "28C", "NS", "13", "13D", "34F", "60F", "60M", "61", "86",
		"62F", "62M", "64", "65", "90C", "90D":
		return tag, end + 1, true
	}
	return "", 0, false
}

// timeOfDay says whether a line that looks like a field is the rest of a time of day that a
// bank broke: the text before it ends with a digit at the end of a full line, and minutes,
// a colon and seconds follow.
func timeOfDay(before, line string) bool {
	if len(before) < fullLine || !digit(before[len(before)-1]) || len(line) < 6 {
		return false
	}
	return line[1] < '6' && digit(line[2]) && line[3] == ':' && '0' <= line[4] && line[4] < '6' &&
		digit(line[5]) && (len(line) == 6 || !digit(line[6]))
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func upper(c byte) bool { return 'A' <= c && c <= 'Z' }

// fullLine is the length from which on a line of text counts as full, so that the next line
// continues its last word. SWIFT's lines have 65 characters; some banks count the tag of
// the first one or their own heading.
const fullLine = 58

// full says whether a line runs to its end.
func full(s string) bool { return len([]rune(s)) >= fullLine }

// joined puts the lines of a text together as the bank broke them: a full line goes on
// without a space.
func joined(lines []string) string {
	var b strings.Builder
	for i, s := range lines {
		if i > 0 && !full(lines[i-1]) && s != "" && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}

// unbroken puts the lines of a coded text together, where a line may end anywhere. Blanks
// that fill a line up go; those of a line that is full are text.
func unbroken(lines []string) string {
	const width = 65
	var b strings.Builder
	for _, s := range lines {
		trimmed := strings.TrimRight(s, " \t")
		if len(s) >= width && len(trimmed) < width {
			trimmed = s[:width]
		}
		b.WriteString(trimmed)
	}
	return b.String()
}
