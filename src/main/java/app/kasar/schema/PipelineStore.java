package app.kasar.schema;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads and writes an organization's pipelines and their steps. */
final class PipelineStore {
    private static final String PIPELINES = "pipelines";
    private static final String STEPS = "pipeline_steps";

    private final Database database;

    PipelineStore(Database database) {
        this.database = database;
    }

    private record OwnedStep(UUID pipeline, Pipeline.Step step) {}

    List<Pipeline> list(String schema) {
        var steps = steps(schema);
        var text = new SqlText().add("SELECT id, object_name, name FROM ").name(schema, PIPELINES);
        return database.list(
                text.add(" ORDER BY position, id").toStatement(),
                row -> new Pipeline(
                        row.requiredUuid(1),
                        row.requiredText(2),
                        row.requiredText(3),
                        steps.getOrDefault(row.requiredUuid(1), List.of())));
    }

    private Map<UUID, List<Pipeline.Step>> steps(String schema) {
        var text = new SqlText()
                .add("SELECT pipeline_id, id, name, order_index, outcome, probability FROM ")
                .name(schema, STEPS)
                .add(" ORDER BY order_index, id");
        return database.list(text.toStatement(), row -> new OwnedStep(row.requiredUuid(1), step(row))).stream()
                .collect(Collectors.groupingBy(
                        OwnedStep::pipeline, Collectors.mapping(OwnedStep::step, Collectors.toUnmodifiableList())));
    }

    private static Pipeline.Step step(Row row) {
        var outcome = Pipeline.Outcome.valueOf(row.requiredText(5).toUpperCase(Locale.ROOT));
        return new Pipeline.Step(row.requiredUuid(2), row.requiredText(3), row.integer(4), outcome, row.decimal(6));
    }

    void insert(String schema, Pipeline pipeline, int position) {
        var text = new SqlText().add("INSERT INTO ").name(schema, PIPELINES);
        text.add(" (id, object_name, name, position) VALUES (").value(pipeline.id());
        text.add(", ").value(pipeline.objectName()).add(", ").value(pipeline.name());
        database.execute(text.add(", ").value(position).add(")").toStatement());
        saveSteps(schema, pipeline);
    }

    void rename(String schema, Pipeline pipeline) {
        var text = new SqlText().add("UPDATE ").name(schema, PIPELINES).add(" SET name = ");
        text.value(pipeline.name()).add(" WHERE id = ").value(pipeline.id());
        database.execute(text.toStatement());
    }

    /** Inserts the pipeline's steps, or replaces what was known of them. */
    void saveSteps(String schema, Pipeline pipeline) {
        pipeline.steps().forEach(step -> saveStep(schema, pipeline.id(), step));
    }

    private void saveStep(String schema, UUID pipeline, Pipeline.Step step) {
        var text = new SqlText().add("INSERT INTO ").name(schema, STEPS);
        text.add(" (id, pipeline_id, name, order_index, outcome, probability) VALUES (")
                .value(step.id());
        text.add(", ").value(pipeline).add(", ").value(step.name());
        text.add(", ").value(step.orderIndex()).add(", ").value(step.outcome().wireName());
        text.add(", ").value(step.probability(), "numeric");
        text.add(") ON CONFLICT (id) DO UPDATE SET name = excluded.name, order_index = excluded.order_index,"
                + " outcome = excluded.outcome, probability = excluded.probability");
        database.execute(text.toStatement());
    }

    /** Removes steps; what they were called is kept for the history of records. */
    void removeSteps(String schema, String object, Collection<UUID> ids) {
        remember(
                schema,
                object,
                STEPS,
                new SqlText().add("id = ANY(").value(array(ids)).add(")"));
        var text = new SqlText().add("DELETE FROM ").name(schema, STEPS).add(" WHERE id = ANY(");
        database.execute(text.value(array(ids)).add(")").toStatement());
    }

    /** Removes a pipeline with its steps, whose names are kept as in {@link #removeSteps}. */
    void delete(String schema, Pipeline pipeline) {
        removeSteps(
                schema,
                pipeline.objectName(),
                pipeline.steps().stream().map(Pipeline.Step::id).toList());
        remember(
                schema,
                pipeline.objectName(),
                PIPELINES,
                new SqlText().add("id = ").value(pipeline.id()));
        var text = new SqlText().add("DELETE FROM ").name(schema, PIPELINES).add(" WHERE id = ");
        database.execute(text.value(pipeline.id()).toStatement());
    }

    /** Deletes all pipelines of an object whose records no longer have one. */
    void deleteOf(String schema, String object) {
        for (var table : List.of(PIPELINES, "removed_pipeline_names")) {
            var text = new SqlText().add("DELETE FROM ").name(schema, table).add(" WHERE object_name = ");
            database.execute(text.value(object).toStatement());
        }
    }

    private void remember(String schema, String object, String table, SqlText which) {
        var text = new SqlText().add("INSERT INTO ").name(schema, "removed_pipeline_names");
        text.add(" (id, object_name, name) SELECT id, ").value(object, "text").add(", name FROM ");
        database.execute(text.name(schema, table).add(" WHERE ").add(which).toStatement());
    }

    /** What removed pipelines and steps were called. */
    Map<UUID, String> removedNames(String schema, Collection<UUID> ids) {
        var text = new SqlText().add("SELECT id, name FROM ").name(schema, "removed_pipeline_names");
        text.add(" WHERE id = ANY(").value(array(ids)).add(")");
        return database.list(text.toStatement(), row -> Map.entry(row.requiredUuid(1), row.requiredText(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many records of an object each value of a column is found in; values found in none are left out. */
    Map<UUID, Long> uses(String schema, String object, String column, Collection<UUID> ids) {
        var text = new SqlText()
                .add("SELECT ")
                .name(column)
                .add(", count(*) FROM ")
                .name(schema, object);
        text.add(" WHERE ").name(column).add(" = ANY(").value(array(ids)).add(") GROUP BY 1");
        return database.list(text.toStatement(), row -> Map.entry(row.requiredUuid(1), row.number(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
