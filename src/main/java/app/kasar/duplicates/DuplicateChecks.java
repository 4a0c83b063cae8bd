package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.records.DuplicateCheck;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Refuses records about to be written that are there already, as far as the caller may read. */
public final class DuplicateChecks {
    private final ExactMatches exact;
    private final NearRecords near;

    public DuplicateChecks(Database database) {
        this.exact = new ExactMatches(database);
        this.near = new NearRecords(database);
    }

    /** Records of one request are compared with each other by match keys alone. */
    public DuplicateCheck of(DuplicateCheck.Mode mode) {
        return switch (mode) {
            case OFF -> DuplicateCheck.NONE;
            case EXACT -> this::exact;
            case FUZZY -> this::exactOrNear;
        };
    }

    private Map<UUID, Outcome.Refused> exact(Write write, List<RecordInput> inputs, Action action) {
        var refused = new LinkedHashMap<UUID, Outcome.Refused>();
        var earlier = new HashMap<String, Integer>();
        var keys = exact.find(write.object(), write.change().schema(), rows(inputs, action));
        for (var row = 0; row < inputs.size(); row++) {
            var place = row;
            var own = keys.stream().filter(key -> key.row() == place).toList();
            var refusal = refusal(write, own, earlier);
            if (refusal == null) {
                own.forEach(key -> earlier.put(named(key), place));
            } else {
                refused.put(inputs.get(row).id(), refusal);
            }
        }
        return refused;
    }

    private static Outcome.@Nullable Refused refusal(
            Write write, List<ExactMatches.Found> keys, Map<String, Integer> earlier) {
        for (var key : keys) {
            var what = key.field().wireName().replace("linkedin", "LinkedIn page");
            var twin = earlier.get(named(key));
            if (key.record() != null) {
                var message = "record %s has the same %s".formatted(key.record(), what);
                return refused(at(write, key.field()), message, Map.of("existing_id", key.record()));
            }
            if (twin != null) {
                return refused(
                        at(write, key.field()),
                        "an earlier record of this request has the same %s".formatted(what),
                        Map.of());
            }
        }
        return null;
    }

    private static String named(ExactMatches.Found key) {
        return key.field().wireName() + ' ' + key.key();
    }

    private static @Nullable String at(Write write, MatchField field) {
        var name = field == MatchField.LINKEDIN ? "linkedin_url" : field.wireName();
        return write.object().findField(name).isPresent() ? name : null;
    }

    private static Outcome.Refused refused(@Nullable String at, String message, Map<String, Object> details) {
        return new Outcome.Refused(List.of(new Fault(ErrorCode.DUPLICATE_RECORD, at, message)), details);
    }

    private Map<UUID, Outcome.Refused> exactOrNear(Write write, List<RecordInput> inputs, Action action) {
        var refused = new LinkedHashMap<>(exact(write, inputs, action));
        for (var input : inputs) {
            if (!refused.containsKey(input.id())) {
                var row = rows(List.of(input), action).getFirst();
                near.find(write.object(), write.change().schema(), row).stream()
                        .findFirst()
                        .ifPresent(found -> refused.put(input.id(), refused(null, found.message(), details(found))));
            }
        }
        return refused;
    }

    private static Map<String, Object> details(NearRecords.Found found) {
        return Map.of("existing_id", found.id(), "score", String.format(Locale.ROOT, "%.3f", found.score()));
    }

    private static List<Map<String, @Nullable String>> rows(List<RecordInput> inputs, Action action) {
        var rows = new ArrayList<Map<String, @Nullable String>>();
        for (var input : inputs) {
            var row = new LinkedHashMap<String, @Nullable String>(input.columns());
            if (action == Action.UPDATE) {
                row.put(DraftSql.ID, input.id().toString());
            }
            rows.add(row);
        }
        return rows;
    }
}
