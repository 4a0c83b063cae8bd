package app.kasar.query.plan;

import app.kasar.schema.Attribute;
import app.kasar.schema.ColumnType;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import java.util.ArrayList;
import java.util.List;

/** What files show of a record. */
public final class FileOutputs {
    /** Beside the primary value's column, that of all entries. */
    private static final String ALL = ".all";

    private final ObjectSchema object;
    private final PathFinder paths;
    private final Layout layout;

    /** How values of several parts stand in a file. */
    public enum Layout {
        /** Each as one JSON value. */
        TREES,
        /** Each part in a column of its own, and related records by a name where they have one of their own. */
        COLUMNS,
        /** The primary value of entries and the one line of an address, as lists show them. */
        PRIMARY
    }

    FileOutputs(ObjectSchema object, PathFinder paths, Layout layout) {
        this.object = object;
        this.paths = paths;
        this.layout = layout;
    }

    List<Output> own() {
        var outputs = new ArrayList<Output>();
        for (var field : object.fields()) {
            add(field, outputs);
        }
        return outputs;
    }

    private void add(FieldDefinition field, List<Output> outputs) {
        if (field.relation() instanceof Relation.BelongsToMany many) {
            addRelated(field, many, outputs);
        } else if (layout == Layout.TREES && isCompound(field)) {
            outputs.add(new Output.Compound(field.name(), field));
        } else if (layout == Layout.COLUMNS
                && isCompound(field)
                && !field.type().hasEntries()) {
            FieldColumns.ADDRESS_PARTS.forEach(part -> addFlat(attribute(field.name() + "." + part), outputs));
        } else {
            FieldColumns.flat(field).forEach(attribute -> addFlat(attribute, outputs));
            if (layout == Layout.COLUMNS && field.type().hasEntries()) {
                outputs.add(new Output.FurtherEntries(field.name() + ALL, field));
            }
        }
    }

    private static boolean isCompound(FieldDefinition field) {
        return switch (field.type()) {
            case EMAILS, PHONES, ADDRESS -> true;
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
                    MULTI_SELECT,
                    USER,
                    RELATION,
                    PIPELINE,
                    JSON -> false;
        };
    }

    private static void addFlat(Attribute attribute, List<Output> outputs) {
        outputs.add(new Output.Flat(attribute.key(), attribute));
    }

    private Attribute attribute(String name) {
        return object.findAttribute(name).orElseThrow();
    }

    private void addRelated(FieldDefinition field, Relation.BelongsToMany relation, List<Output> outputs) {
        if (relation.ownsLink()) {
            paths.hop(field).ifPresent(hop -> outputs.add(related(field.name(), hop)));
        }
    }

    private Output related(String key, Hop hop) {
        return new Output.RelatedAll(key, hop, layout == Layout.TREES ? id(hop.target()) : name(hop.target()));
    }

    private static Attribute id(ObjectSchema target) {
        return target.findAttribute("id").orElseThrow();
    }

    /** The one text by which each of an object's records can be told from the others; their id where there is none. */
    private static Attribute name(ObjectSchema target) {
        return target.labelAttributes().stream()
                .limit(1)
                .filter(label -> label.type() == ColumnType.TEXT)
                .filter(label -> label.field().has(Rule.UNIQUE) && label.field().has(Rule.REQUIRED))
                .findFirst()
                .orElseGet(() -> id(target));
    }

    /** As asked for by name, but for lists of related records, which a file shows whole. */
    public static List<Output> whole(List<Output> outputs, Layout layout) {
        return outputs.stream().map(output -> whole(output, layout)).toList();
    }

    private static Output whole(Output output, Layout layout) {
        return output instanceof Output.RelatedMany(var key, var hop)
                ? new Output.RelatedAll(key, hop, layout == Layout.TREES ? id(hop.target()) : name(hop.target()))
                : output;
    }
}
