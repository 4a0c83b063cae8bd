package app.kasar.bulk;

import app.kasar.bulk.BulkRequest.Operation;
import app.kasar.bulk.BulkRequest.Operation.Relate;
import app.kasar.bulk.BulkRequest.Operation.SetField;
import app.kasar.bulk.BulkRequest.Subjects;
import app.kasar.json.BodyReader;
import app.kasar.json.Json;
import app.kasar.json.Place;
import app.kasar.json.Shape;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.query.request.ListSchemas;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** A body to a {@link BulkRequest}; which keys there must be depends on the action. */
final class BulkRequestReader {
    /** What a body looks like, whatever the action. */
    static final Shape<BulkRequest> SHAPE = Shape.object(BulkRequestReader::read);

    private static final int LONGEST_NAME = 100;
    private static final List<String> OF_FIELDS = List.of("field_name", "field_value");
    private static final List<String> OF_RELATIONS = List.of("relation_field", "target_ids");

    private final ObjectNode body;
    private final Faults faults = new Faults();

    private BulkRequestReader(ObjectNode body) {
        this.body = body;
    }

    /** @throws app.kasar.problem.Problem with every fault of the body's shape */
    static BulkRequest read(ObjectNode body) {
        return new BulkRequestReader(body).request();
    }

    private BulkRequest request() {
        operationKeys();
        subjectKeys();
        var request = SHAPE.read(body, new Place("", faults));
        faults.throwIfAny();
        return request.orElseThrow();
    }

    private void operationKeys() {
        var action = body.path("action").asString("");
        if (action.equals(SetField.NAME)) {
            requireOnly(OF_FIELDS, OF_RELATIONS, action);
        } else if (BulkRequest.actions().contains(action)) {
            requireOnly(OF_RELATIONS, OF_FIELDS, action);
        }
    }

    private void requireOnly(List<String> needed, List<String> others, String action) {
        for (var key : needed) {
            if (!body.has(key)) {
                faults.add(Fault.missing(key, "'%s' is required for %s".formatted(key, action)));
            }
        }
        for (var key : others) {
            if (body.has(key)) {
                faults.invalid(key, "'%s' does not belong to %s".formatted(key, action));
            }
        }
    }

    private void subjectKeys() {
        if (body.has("record_ids") && body.has("filters")) {
            faults.invalid("filters", "use either 'record_ids' or 'filters'");
        }
        if (!body.has("record_ids") && !body.has("filters")) {
            faults.add(Fault.missing("record_ids", "'record_ids' is required, or 'filters' with 'max_affected'"));
        }
        if (body.has("filters") && !body.has("max_affected")) {
            faults.add(Fault.missing(
                    "max_affected", "'max_affected' is required with 'filters': how many records may be changed"));
        }
        if (!body.has("filters") && body.has("max_affected")) {
            faults.invalid("max_affected", "'max_affected' belongs to 'filters'");
        }
    }

    private static Supplier<BulkRequest> read(BodyReader reader) {
        var action = reader.required("action", Shape.choice(BulkRequest.actions()));
        var object = reader.required("object_name", Shape.filledText(LONGEST_NAME));
        var subjects = subjects(reader);
        var field = reader.optional("field_name", Shape.filledText(LONGEST_NAME));
        var value = reader.optional("field_value", Shape.any());
        var relation = reader.optional("relation_field", Shape.filledText(LONGEST_NAME));
        var targets = reader.optional("target_ids", Shape.listOf(Shape.uuid(), BulkRequest.MOST_TARGETS));
        return () -> new BulkRequest(
                object.get(),
                subjects.get(),
                value.get()
                        .<Operation>map(given -> new SetField(field.get().orElse(""), given))
                        .orElseGet(() -> new Relate(
                                relation.get().orElse(""),
                                targets.get().orElse(List.of()),
                                action.get().equals(Relate.ADD))));
    }

    private static Supplier<Subjects> subjects(BodyReader reader) {
        var ids = reader.optional("record_ids", Shape.listOf(Shape.uuid(), BulkRequest.MOST_IDS));
        var filter = reader.optional("filters", Shape.any().describedBy(ListSchemas.filters()));
        var most = reader.optional("max_affected", Shape.whole(1, BulkRequest.MOST_MATCHING));
        return () -> ids.get()
                .<Subjects>map(Subjects.Named::new)
                .orElseGet(() -> new Subjects.Matching(
                        filter.get().orElseGet(Json.MAPPER::createObjectNode),
                        most.get().orElse(0L).intValue()));
    }
}
