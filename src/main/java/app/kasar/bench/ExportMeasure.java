package app.kasar.bench;

import app.kasar.access.Action;
import app.kasar.bench.BenchOrganization.Caller;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.query.plan.FileOutputs.Layout;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.ListRequest;
import app.kasar.query.sql.PageSql;
import app.kasar.schema.VisibleSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.postgresql.PGConnection;

/** All contacts as CSV from the server, beside COPY of the same columns in the same order. */
final class ExportMeasure {
    private final Database database;
    private final Caller caller;
    private final VisibleSchema schema;

    ExportMeasure(Database database, Caller caller, VisibleSchema schema) {
        this.database = database;
        this.caller = caller;
        this.schema = schema;
    }

    void measure(ServerUnderTest server, long contacts, BenchReport report) throws InterruptedException {
        // The first run of either finds nothing in memory.
        copySeconds();
        exportSeconds(server.address());
        var memory = new MemoryWatch(server, caller.token());
        memory.start();
        var export = exportSeconds(server.address());
        memory.stop();
        var copy = copySeconds();
        report.add("export of all contacts as CSV, rows a second", contacts / export);
        report.add("COPY of the same columns, rows a second", contacts / copy);
        report.add("export against COPY (wanted: 0.5)", copy / export);
        report.add("heap in use while exporting, most seen, megabytes (wanted: 256)", memory.heapMegabytes());
    }

    private double exportSeconds(URI server) {
        var started = System.nanoTime();
        try (var body = open(server, "/api/v1/export/contacts?format=csv")) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private InputStream open(URI server, String path) throws IOException {
        var connection = (HttpURLConnection) server.resolve(path).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + caller.token());
        return connection.getInputStream();
    }

    private double copySeconds() {
        var started = System.nanoTime();
        var sql = "COPY (" + select() + ") TO STDOUT (FORMAT csv, HEADER)";
        database.withConnection(connection -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, OutputStream.nullOutputStream());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        return (System.nanoTime() - started) / 1e9;
    }

    /** What the server itself reads; it has no parameters where nothing is asked for. */
    private String select() {
        var plan = ListPlanner.plan(ListRequest.EVERYTHING, "contacts", schema);
        var outputs = ListPlanner.fileOutputs(schema.object("contacts", Action.READ), schema, Layout.COLUMNS);
        var text = new SqlText();
        PageSql.writeWhole(text, plan.showing(outputs));
        var statement = text.toStatement();
        if (!statement.parameters().isEmpty()) {
            throw new IllegalStateException("COPY takes no parameters");
        }
        return statement.text();
    }
}
