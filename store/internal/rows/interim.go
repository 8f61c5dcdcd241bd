package rows

import (
	"encoding/hex"

	"github.com/rappro/rappro/reconcile"
)

// interimText writes the lines of an interim report as a canonical JSON list, nothing where
// there are none: what is kept of a provisional line, and its report is gone as one with it.
func interimText(lines []reconcile.Entry) string {
	if len(lines) == 0 {
		return ""
	}
	var j jsonWriter
	j.open('[')
	for i := range lines {
		e := &lines[i]
		j.element()
		j.open('{')
		j.textMember("id", hex.EncodeToString(e.ID[:]))
		j.numberMember("booking_date", int(e.BookingDate))
		j.numberMember("value_date", int(e.ValueDate))
		j.textMember("amount", moneyText(e.Amount))
		j.textMember("reference", e.Reference)
		j.textMember("code", e.Code)
		j.numberMember("reversal", bit(e.Reversal))
		j.numberMember("lump", bit(e.Lump))
		j.textMember("text", e.Text)
		j.numberMember("line", e.Line)
		j.close('}')
	}
	j.close(']')
	return string(j.b)
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func readInterim(s, account string) ([]reconcile.Entry, error) {
	if s == "" {
		return nil, nil
	}
	var out []reconcile.Entry
	r := jsonReader{s: s}
	r.array(func() {
		e := reconcile.Entry{Account: account}
		r.object(func(name string) {
			switch name {
			case "id":
				e.ID = r.id()
			case "booking_date":
				e.BookingDate = reconcile.Date(r.number())
			case "value_date":
				e.ValueDate = reconcile.Date(r.number())
			case "amount":
				e.Amount = r.money()
			case "reference":
				e.Reference = r.text()
			case "code":
				e.Code = r.text()
			case "reversal":
				e.Reversal = r.number() == 1
			case "lump":
				e.Lump = r.number() == 1
			case "text":
				e.Text = r.text()
			case "line":
				e.Line = r.number()
			default:
				r.unknown(name)
			}
		})
		out = append(out, e)
	})
	return out, r.done()
}

func (r *jsonReader) id() (id reconcile.ID) {
	s := r.text()
	if len(s) != 2*len(id) {
		r.fail()
	} else if _, err := hex.Decode(id[:], []byte(s)); err != nil {
		r.fail()
	}
	return id
}
