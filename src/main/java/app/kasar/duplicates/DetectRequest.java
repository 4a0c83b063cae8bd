package app.kasar.duplicates;

import app.kasar.json.BodyReader;
import app.kasar.json.JsonSchema;
import app.kasar.json.Shape;
import app.kasar.problem.Faults;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of duplicates, as asked for.
 *
 * @param cursor the nextCursor of the page before; null on the first page
 */
record DetectRequest(Question question, int limit, @Nullable String cursor) {
    private static final long DEFAULT_LIMIT = 50;
    private static final long MOST = 1000;
    private static final int MOST_FIELDS = 50;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_CURSOR = 1000;
    private static final List<String> MODES = List.of("exact", "fuzzy");

    /** Takes what a detection may say from a body whose action has been taken. */
    static Supplier<DetectRequest> read(BodyReader body) {
        var object = body.required("object_name", Shape.filledText(LONGEST_NAME));
        var mode = body.optional("mode", Shape.choice(MODES));
        var fields = body.nullable("fields", fieldNames());
        var plusTags = body.optional("ignore_plus_tags", Shape.flag());
        var gmailDots = body.optional("ignore_gmail_dots", Shape.flag());
        var threshold = body.optional("threshold", threshold());
        var limit = body.optional("limit", Shape.whole(1, MOST));
        var cursor = body.nullable("cursor", Shape.filledText(LONGEST_CURSOR));
        return () -> {
            var asked = Question.Mode.valueOf(mode.get().orElse("exact").toUpperCase(Locale.ROOT));
            var faults = new Faults();
            refuseIn(Question.Mode.EXACT, asked, "threshold", threshold.get().isPresent(), faults);
            refuseIn(
                    Question.Mode.FUZZY,
                    asked,
                    "ignore_plus_tags",
                    plusTags.get().orElse(false),
                    faults);
            refuseIn(
                    Question.Mode.FUZZY,
                    asked,
                    "ignore_gmail_dots",
                    gmailDots.get().orElse(false),
                    faults);
            faults.throwIfAny();
            return new DetectRequest(
                    new Question(
                            object.get(),
                            asked,
                            fields.get().orElse(null),
                            new MatchKeys.EmailRules(
                                    plusTags.get().orElse(false),
                                    gmailDots.get().orElse(false)),
                            threshold.get().orElse(Question.DEFAULT_THRESHOLD)),
                    limit.get().orElse(DEFAULT_LIMIT).intValue(),
                    cursor.get().orElse(null));
        };
    }

    /** What a mode does not heed must not be asked of it. */
    private static void refuseIn(Question.Mode mode, Question.Mode asked, String key, boolean isGiven, Faults faults) {
        if (mode == asked && isGiven) {
            var other = mode == Question.Mode.EXACT ? "fuzzy" : "exact";
            faults.invalid(key, "'%s' is of mode '%s'".formatted(key, other));
        }
    }

    private static Shape<List<String>> fieldNames() {
        return Shape.listOf(Shape.filledText(LONGEST_NAME), MOST_FIELDS)
                .where(names -> !names.isEmpty(), "must name at least one field");
    }

    private static Shape<Double> threshold() {
        return Shape.of(JsonSchema.of("number").with("maximum", 1), (value, place) -> {
            var inRange = value.isNumber()
                    && value.decimalValue().compareTo(new BigDecimal("0.5")) >= 0
                    && value.decimalValue().compareTo(BigDecimal.ONE) <= 0;
            return inRange ? Optional.of(value.doubleValue()) : place.refuse("must be a number from 0.5 to 1");
        });
    }
}
