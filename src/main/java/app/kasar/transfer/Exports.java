package app.kasar.transfer;

import app.kasar.db.Database;
import app.kasar.db.Database.Isolation;
import app.kasar.problem.Problem;
import app.kasar.query.plan.FileOutputs;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.records.RecordReader;
import app.kasar.schema.VisibleSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/** Writes the records of a list to a file, all of them as they were at one moment. */
public final class Exports {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Database database;
    private final RecordReader reader;
    private final Semaphore places;

    /** @param most exports at a time: each holds a connection for as long as it goes on */
    public Exports(Database database, RecordReader reader, int most) {
        this.database = database;
        this.reader = reader;
        this.places = new Semaphore(most);
    }

    /** Told how many records have been written, after each. */
    @FunctionalInterface
    public interface Progress {
        void reached(long records);
    }

    /** An export that has been agreed to. */
    public record Agreed(ListPlan plan, ExportRequest request) {}

    /** @throws Problem PERMISSION_DENIED to all but administrators; and what is wrong with the request, as for a list */
    public Agreed agree(ExportRequest request, String objectName, VisibleSchema schema) {
        schema.actor().requireAdminReader("export records");
        var plan = ListPlanner.plan(request.asked(), objectName, schema);
        var outputs = request.asked().fields().isEmpty()
                ? ListPlanner.fileOutputs(plan.object(), schema, request.layout())
                : FileOutputs.whole(plan.outputs(), request.layout());
        return new Agreed(plan.showing(outputs), request);
    }

    /** How many records an export would have now. */
    public long total(Agreed export) {
        return reader.total(export.plan());
    }

    /**
     * Writes the file.
     *
     * @throws Problem UNAVAILABLE when as many exports are under way as may be
     * @throws app.kasar.db.StaleSnapshot when the organization moved on since the export was agreed to; nothing was written
     */
    public long write(Agreed export, OutputStream out, Progress progress) {
        if (!places.tryAcquire()) {
            throw Problem.unavailable(
                    "other exports are under way; try again when one has ended", RETRY_AFTER_SECONDS, null);
        }
        try {
            return database.inTransaction(Isolation.REPEATABLE_READ, () -> inSnapshot(export, out, progress));
        } finally {
            places.release();
        }
    }

    private long inSnapshot(Agreed export, OutputStream out, Progress progress) {
        try {
            var writer = writer(export, out);
            var written = new Written(writer, progress);
            reader.each(export.plan(), written::accept);
            writer.end();
            return written.records;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ExportWriter writer(Agreed export, OutputStream out) {
        var plan = export.plan();
        return switch (export.request().format()) {
            case JSON -> new JsonExport(plan, reader.total(plan), out);
            case NDJSON -> new LineExport(plan, out);
            case CSV -> new CsvExport(plan, export.request().escapesFormulas(), out);
        };
    }

    private static final class Written {
        private final ExportWriter writer;
        private final Progress progress;
        private long records;

        Written(ExportWriter writer, Progress progress) {
            this.writer = writer;
            this.progress = progress;
        }

        void accept(app.kasar.db.Row row) {
            writer.write(row);
            progress.reached(++records);
        }
    }
}
