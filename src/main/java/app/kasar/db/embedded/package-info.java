/**
 * PostgreSQL without installing PostgreSQL: unpacks the bundled binaries, creates the cluster, starts, adopts and stops the
 * server on a data directory. Nothing here knows what is stored in it; pool and migrations live in {@code db}.
 */
@NullMarked
package app.kasar.db.embedded;

import org.jspecify.annotations.NullMarked;
