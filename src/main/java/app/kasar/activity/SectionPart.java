package app.kasar.activity;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a section is shown.
 *
 * @param limit the most entries
 * @param after the section's own cursor; null begins with the first entry
 */
record SectionPart(int limit, @Nullable String after) {}
