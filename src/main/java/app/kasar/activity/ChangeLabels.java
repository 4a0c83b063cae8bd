package app.kasar.activity;

import app.kasar.access.TokenNames;
import app.kasar.db.Database;
import app.kasar.records.RecordHistory.Version;
import app.kasar.records.RecordLabels;
import app.kasar.schema.PipelineNames;
import app.kasar.schema.Relation;
import app.kasar.schema.UserLabel;
import app.kasar.schema.VisibleSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks up what the ids in a page of changes stand for, at once for the whole page. */
final class ChangeLabels {
    private final TokenNames tokens;
    private final PipelineNames pipelines;
    private final RecordLabels records;

    ChangeLabels(Database database) {
        this.tokens = new TokenNames(database);
        this.pipelines = new PipelineNames(database);
        this.records = new RecordLabels(database);
    }

    /**
     * Names by id.
     *
     * @param ofValues of users, pipelines, steps, and of records the reader may see
     */
    record Labels(Map<UUID, UserLabel> ofValues, Map<UUID, String> ofTokens) {}

    Labels of(List<Version> versions, List<ChangedField> fields, VisibleSchema schema) {
        var labels = new HashMap<UUID, UserLabel>();
        for (var index = 0; index < fields.size(); index++) {
            if (fields.get(index).hasDisplay()) {
                labels.putAll(labels(fields.get(index), ids(versions, index), schema));
            }
        }
        var tokenIds = versions.stream()
                .map(version -> version.origin().token())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Labels(labels, tokens.of(schema.actor().organization(), tokenIds));
    }

    private static Set<UUID> ids(List<Version> versions, int index) {
        var ids = new HashSet<UUID>();
        for (var version : versions) {
            if (!version.values().get(index).equals(version.former().get(index))) {
                add(version.values().get(index), ids);
                add(version.former().get(index), ids);
            }
        }
        return ids;
    }

    private static void add(String json, Set<UUID> ids) {
        var id = id(json);
        if (id != null) {
            ids.add(id);
        }
    }

    /** The id a JSON text holds; null when it holds null. */
    static @Nullable UUID id(String json) {
        return json.equals("null") ? null : UUID.fromString(json.substring(1, json.length() - 1));
    }

    private Map<UUID, UserLabel> labels(ChangedField changed, Set<UUID> ids, VisibleSchema schema) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return switch (changed.field().relation()) {
            case Relation.BelongsToOne one -> records.of(schema, one.target(), ids);
            case Relation.HasMany many -> Map.of();
            case Relation.BelongsToMany many -> Map.of();
            case null -> named(ids, schema);
        };
    }

    private Map<UUID, UserLabel> named(Set<UUID> ids, VisibleSchema schema) {
        var labels = new HashMap<UUID, UserLabel>();
        var others = new HashSet<UUID>();
        for (var id : ids) {
            var user = schema.snapshot().user(id);
            if (user == null) {
                others.add(id);
            } else {
                labels.put(id, user);
            }
        }
        pipelines.of(schema.snapshot(), others).forEach((id, name) -> labels.put(id, new UserLabel(id, name, null)));
        return labels;
    }
}
