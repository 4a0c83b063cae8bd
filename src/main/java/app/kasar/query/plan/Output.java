package app.kasar.query.plan;

import app.kasar.schema.Attribute;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import java.util.List;

/** One key of the records an answer shows, and where its value comes from. */
public sealed interface Output {
    String key();

    /** A value of the own row. */
    record Flat(String key, Attribute attribute) implements Output {}

    /** All entries or parts of a compound field. */
    record Compound(String key, FieldDefinition field) implements Output {}

    /** The record a foreign key leads to, as {@code {id, display, image}}. */
    record RelatedDisplay(String key, Attribute foreignKey, Hop hop) implements Output {}

    /** The workspace user a column names, as {@code {id, display, image}}. */
    record UserDisplay(String key, Attribute user) implements Output {}

    /** The pipeline or step a column names, as {@code {id, display, image}}. */
    record PipelineDisplay(String key, Attribute column) implements Output {}

    /** The records a many-to-many relation leads to, as {@code [{id, display}]}, the first {@link #MOST_RELATED}. */
    record RelatedMany(String key, Hop hop) implements Output {}

    /** One value of each record a many-to-many relation leads to, of all of them, in the order of linking. */
    record RelatedAll(String key, Hop hop, Attribute value) implements Output {}

    /** All entries of an e-mail or phone field where its primary value does not say all: several, or one with a label. */
    record FurtherEntries(String key, FieldDefinition field) implements Output {}

    /**
     * The records of any object a system object's record is linked to and the caller may read, as
     * {@code [{id, type, display}]}.
     *
     * @param objectKey what the object's name is called there
     */
    record LinkedRecords(String key, String linkTable, String objectKey, List<Linkable> objects) implements Output {
        public LinkedRecords {
            objects = List.copyOf(objects);
        }
    }

    /** An object whose records can be linked to, and which of them the caller may see. */
    record Linkable(ObjectSchema object, Criterion access) {}

    /** A value reached over relations: the value itself, or a list where a hop leads to many. */
    record Path(String key, List<Hop> hops, Attribute attribute) implements Output {
        public Path {
            hops = List.copyOf(hops);
        }

        public boolean leadsToMany() {
            return hops.stream().anyMatch(hop -> hop.relation().leadsToMany());
        }
    }

    /** Related records shown with one record; more are there when the list is one longer. */
    int MOST_RELATED = 100;

    /** Values a path over a to-many relation shows; documented, so that nobody takes them for all. */
    int MOST_VALUES = 1000;
}
