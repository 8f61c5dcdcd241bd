package lite

import "fmt"

// Scanner takes the bytes of a column; nil is NULL.
type Scanner interface {
	ScanBytes(b []byte) error
}

// Scan puts the columns of the row where the places point. A place that holds the row's text
// already keeps it: neighbours share most of their words, and a word that is kept is not
// allocated.
func (s *Stmt) Scan(places []any) error {
	for i, place := range places {
		switch p := place.(type) {
		case *string:
			if b := s.ColumnBytes(i); string(b) != *p {
				*p = string(b)
			}
		case *int64:
			*p = s.ColumnInt(i)
		case *int32:
			*p = int32(s.ColumnInt(i))
		case *int:
			*p = int(s.ColumnInt(i))
		case *bool:
			*p = s.ColumnInt(i) != 0
		case *[]byte:
			*p = append([]byte(nil), s.ColumnBytes(i)...)
		case **int32:
			if *p = nil; !s.ColumnNull(i) {
				v := int32(s.ColumnInt(i))
				*p = &v
			}
		case Scanner:
			if err := p.ScanBytes(s.ColumnBytes(i)); err != nil {
				return fmt.Errorf("column %d: %w", i+1, err)
			}
		default:
			return fmt.Errorf("column %d: no value for a %T", i+1, place)
		}
	}
	return nil
}
