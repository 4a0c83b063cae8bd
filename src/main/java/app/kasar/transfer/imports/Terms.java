package app.kasar.transfer.imports;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done with rows.
 *
 * @param matchField by what rows find records in {@link Mode#UPDATE} and {@link Mode#UPSERT}; null is what fits the object
 * @param detectsDuplicates whether rows that are there already are left out, in {@link Mode#CREATE}
 */
record Terms(String object, Mode mode, @Nullable String matchField, boolean detectsDuplicates) {}
