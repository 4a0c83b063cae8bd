package app.kasar.records;

import app.kasar.http.Answer;
import app.kasar.http.Parameter;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.request.ListRequestParser.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What routes share: the parameters of lists, and the envelopes of pages and single records. */
public final class ListRoutes {
    private ListRoutes() {}

    /**
     * @param defaultSort the field a list is sorted by when nothing else is asked for
     * @param own the parameters this list alone takes
     */
    public static Contents contents(Limits limits, String defaultSort, Parameter... own) {
        var all = new ArrayList<>(List.of(own));
        all.addAll(paging(limits));
        all.addAll(selection(limits, defaultSort));
        return new Contents(all, Body.NONE);
    }

    /** The parameters that say which records, in which order, and what is shown of them. */
    public static List<Parameter> selection(Limits limits, String defaultSort) {
        var all = new ArrayList<>(selection());
        all.addAll(order(limits, defaultSort));
        all.add(Parameter.text("fields", "Comma-separated fields to show, paths through relations included."));
        return all;
    }

    /** The parameters of a list that only has pages. */
    public static List<Parameter> paging(Limits limits) {
        return List.of(
                Parameter.whole("limit", 1, limits.maxLimit(), limits.defaultLimit(), "Records a page."),
                Parameter.text("cursor", "The nextCursor of the page before."),
                Parameter.choice(
                        "total", List.of("exact", "none"), "Whether the exact total is counted; exact when absent."));
    }

    /** The parameters that say which records. */
    public static List<Parameter> selection() {
        return List.of(
                Parameter.text("filter_field", "The field of a filter on one field."),
                Parameter.text("filter_operator", "Its operator."),
                Parameter.text("filter_value", "Its value; comma-separated for operators that take several."),
                Parameter.json("filters", "A FilterGroup as JSON."),
                Parameter.text("search", "Words to find, each the beginning of a word of the record."));
    }

    /** The parameters that say in which order. */
    public static List<Parameter> order(Limits limits, String defaultSort) {
        var several = "Several sort keys: a JSON array of {field, direction}.";
        return List.of(
                Parameter.text("sort_by", "The field to sort by; %s when absent.".formatted(defaultSort)),
                Parameter.choice(
                        "sort_dir",
                        List.of("asc", "desc"),
                        "The direction of sort_by; %s when absent."
                                .formatted(limits.direction().name().toLowerCase(Locale.ROOT))),
                limits.lenientSort()
                        ? Parameter.text("sort", several + " Text that is not JSON is passed over for sort_by.")
                        : Parameter.json("sort", several));
    }

    /** One record, with its version as ETag. */
    public static Answer single(int status, RecordReader.Text record) {
        return Answer.of(status, json -> {
                    json.writeStartObject();
                    json.writeName("data");
                    json.writeRawValue(record.json());
                    json.writeEndObject();
                })
                .withHeader("ETag", record.version());
    }

    /** The answer to a deletion. */
    public static Answer deleted(UUID id) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("data");
            json.writeStringProperty("id", id.toString());
            json.writeBooleanProperty("deleted", true);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** A page and what is known beside it. */
    public static Answer page(RecordReader reader, ListPlan plan) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeName("data");
            var page = reader.list(plan, json);
            if (page.total() != null) {
                json.writeNumberProperty("total", page.total());
            }
            json.writeStringProperty("nextCursor", page.nextCursor());
            json.writeEndObject();
        });
    }
}
