package postgres

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgxpool"
)

// The wall is a second one: every statement names its company, and for a role that does not own
// the tables PostgreSQL adds that condition once more, to whatever a statement says (row-level
// security; the policies stand in the first migration). A condition that somebody forgets then
// shows nothing of another company, and writes nothing there.
//
// Who owns the tables passes, because migrations, backups and restores are about all companies at
// once. So the wall is for the role of those that work every day: see docs/scaling.md for its rights.
// What it bounds are mistakes of this program. Whoever may send SQL of his own as that role can name
// any company, as the program does.

// wall says whose rows a transaction meets.
type wall struct {
	stands bool   // for this role
	open   string // the company whose rows can be met, empty for none
}

// Within implements rows.Conn. The setting ends with the transaction.
func (c *conn) Within(ctx context.Context, company string) error {
	if !c.stands || c.open == company {
		return nil
	}
	_, err := c.tx.Exec(ctx, "SELECT set_config('rappro.company', $1, true)", company)
	if err == nil {
		c.open = company
	}
	return translate(err)
}

// errOwner refuses what is about all companies at once to a role that the wall stands before.
var errOwner = errors.New("this is about all companies: connect as the role that owns the tables")

// walled says whether the policies hold for the role of these connections.
func walled(ctx context.Context, pool *pgxpool.Pool) (stands bool, err error) {
	err = pool.QueryRow(ctx, "SELECT row_security_active('entry')").Scan(&stands)
	return stands, err
}
