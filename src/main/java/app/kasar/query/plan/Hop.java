package app.kasar.query.plan;

import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;

/**
 * A step from a record to related ones.
 *
 * @param access which of the target's records the caller may see
 */
public record Hop(Relation relation, ObjectSchema target, Criterion access) {}
