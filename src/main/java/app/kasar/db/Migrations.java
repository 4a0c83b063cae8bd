package app.kasar.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings schemas to the version this program was written for, each with a history of its own. A schema that is up to date
 * costs one short query. Needs two connections of the pool at once.
 */
public final class Migrations {
    /** The schema of what organizations share, and of the extensions. */
    public static final String CONTROL_SCHEMA = "kasar";

    private static final String HISTORY = "schema_history";
    private static final String UNDEFINED_TABLE = "42P01";
    // Their functions are called by this schema's name, so that no search path decides what runs.
    private static final List<String> EXTENSIONS = List.of("pg_trgm", "unaccent");

    private Migrations() {}

    /** What a schema of one kind is made of. */
    enum Kind {
        CONTROL("control", 3),
        ORGANIZATION("organization", 8);

        private final String folder;
        private final int latest;

        Kind(String folder, int latest) {
            this.folder = folder;
            this.latest = latest;
        }

        String folder() {
            return folder;
        }

        /** The version of the newest file in the folder; a test holds them together. */
        int latest() {
            return latest;
        }
    }

    /** The control schema with its extensions, and after it the schema of every organization. */
    public static void all(DataSource dataSource) {
        control(dataSource);
        organizationSchemas(dataSource).forEach(schema -> organization(dataSource, schema));
    }

    /** The control schema and the extensions in it. */
    public static void control(DataSource dataSource) {
        if (isBehind(dataSource, Kind.CONTROL, CONTROL_SCHEMA)) {
            refuseUnfit(dataSource);
            installExtensions(dataSource);
            migrate(dataSource, Kind.CONTROL, CONTROL_SCHEMA);
        }
    }

    /** One organization's schema, created when absent. The control schema must be there. */
    public static void organization(DataSource dataSource, String schemaName) {
        if (isBehind(dataSource, Kind.ORGANIZATION, schemaName)) {
            migrate(dataSource, Kind.ORGANIZATION, schemaName);
        }
    }

    private static boolean isBehind(DataSource dataSource, Kind kind, String schema) {
        var version = version(dataSource, schema);
        if (version > kind.latest()) {
            throw new IllegalStateException(
                    "the schema %s is at version %d, made by a newer Kasar; this one knows versions up to %d"
                            .formatted(schema, version, kind.latest()));
        }
        return version < kind.latest();
    }

    /** The version of the last migration that succeeded; 0 when there was none. */
    private static int version(DataSource dataSource, String schema) {
        var text = new SqlText().add("SELECT coalesce(max(version::int), 0) FROM ");
        var query =
                text.name(schema, HISTORY).add(" WHERE success").toStatement().text();
        return on(dataSource, connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getInt(1);
            } catch (SQLException failed) {
                if (UNDEFINED_TABLE.equals(failed.getSQLState())) {
                    return 0;
                }
                throw failed;
            }
        });
    }

    private static List<String> organizationSchemas(DataSource dataSource) {
        return texts(dataSource, "SELECT schema_name FROM kasar.organizations ORDER BY slug");
    }

    private static void refuseUnfit(DataSource dataSource) {
        var unfit = texts(dataSource, """
                SELECT 'its version is ' || current_setting('server_version') || ', and 15 or newer is needed'
                WHERE current_setting('server_version_num')::int < 150000
                UNION ALL
                SELECT 'its encoding is ' || current_setting('server_encoding') || ', and UTF8 is needed'
                WHERE current_setting('server_encoding') <> 'UTF8'""");
        if (!unfit.isEmpty()) {
            throw new IllegalStateException("the database cannot be used: " + String.join("; ", unfit));
        }
    }

    private static void installExtensions(DataSource dataSource) {
        on(dataSource, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + CONTROL_SCHEMA);
                for (var extension : EXTENSIONS) {
                    statement.execute(
                            "CREATE EXTENSION IF NOT EXISTS %s SCHEMA %s".formatted(extension, CONTROL_SCHEMA));
                }
            }
            return true;
        });
        var elsewhere = texts(dataSource, """
                SELECT e.extname || ' in ' || n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                WHERE e.extname IN ('pg_trgm', 'unaccent') AND n.nspname <> 'kasar'""");
        if (!elsewhere.isEmpty()) {
            throw new IllegalStateException(
                    "the database has the extension %s; move it with ALTER EXTENSION … SET SCHEMA"
                                    .formatted(String.join(", ", elsewhere))
                            + " kasar, or give Kasar a database of its own");
        }
    }

    private static void migrate(DataSource dataSource, Kind kind, String schema) {
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .loggers("slf4j")
                    .locations("classpath:migrations/" + kind.folder())
                    .schemas(schema)
                    .table(HISTORY)
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new IllegalStateException(
                    "the schema %s cannot be brought up to date: %s".formatted(schema, failed.getMessage()), failed);
        }
    }

    private static List<String> texts(DataSource dataSource, String query) {
        return on(dataSource, connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        });
    }

    private static <T> T on(DataSource dataSource, Database.ConnectionWork<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.run(connection);
        } catch (SQLException failed) {
            throw SqlFailures.toException(failed);
        }
    }
}
