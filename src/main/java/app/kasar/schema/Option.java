package app.kasar.schema;

import org.jspecify.annotations.Nullable;

/** One choice of a SELECT or MULTI_SELECT field; records store its value. */
public record Option(String value, String label, @Nullable String color) {}
