package app.kasar.accounts;

import app.kasar.access.Member;
import app.kasar.access.Role;
import java.time.Instant;

/** A person in an organization, as stored. */
public record WorkspaceUser(Member member, Role role, boolean isActive, Instant createdAt) {}
