package app.kasar.query.plan;

import app.kasar.query.request.SortKey.Direction;
import app.kasar.schema.Attribute;

/** One key of an order; empty values come last in both directions. */
public record SortColumn(Attribute attribute, Direction direction) {}
