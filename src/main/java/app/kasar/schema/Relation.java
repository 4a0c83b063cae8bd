package app.kasar.schema;

import org.jspecify.annotations.Nullable;

/** How records of one object lead to records of another. */
public sealed interface Relation {
    /** The object it leads to. */
    String target();

    /** The field on the target that leads back; null when there is none. */
    @Nullable
    String inverse();

    /** A foreign key in the own row. */
    record BelongsToOne(
            String target, String foreignKey, @Nullable String inverse) implements Relation {}

    /** Rows of the target whose foreign key names this record. */
    record HasMany(
            String target, String foreignKey, @Nullable String inverse) implements Relation {}

    /**
     * Rows of a link table.
     *
     * @param link the link table
     * @param near its column that holds the own record's id
     * @param far its column that holds the target's id
     */
    record BelongsToMany(
            String target,
            String link,
            String near,
            String far,
            @Nullable String inverse) implements Relation {
        static final String OWNING_COLUMN = "source_id";
        static final String OTHER_COLUMN = "target_id";

        /** Whether the link table was made for this side; the other side is its inverse. */
        public boolean ownsLink() {
            return near.equals(OWNING_COLUMN);
        }
    }

    default boolean leadsToMany() {
        return !(this instanceof BelongsToOne);
    }

    /** The name in requests and answers. */
    default String wireType() {
        return switch (this) {
            case BelongsToOne one -> "BELONGS_TO_ONE";
            case HasMany many -> "HAS_MANY";
            case BelongsToMany many -> "BELONGS_TO_MANY";
        };
    }
}
