package app.kasar.records;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.StaleSnapshot;
import app.kasar.json.Json;
import app.kasar.problem.Problem;
import app.kasar.schema.ColumnType;
import app.kasar.schema.FieldColumns.StoredColumn;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The versions a record has gone through, newest first: those that ended, and the present one. */
public final class RecordHistory {
    private static final int EPOCH = 1;
    private static final int READABLE = 2;
    private static final int TOTAL = 3;
    private static final int SINCE = 4;
    private static final int IS_FIRST = 5;
    private static final int AUTHOR = 6;
    private static final int TOKEN = 7;
    private static final int REQUEST = 8;
    private static final int FIRST_VALUE = 9;

    private final Database database;

    public RecordHistory(Database database) {
        this.database = database;
    }

    /**
     * What is looked at.
     *
     * @param columns at least one; versions that differ from the one before in none of them are passed over
     */
    public record Subject(ObjectSchema object, UUID id, List<StoredColumn> columns) {
        public Subject {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Which versions.
     *
     * @param withFirst whether the version in which the record was created is one of them
     * @param before only versions that began before; null begins with the present one
     * @param limit null means all
     */
    public record Part(
            boolean withFirst,
            @Nullable Instant before,
            @Nullable Integer limit) {}

    /**
     * Who made a version, and on which request.
     *
     * @param member the workspace user
     * @param token null for the first version, of which only the user is known
     */
    public record Origin(
            @Nullable UUID member,
            @Nullable UUID token,
            @Nullable String request) {}

    /**
     * One version.
     *
     * @param values of the subject's columns, each as JSON
     * @param former the same of the version before; all null for the first
     */
    public record Version(Instant since, boolean isFirst, Origin origin, List<String> values, List<String> former) {
        public Version {
            values = List.copyOf(values);
            former = List.copyOf(former);
        }
    }

    /** @param total the number of all versions there are, whatever part was asked for */
    public record Versions(List<Version> list, long total) {
        public Versions {
            list = List.copyOf(list);
        }
    }

    /**
     * @throws Problem RECORD_NOT_FOUND when there is no such record the caller may read
     * @throws StaleSnapshot when the organization moved on since the caller was authenticated
     */
    public Versions read(VisibleSchema schema, Subject subject, Part part) {
        var versions = new ArrayList<Version>();
        var totals = database.list(HistorySql.of(schema, subject, part), row -> {
            RecordReader.requireCurrent(schema, row.number(EPOCH));
            if (!row.isTrue(READABLE)) {
                throw Problem.recordNotFound(subject.object().name(), subject.id());
            }
            if (!row.isNull(SINCE)) {
                versions.add(version(row, subject));
            }
            return row.number(TOTAL);
        });
        return new Versions(versions, totals.getFirst());
    }

    private static Version version(Row row, Subject subject) {
        var columns = subject.columns();
        var values = new ArrayList<String>();
        var former = new ArrayList<String>();
        for (var index = 0; index < columns.size(); index++) {
            values.add(json(columns.get(index).type(), row, FIRST_VALUE + index));
            former.add(json(columns.get(index).type(), row, FIRST_VALUE + columns.size() + index));
        }
        var origin = new Origin(row.uuid(AUTHOR), row.uuid(TOKEN), row.text(REQUEST));
        return new Version(Objects.requireNonNull(row.instant(SINCE)), row.isTrue(IS_FIRST), origin, values, former);
    }

    private static String json(ColumnType type, Row row, int column) {
        var text = new StringWriter();
        try (var json = Json.MAPPER.createGenerator(text)) {
            RecordJson.scalar(type, row, column, json);
        }
        return text.toString();
    }
}
