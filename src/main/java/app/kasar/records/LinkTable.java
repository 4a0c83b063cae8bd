package app.kasar.records;

import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import app.kasar.schema.SystemObjects;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of links, seen from the object at one of its ends.
 *
 * @param near the column that holds the object's records
 * @param far the column that holds those at the other end
 * @param farObject the object at the other end
 * @param isOfAny whether the near end may be a record of any object, which the table then names
 */
record LinkTable(String name, String near, String far, String farObject, boolean isOfAny) {

    /** All tables that link records of an object, one with itself twice. */
    static List<LinkTable> of(String object, Iterable<ObjectSchema> objects) {
        var tables = new ArrayList<LinkTable>();
        for (var owner : objects) {
            for (var field : owner.fields()) {
                if (field.relation() instanceof Relation.BelongsToMany many && many.ownsLink()) {
                    addEnds(tables, object, owner.name(), many);
                }
            }
        }
        for (var source : SystemObjects.WITH_LINKS) {
            tables.add(new LinkTable(SystemObjects.linkTable(source), "record_id", "source_id", source.name(), true));
        }
        return tables;
    }

    private static void addEnds(List<LinkTable> tables, String object, String owner, Relation.BelongsToMany many) {
        if (owner.equals(object)) {
            tables.add(new LinkTable(many.link(), many.near(), many.far(), many.target(), false));
        }
        if (many.target().equals(object)) {
            tables.add(new LinkTable(many.link(), many.far(), many.near(), owner, false));
        }
    }
}
