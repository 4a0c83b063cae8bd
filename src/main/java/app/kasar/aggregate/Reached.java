package app.kasar.aggregate;

import app.kasar.query.plan.Hop;
import app.kasar.schema.Attribute;
import java.util.List;

/** A value of a record's own row, or of one that relations lead to. */
record Reached(List<Hop> hops, Attribute attribute) {
    Reached {
        hops = List.copyOf(hops);
    }

    boolean passesMany() {
        return hops.stream().anyMatch(hop -> hop.relation().leadsToMany());
    }

    /** Whether a record that has several of these values has each of them once: options of its own, or ids. */
    boolean isDistinct() {
        var isRelatedId = hops.size() == 1 && attribute.column().equals("id");
        return !passesMany() || isRelatedId;
    }
}
