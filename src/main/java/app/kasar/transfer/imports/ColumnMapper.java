package app.kasar.transfer.imports;

import app.kasar.jobs.ErrorFile;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.transfer.source.SourceAnalysis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds out what columns are for: as the mapping says, else by a field's name or label, else by what other programs call
 * it.
 */
final class ColumnMapper {
    private static final int BY_NAME = 0;
    private static final int BY_LABEL = 1;
    private static final int BY_SYNONYM = 2;

    private final ObjectSchema object;
    private final Targets targets;
    private final Faults faults;
    private final boolean takesIds;
    private final Map<String, Found> byFoldedName = new HashMap<>();

    /** @param takesIds whether records are found by their own id */
    ColumnMapper(ObjectSchema object, boolean takesIds, Faults faults) {
        this.object = object;
        this.targets = new Targets(object);
        this.faults = faults;
        this.takesIds = takesIds;
        targets.names().forEach(this::learn);
    }

    /** @param rank how sure it is; 0 is surest */
    private record Found(Target target, int rank) {}

    private record Candidate(int column, @Nullable Found found) {}

    /** Faults go to the mapper's own; then the mapping is of no use. */
    ColumnMapping map(SourceAnalysis file, @Nullable JsonNode mapping) {
        var columns = file.columns();
        var given = mapping(columns, mapping);
        var candidates = new ArrayList<Candidate>();
        for (var index = 0; index < columns.size(); index++) {
            var found = found(columns.get(index), given);
            var isTaken = found != null && (given.has(columns.get(index)) || fits(found, index, file));
            candidates.add(new Candidate(index, isTaken ? found : null));
        }
        var mapped = new ArrayList<ColumnMapping.Column>();
        for (var candidate : candidates) {
            var name = columns.get(candidate.column());
            mapped.add(new ColumnMapping.Column(name, winner(candidate, candidates, columns)));
        }
        var result = new ColumnMapping(mapped);
        if (result.unmapped().size() == columns.size() && faults.isEmpty()) {
            faults.invalid(
                    "mapping",
                    "no column of the file is known to be a field of '%s': it has %s; say with 'mapping' which is which"
                            .formatted(object.name(), String.join(", ", columns)));
        }
        return result;
    }

    private void learn(String name) {
        var target = targets.find(name).orElseThrow();
        learn(name, target, BY_NAME);
        object.findField(name).ifPresent(field -> learn(field.label(), target, BY_LABEL));
        var rank = BY_SYNONYM;
        for (var synonym : HeaderSynonyms.of(object.name(), name)) {
            learn(synonym, target, rank++);
        }
    }

    private void learn(String name, Target target, int rank) {
        byFoldedName.merge(
                HeaderSynonyms.folded(name),
                new Found(target, rank),
                (before, now) -> now.rank() < before.rank() ? now : before);
    }

    private ObjectNode mapping(List<String> columns, @Nullable JsonNode mapping) {
        if (mapping == null) {
            return app.kasar.json.Json.MAPPER.createObjectNode();
        }
        if (!(mapping instanceof ObjectNode given)) {
            faults.invalid("mapping", "'mapping' must be a JSON object of column to field");
            return app.kasar.json.Json.MAPPER.createObjectNode();
        }
        for (var column : given.propertyNames()) {
            if (!columns.contains(column)) {
                faults.invalid(
                        "mapping",
                        "the file has no column '%s'%s".formatted(column, NearestName.hint(column, columns)));
            }
        }
        return given;
    }

    private @Nullable Found found(String column, ObjectNode given) {
        if (ErrorFile.COLUMNS.contains(column)) {
            return null;
        }
        var named = given.get(column);
        if (named == null) {
            var known = byFoldedName.get(HeaderSynonyms.folded(column));
            return known == null || (known.target() instanceof Target.RecordId && !takesIds) ? null : known;
        }
        return named.isNull() ? null : named(named.asString());
    }

    /** Columns of another program's ids and of its own choices have familiar names and nothing that would fit. */
    private static boolean fits(Found found, int column, SourceAnalysis file) {
        var cells = file.first().stream()
                .filter(record -> record.cells().size() > column)
                .map(record -> record.cells().get(column))
                .filter(cell -> !cell.isBlank())
                .toList();
        return switch (found.target()) {
            case Target.RecordId id -> cells.stream().allMatch(CsvDrafts::isId);
            case Target.Reference reference ->
                !reference.onlyById() || cells.stream().allMatch(CsvDrafts::isId);
            case Target.Value(var field) ->
                !field.type().hasOptions() || cells.isEmpty() || fits(field, found.rank(), cells);
            case Target.AddressPart part -> true;
            case Target.AllEntries all -> true;
            case Target.PipelineName pipeline -> true;
            case Target.StepName step -> true;
            case Target.FullName name -> true;
        };
    }

    private static boolean fits(FieldDefinition field, int rank, List<String> cells) {
        Predicate<String> isOption = cell -> CellReader.isOption(field, cell);
        return switch (rank) {
            case BY_NAME -> true;
            case BY_LABEL -> mostly(cells, isOption);
            default -> cells.stream().allMatch(isOption);
        };
    }

    /** Half of the different words are enough: one slip must not hide a column, one word in common must not claim it. */
    private static boolean mostly(List<String> cells, Predicate<String> isOption) {
        var different = cells.stream().distinct().toList();
        return 2 * different.stream().filter(isOption).count() >= different.size();
    }

    private @Nullable Found named(String name) {
        var target = targets.find(name);
        if (target.isEmpty()) {
            faults.invalid(
                    "mapping",
                    "'%s' has no field '%s' that can be imported%s"
                            .formatted(object.name(), name, NearestName.hint(name, targets.names())));
            return null;
        }
        return new Found(target.get(), BY_NAME);
    }

    /** Its target, unless another column is more surely meant by it. */
    private @Nullable Target winner(Candidate candidate, List<Candidate> all, List<String> columns) {
        var found = candidate.found();
        if (found == null || found.target().unites()) {
            return found == null ? null : found.target();
        }
        for (var other : all) {
            if (other.column() == candidate.column() || other.found() == null || !isSame(found, other.found())) {
                continue;
            }
            if (other.found().rank() < found.rank()) {
                return null;
            }
            if (other.found().rank() == found.rank() && candidate.column() < other.column()) {
                faults.invalid(
                        "mapping",
                        "the columns '%s' (%d) and '%s' (%d) are both '%s'; leave one out with 'mapping'"
                                .formatted(
                                        columns.get(candidate.column()),
                                        candidate.column() + 1,
                                        columns.get(other.column()),
                                        other.column() + 1,
                                        found.target().name()));
            }
        }
        return found.target();
    }

    private static boolean isSame(Found one, Found other) {
        return one.target().name().equals(other.target().name());
    }
}
