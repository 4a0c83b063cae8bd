package app.kasar.bulk;

import app.kasar.bulk.BulkRequest.Operation;
import app.kasar.bulk.BulkRequest.Operation.Relate;
import app.kasar.bulk.BulkRequest.Operation.SetField;
import app.kasar.bulk.BulkRequest.Subjects;
import app.kasar.json.BodyReader;
import app.kasar.json.Place;
import app.kasar.json.Shape;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.query.request.FilterParser;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A body to a {@link BulkRequest}; which keys there must be depends on the action. */
final class BulkRequestReader {
    private static final int LONGEST_NAME = 100;
    private static final List<String> OF_FIELDS = List.of("field_name", "field_value");
    private static final List<String> OF_RELATIONS = List.of("relation_field", "target_ids");

    private final ObjectNode body;
    private final Faults faults;

    private BulkRequestReader(ObjectNode body, Faults faults) {
        this.body = body;
        this.faults = faults;
    }

    /**
     * @param faults takes what is wrong with the filter, whose meaning is still to be found
     * @throws app.kasar.problem.Problem with every other fault of the body
     */
    static BulkRequest read(ObjectNode body, Faults faults) {
        return new BulkRequestReader(body, faults).request();
    }

    private BulkRequest request() {
        var found = new Faults();
        keys(found);
        var request = Shape.object(this::read).read(body, new Place("", found));
        found.throwIfAny();
        return request.orElseThrow();
    }

    private void keys(Faults found) {
        if (action().equals(SetField.NAME)) {
            requireOnly(OF_FIELDS, OF_RELATIONS, found);
        } else if (BulkRequest.actions().contains(action())) {
            requireOnly(OF_RELATIONS, OF_FIELDS, found);
        }
        subjectKeys(found);
    }

    private void requireOnly(List<String> needed, List<String> others, Faults found) {
        for (var key : needed) {
            if (!body.has(key)) {
                found.add(Fault.missing(key, "'%s' is required for %s".formatted(key, action())));
            }
        }
        for (var key : others) {
            if (body.has(key)) {
                found.invalid(key, "'%s' does not belong to %s".formatted(key, action()));
            }
        }
    }

    private String action() {
        return body.path("action").asString("");
    }

    private void subjectKeys(Faults found) {
        if (body.has("record_ids") && body.has("filters")) {
            found.invalid("filters", "use either 'record_ids' or 'filters'");
        }
        if (!body.has("record_ids") && !body.has("filters")) {
            found.add(Fault.missing("record_ids", "'record_ids' is required, or 'filters' with 'max_affected'"));
        }
        if (body.has("filters") && !body.has("max_affected")) {
            found.add(Fault.missing(
                    "max_affected", "'max_affected' is required with 'filters': how many records may be changed"));
        }
        if (!body.has("filters") && body.has("max_affected")) {
            found.invalid("max_affected", "'max_affected' belongs to 'filters'");
        }
    }

    private Supplier<BulkRequest> read(BodyReader reader) {
        var action = reader.required("action", Shape.choice(BulkRequest.actions()));
        var object = reader.required("object_name", Shape.filledText(LONGEST_NAME));
        var ids = reader.optional("record_ids", Shape.listOf(Shape.uuid(), BulkRequest.MOST_IDS));
        var filter = reader.optional("filters", BulkRequestReader::anything);
        var most = reader.optional("max_affected", Shape.whole(1, BulkRequest.MOST_MATCHING));
        var field = reader.optional("field_name", Shape.filledText(LONGEST_NAME));
        var value = reader.optional("field_value", BulkRequestReader::anything);
        var relation = reader.optional("relation_field", Shape.filledText(LONGEST_NAME));
        var targets = reader.optional("target_ids", Shape.listOf(Shape.uuid(), BulkRequest.MOST_TARGETS));
        return () -> new BulkRequest(
                object.get(),
                ids.get()
                        .<Subjects>map(Subjects.Named::new)
                        .orElseGet(() -> matching(filter.get(), most.get().orElse(0L))),
                value.get()
                        .<Operation>map(given -> new SetField(field.get().orElse(""), given))
                        .orElseGet(() -> new Relate(
                                relation.get().orElse(""),
                                targets.get().orElse(List.of()),
                                action.get().equals(Relate.ADD))));
    }

    private Subjects matching(Optional<JsonNode> filter, long most) {
        return new Subjects.Matching(filter.map(group -> FilterParser.parse(group, "filters", faults)), (int) most);
    }

    private static Optional<JsonNode> anything(JsonNode value, Place place) {
        return Optional.of(value);
    }
}
