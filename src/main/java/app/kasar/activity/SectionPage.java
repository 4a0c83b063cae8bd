package app.kasar.activity;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a page of a section beside its entries.
 *
 * @param total of the whole section
 * @param next the section's own cursor; null when it has been shown whole
 */
record SectionPage(long total, @Nullable String next) {}
