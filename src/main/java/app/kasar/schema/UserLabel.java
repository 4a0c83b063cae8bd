package app.kasar.schema;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a workspace user is shown beside a record. */
public record UserLabel(UUID id, String display, @Nullable String image) {}
