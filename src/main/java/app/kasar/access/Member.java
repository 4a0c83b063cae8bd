package app.kasar.access;

import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workspace user: a person inside one organization.
 *
 * @param id the workspace user's id, which records name as owner and creator
 * @param userId the identity behind it, the same in every organization
 * @param timeZone their own; null is the organization's
 */
public record Member(
        UUID id,
        UUID userId,
        String fullName,
        String email,
        @Nullable String avatarUrl,
        @Nullable ZoneId timeZone) {}
