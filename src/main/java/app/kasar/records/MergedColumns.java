package app.kasar.records;

import app.kasar.json.Json;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import app.kasar.schema.value.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of several records made one: the survivor's, its gaps filled from the others, oldest first; fields of several
 * values hold those of all. What a field consists of is never mixed from two records. Pure.
 */
public final class MergedColumns {
    private final ObjectSchema object;
    private final List<StoredRecord> records;
    private final Set<String> ids;

    /** @param records the survivor first, then the others oldest first */
    public MergedColumns(ObjectSchema object, List<StoredRecord> records) {
        this.object = object;
        this.records = List.copyOf(records);
        this.ids = records.stream().map(record -> record.id().toString()).collect(Collectors.toUnmodifiableSet());
    }

    /** The columns in which the survivor is to be changed. */
    public Map<String, @Nullable String> changes() {
        var changes = new LinkedHashMap<String, @Nullable String>();
        for (var field : object.fields()) {
            if (isMergeable(field)) {
                merged(field).forEach((column, text) -> {
                    if (!Objects.equals(text, survivor().columns().get(column))) {
                        changes.put(column, text);
                    }
                });
            }
        }
        return changes;
    }

    /** A field's columns as one of the records has them, empty ones included. */
    public Map<String, @Nullable String> of(FieldDefinition field, UUID id) {
        var chosen = records.stream().filter(record -> record.id().equals(id)).findFirst();
        return columns(field, chosen.orElseThrow());
    }

    /** Whether the field's values are in the row, and not the server's own. */
    public static boolean isMergeable(FieldDefinition field) {
        return !field.has(Rule.READ_ONLY) && !FieldColumns.stored(field).isEmpty();
    }

    private StoredRecord survivor() {
        return records.getFirst();
    }

    private Map<String, @Nullable String> merged(FieldDefinition field) {
        return switch (field.type()) {
            case EMAILS, PHONES -> entries(field);
            case MULTI_SELECT -> choices(field);
            case ID,
                    TEXT,
                    TEXTAREA,
                    EMAIL,
                    PHONE,
                    URL,
                    NUMBER,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    INTEGER,
                    RATING,
                    BOOLEAN,
                    DATE,
                    DATETIME,
                    SELECT,
                    USER,
                    RELATION,
                    PIPELINE,
                    ADDRESS,
                    JSON -> columns(field, firstFilled(field).orElseGet(this::survivor));
        };
    }

    private Optional<StoredRecord> firstFilled(FieldDefinition field) {
        var first = FieldColumns.stored(field).getFirst().name();
        return records.stream()
                .filter(record -> {
                    var text = columns(field, record).get(first);
                    return text != null && !text.isEmpty();
                })
                .findFirst();
    }

    private Map<String, @Nullable String> columns(FieldDefinition field, StoredRecord record) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        for (var column : FieldColumns.stored(field)) {
            var text = record.columns().get(column.name());
            columns.put(column.name(), namesOneOfThese(field, text) ? null : text);
        }
        return columns;
    }

    /** A record that named another of these would come to name itself. */
    private boolean namesOneOfThese(FieldDefinition field, @Nullable String text) {
        return field.relation() instanceof Relation.BelongsToOne && text != null && ids.contains(text);
    }

    private Map<String, @Nullable String> choices(FieldDefinition field) {
        var all = new LinkedHashSet<String>();
        records.forEach(record -> all.addAll(record.choices().getOrDefault(field.name(), List.of())));
        var own = survivor().choices().getOrDefault(field.name(), List.of());
        return all.size() == own.size()
                ? columns(field, survivor())
                : Map.of(field.name(), ColumnText.array(List.copyOf(all)));
    }

    private Map<String, @Nullable String> entries(FieldDefinition field) {
        var all = new LinkedHashMap<String, Entry>();
        for (var record : records) {
            entries(record.columns().get(field.name())).forEach(entry -> add(all, entry));
        }
        var own = entries(survivor().columns().get(field.name()));
        if (all.size() == own.size()) {
            return columns(field, survivor());
        }
        return FieldInput.entries(field, List.copyOf(all.values())).byColumn();
    }

    /** The first primary entry stays the only one. */
    private static void add(Map<String, Entry> all, Entry entry) {
        var isPrimary = entry.isPrimary() && all.values().stream().noneMatch(Entry::isPrimary);
        all.putIfAbsent(entry.value().toLowerCase(Locale.ROOT), new Entry(entry.value(), entry.label(), isPrimary));
    }

    private static List<Entry> entries(@Nullable String stored) {
        var entries = new ArrayList<Entry>();
        if (stored != null) {
            for (var entry : Json.read(stored, "entries")) {
                var label = entry.path("label").stringValue(null);
                entries.add(new Entry(
                        entry.path("value").stringValue(),
                        label,
                        entry.path("is_primary").booleanValue()));
            }
        }
        return entries;
    }
}
