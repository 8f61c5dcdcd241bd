package rows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// sentence is a SELECT under construction: text with placeholders, and their arguments.
type sentence struct {
	Dialect
	company string // whose rows it is about
	sql     strings.Builder
	args    []any
	where   bool
}

func newSentence(d Dialect, sql string) *sentence {
	s := &sentence{Dialect: d}
	s.sql.WriteString(sql)
	return s
}

// arg adds an argument and gives its placeholder.
func (s *sentence) arg(v any) string {
	s.args = append(s.args, v)
	return "$" + strconv.Itoa(len(s.args))
}

// and adds a condition, whose question marks stand for values.
func (s *sentence) and(condition string, values ...any) {
	for _, v := range values {
		condition = strings.Replace(condition, "?", s.arg(v), 1)
	}
	s.sql.WriteString(s.conjunction() + condition)
}

func (s *sentence) conjunction() string {
	if s.where {
		return " AND "
	}
	s.where = true
	return " WHERE "
}

// texts is the subquery of a list of strings.
func (s *sentence) texts(list []string) string {
	sql, arg := s.TextList(len(s.args)+1, list)
	s.args = append(s.args, arg)
	return sql
}

// ids is the subquery of a list of ids.
func (s *sentence) ids(list []reconcile.ID) string {
	sql, arg := s.IDList(len(s.args)+1, list)
	s.args = append(s.args, arg)
	return sql
}

// in asks that a column be in a list of strings; an empty list does not narrow.
func (s *sentence) in(column string, list []string) {
	if len(list) > 0 {
		s.and(s.In(column, s.texts(list)))
	}
}

// inIDs asks that a column be in a list of ids; an empty list does not narrow.
func (s *sentence) inIDs(column string, list []reconcile.ID) {
	if len(list) > 0 {
		s.and(s.In(column, s.ids(list)))
	}
}

// from goes on with the rows of a company in a table, and of those with the payments' ids in a
// column if the query names any.
func (s *sentence) from(table, column string, q reconcile.Query, day bool) *sentence {
	if len(q.Payments) == 0 {
		s.sql.WriteString(table)
		s.and("company = ?", q.Company)
		return s
	}
	list := s.ids(q.Payments)
	from, where := s.Among(table, column, list, s.arg(q.Company), day)
	s.sql.WriteString(from)
	s.and(where)
	return s
}

// named asks for the ids whose printed form begins with a name, or for the rows whose reference it is
// where there is one; an empty name does not narrow. Every row of the company is looked at: no index
// begins with the printed part of an id.
func (s *sentence) named(name, reference string) {
	if name == "" {
		return
	}
	ways := "1 = 0"
	if low, high, ok := reconcile.Printed(name); ok {
		ways = "substr(id, 7) BETWEEN " + s.arg(low) + " AND " + s.arg(high)
	}
	if reference != "" {
		ways += " OR " + reference + " = " + s.arg(name)
	}
	s.and("(" + ways + ")")
}

// equal asks for a value; an empty one does not narrow.
func (s *sentence) equal(column, value string) {
	if value != "" {
		s.and(column+" = ?", value)
	}
}

// between bounds a date column by the query's From, To and AsOf.
func (s *sentence) between(column string, q reconcile.Query) {
	if q.From != 0 {
		s.and(column+" >= ?", int32(q.From))
	}
	to := q.To
	if q.AsOf != 0 && (to == 0 || q.AsOf < to) {
		to = q.AsOf
	}
	if to != 0 {
		s.and(column+" <= ?", int32(to))
	}
}

// ofAccount keeps the payments of an account by the four bytes with which ids begin.
func (s *sentence) ofAccount(column string, q reconcile.Query) {
	if q.Account != "" {
		low, _ := idRange(q.Company, q.Account, 0, 0)
		s.and("substr("+column+", 1, 4) = ?", low[:4])
	}
}

func (s *sentence) order(by string) *sentence {
	s.sql.WriteString(" ORDER BY " + by)
	return s
}

// list writes column names as SQL.
func list(columns []string) string { return strings.Join(columns, ", ") }

// sortedBy gives the indexes 0 to n-1 in the order of compare.
func sortedBy(n int, compare func(a, b int) int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, compare)
	return order
}

// compareText orders by two strings, then by what is left.
func compareText(a, b string, rest int) int { return cmp.Or(strings.Compare(a, b), rest) }
