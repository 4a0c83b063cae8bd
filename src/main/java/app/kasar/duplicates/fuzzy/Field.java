package app.kasar.duplicates.fuzzy;

/** One thing that is known of records. */
public record Field(String name, Trait trait) {}
