package app.kasar.pipelines;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a record is to be moved.
 *
 * @param pipeline null means the one the step belongs to
 */
record Move(UUID step, @Nullable UUID pipeline) {}
