package app.kasar.records;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a page beside its rows.
 *
 * @param total the exact number of records in the whole list; null when it was not asked for
 * @param nextCursor null on the last page
 */
public record RecordPage(@Nullable Long total, @Nullable String nextCursor) {}
