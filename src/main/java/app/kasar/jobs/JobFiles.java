package app.kasar.jobs;

import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What jobs work on, in the database, so that any server can go on with them. */
final class JobFiles {
    private static final int PART = 1024 * 1024;

    private final Database database;

    JobFiles(Database database) {
        this.database = database;
    }

    void store(String schema, UUID job, InputStream bytes) {
        var insert =
                "INSERT INTO %s (job_id, part, bytes) VALUES (?, ?, ?)".formatted(SchemaTable.of(schema, "job_files"));
        try {
            var part = 0;
            for (var read = bytes.readNBytes(PART); read.length > 0; read = bytes.readNBytes(PART)) {
                database.execute(Statement.fixed(insert, job, part++, read));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @param skipped so many of the first bytes are left out */
    InputStream open(String schema, UUID job, long skipped) {
        var stream = new SequenceInputStream(new Parts(schema, job, (int) (skipped / PART)));
        try {
            stream.skipNBytes(skipped % PART);
            return stream;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The parts one after the other, one in memory. */
    private final class Parts implements Enumeration<InputStream> {
        private final String select;
        private final UUID job;
        private int next;
        private byte @Nullable [] ahead;

        Parts(String schema, UUID job, int first) {
            this.next = first;
            this.select =
                    "SELECT bytes FROM %s WHERE job_id = ? AND part = ?".formatted(SchemaTable.of(schema, "job_files"));
            this.job = job;
        }

        @Override
        public boolean hasMoreElements() {
            if (ahead == null) {
                ahead = database.find(Statement.fixed(select, job, next), row -> row.bytes(1))
                        .orElse(null);
            }
            return ahead != null;
        }

        @Override
        public InputStream nextElement() {
            if (!hasMoreElements() || ahead == null) {
                throw new NoSuchElementException();
            }
            var stream = new ByteArrayInputStream(ahead);
            ahead = null;
            next++;
            return stream;
        }
    }
}
