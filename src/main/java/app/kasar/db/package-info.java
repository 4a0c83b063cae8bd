/**
 * The only way to PostgreSQL: pool, transactions, statements, migrations, and the table that turns an SQLSTATE into a problem. No statement of a feature lives here; starting an own PostgreSQL lives in {@code db.embedded}.
 */
@NullMarked
package app.kasar.db;

import org.jspecify.annotations.NullMarked;
