package app.kasar.query.plan;

import app.kasar.schema.Attribute;
import app.kasar.schema.ObjectSchema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A filter the schema and the caller's rights have agreed to: every field exists, every value has its field's type. */
public sealed interface Criterion {
    /** Holds for every record. */
    record Everything() implements Criterion {}

    /** Holds for no record. */
    record Nothing() implements Criterion {}

    /** All parts hold. */
    record All(List<Criterion> parts) implements Criterion {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds. */
    record Any(List<Criterion> parts) implements Criterion {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** The value is this one. */
    record Equal(Attribute attribute, Object value) implements Criterion {}

    /** The value is another one, or there is none. */
    record Differs(Attribute attribute, Object value) implements Criterion {}

    /** The value lies on one side of another. */
    record Ordered(Attribute attribute, Side side, Object value) implements Criterion {}

    /** The value is one of these; or, negated, none of them or empty. */
    record OneOf(Attribute attribute, List<Object> values, boolean negated) implements Criterion {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** The text holds another, whatever the case of letters; or, negated, does not or is empty. */
    record Like(Attribute attribute, Place place, String text, boolean negated) implements Criterion {}

    /** There is no value; or, negated, there is one. An empty text is no value. */
    record Empty(Attribute attribute, boolean negated) implements Criterion {}

    /** A list of values shares at least one with these; or, negated, none. */
    record Overlaps(String arrayColumn, List<String> values, boolean negated) implements Criterion {
        public Overlaps {
            values = List.copyOf(values);
        }
    }

    /** A list of values holds exactly these; or, negated, does not. */
    record SameSet(String arrayColumn, List<String> values, boolean negated) implements Criterion {
        public SameSet {
            values = List.copyOf(values);
        }
    }

    /** At least one of a list of folded texts holds another; or, negated, none does. */
    record AnyLike(String arrayColumn, Place place, String text, boolean negated) implements Criterion {}

    /** A related record meets a criterion; or, negated, none does. */
    record Related(Hop hop, Criterion criterion, boolean negated) implements Criterion {}

    /** One of these columns names this workspace user. */
    record OwnedBy(List<String> columns, UUID user) implements Criterion {
        public OwnedBy {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The record of a system object is linked to a record of an object; either may be left open.
     *
     * @param access which of the object's records count; Everything where the object is left open
     */
    record LinkedTo(
            String linkTable,
            @Nullable String object,
            @Nullable UUID record,
            Criterion access) implements Criterion {
        public LinkedTo {
            if (object == null && !(access instanceof Everything)) {
                throw new IllegalArgumentException("only the records of one object can be told apart");
            }
        }
    }

    /**
     * The record is found by these words, each the beginning of one of its own.
     *
     * @param recheck whether the words must be found in the fields of {@code object} alone, because the stored words
     *     hold fields the caller may not see
     */
    record Words(List<SearchWords.Term> terms, ObjectSchema object, boolean recheck) implements Criterion {
        public Words {
            terms = List.copyOf(terms);
        }
    }

    /** Where in a text another is looked for. */
    enum Place {
        ANYWHERE,
        START,
        END
    }

    /** The sides of a value. */
    enum Side {
        ABOVE,
        AT_OR_ABOVE,
        BELOW,
        AT_OR_BELOW
    }

    /** Whether the values of a record's own row decide, so that earlier versions of it can be asked as well. */
    default boolean isOfOwnRow() {
        return switch (this) {
            case All(var parts) -> parts.stream().allMatch(Criterion::isOfOwnRow);
            case Any(var parts) -> parts.stream().allMatch(Criterion::isOfOwnRow);
            case Everything e -> true;
            case Nothing n -> true;
            case Equal e -> true;
            case Differs d -> true;
            case Ordered o -> true;
            case OneOf o -> true;
            case Like l -> true;
            case Empty e -> true;
            case Overlaps o -> true;
            case SameSet s -> true;
            case AnyLike a -> true;
            case OwnedBy o -> true;
            case Related r -> false;
            case LinkedTo l -> false;
            case Words w -> false;
        };
    }

    /** Whether one plan serves all values, because none finds many more records than another. */
    default boolean isEven() {
        return switch (this) {
            case All(var parts) -> parts.stream().allMatch(Criterion::isEven);
            case Any(var parts) -> parts.stream().allMatch(Criterion::isEven);
            case Everything e -> true;
            case Nothing n -> true;
            case Equal e -> true;
            case OwnedBy o -> o.columns().size() == 1;
            case LinkedTo l -> l.record() != null;
            case OneOf o -> !o.negated();
            case Differs d -> false;
            case Ordered o -> false;
            case Like l -> false;
            case Empty e -> false;
            case Overlaps o -> false;
            case SameSet s -> false;
            case AnyLike a -> false;
            case Related r -> false;
            case Words w -> false;
        };
    }

    /** Whether an index finds the matches by themselves, in no order of their own: words and lists of values. */
    default boolean hasOwnIndex() {
        return switch (this) {
            case All(var parts) -> parts.stream().anyMatch(Criterion::hasOwnIndex);
            case Any(var parts) -> !parts.isEmpty() && parts.stream().allMatch(Criterion::hasOwnIndex);
            case Words w -> true;
            case Overlaps o -> !o.negated();
            case SameSet s -> !s.negated();
            case Everything e -> false;
            case Nothing n -> false;
            case Equal e -> false;
            case Differs d -> false;
            case Ordered o -> false;
            case OneOf o -> false;
            case Like l -> false;
            case Empty e -> false;
            case AnyLike a -> false;
            case Related r -> false;
            case OwnedBy o -> false;
            case LinkedTo l -> false;
        };
    }

    /** Whether links to records decide, which vanish with those records. */
    default boolean followsLinks() {
        return switch (this) {
            case All(var parts) -> parts.stream().anyMatch(Criterion::followsLinks);
            case Any(var parts) -> parts.stream().anyMatch(Criterion::followsLinks);
            case Related(var hop, var criterion, var negated) ->
                hop.access().followsLinks() || criterion.followsLinks();
            case LinkedTo l -> true;
            case Everything e -> false;
            case Nothing n -> false;
            case Equal e -> false;
            case Differs d -> false;
            case Ordered o -> false;
            case OneOf o -> false;
            case Like l -> false;
            case Empty e -> false;
            case Overlaps o -> false;
            case SameSet s -> false;
            case AnyLike a -> false;
            case OwnedBy o -> false;
            case Words w -> false;
        };
    }

    /** Whether what search finds of records decides, which can change while no record does. */
    default boolean findsByWords() {
        return switch (this) {
            case All(var parts) -> parts.stream().anyMatch(Criterion::findsByWords);
            case Any(var parts) -> parts.stream().anyMatch(Criterion::findsByWords);
            case Related(var hop, var criterion, var negated) -> criterion.findsByWords();
            case Words w -> true;
            case LinkedTo l -> false;
            case Everything e -> false;
            case Nothing n -> false;
            case Equal e -> false;
            case Differs d -> false;
            case Ordered o -> false;
            case OneOf o -> false;
            case Like l -> false;
            case Empty e -> false;
            case Overlaps o -> false;
            case SameSet s -> false;
            case AnyLike a -> false;
            case OwnedBy o -> false;
        };
    }

    /** Both hold; without needless nesting. */
    static Criterion both(Criterion one, Criterion other) {
        if (one instanceof Everything) {
            return other;
        }
        return other instanceof Everything ? one : new All(List.of(one, other));
    }
}
