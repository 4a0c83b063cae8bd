package app.kasar.pipelines;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stay of a record on one step.
 *
 * @param stepName null where nobody knows any more what the step was called
 * @param leftAt null while the record stands there
 * @param movedBy the workspace user who brought it there; null where the caller may not see who created the record
 */
record Stage(
        UUID pipeline,
        UUID step,
        @Nullable String stepName,
        Instant enteredAt,
        @Nullable Instant leftAt,
        @Nullable UUID movedBy) {}
