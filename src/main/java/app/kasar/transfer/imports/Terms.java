package app.kasar.transfer.imports;

import app.kasar.records.DuplicateCheck;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with rows.
 *
 * @param matchField by what rows find records in {@link Mode#UPDATE} and {@link Mode#UPSERT}; null is what fits the object
 * @param duplicateCheck which rows are there already and left out, in {@link Mode#CREATE}
 */
record Terms(String object, Mode mode, @Nullable String matchField, DuplicateCheck.Mode duplicateCheck) {
    boolean detectsDuplicates() {
        return duplicateCheck != DuplicateCheck.Mode.OFF;
    }
}
