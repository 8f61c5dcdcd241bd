package matcher

import "encoding/binary"

// pastTexts holds the texts of earlier credits one behind the other, each after its length. Those of
// which it is said that they come again, as payers, accounts and mandates do, stand there once.
type pastTexts struct {
	bytes []byte
	known map[uint64]uint32 // places, by the hash of the text
}

// put keeps a text and gives its place, 0 for none.
func (t *pastTexts) put(s string, again bool) uint32 {
	if s == "" {
		return 0
	}
	hash := uint64(0)
	if again {
		hash = hashOf(s)
		if place, ok := t.known[hash]; ok && string(t.at(place)) == s {
			return place
		}
	}
	if len(t.bytes) == 0 {
		t.bytes = append(t.bytes, 0)
	}
	place := uint32(len(t.bytes))
	t.bytes = append(binary.AppendUvarint(t.bytes, uint64(len(s))), s...)
	if again {
		if t.known == nil {
			t.known = map[uint64]uint32{}
		}
		t.known[hash] = place
	}
	return place
}

// at is the text of a place.
func (t *pastTexts) at(place uint32) []byte {
	if place == 0 {
		return nil
	}
	n, size := binary.Uvarint(t.bytes[place:])
	from := int(place) + size
	return t.bytes[from : from+int(n)]
}
