package app.kasar.accounts;

import static app.kasar.json.Payload.*;

import app.kasar.access.Grant;
import app.kasar.access.Role;
import app.kasar.access.Scope;
import app.kasar.json.Payload;
import java.util.List;
import java.util.stream.Stream;

/** What {@link AccountJson} writes, told for the reference. */
final class AccountPayloads {
    static final Payload USER = object(
            with("id", id()),
            with("full_name", text()),
            with("user_email", text()),
            with("role", choice(Role.wireNames())),
            with("is_active", flag()),
            with("avatar_url", textOrNull()),
            with("time_zone", textOrNull()),
            with("created_at", moment()));

    static final Payload ME = object(
            with("userId", id()),
            with("organizationId", id()),
            with("workspaceUserId", id()),
            with("isAdmin", flag()),
            with("scopes", listOf(choice(Scope.wireNames()))),
            with(
                    "profile",
                    object(
                            with("full_name", text()),
                            with("email", text()),
                            with("avatar_url", textOrNull()),
                            with("time_zone", textOrNull()))));

    static final Payload TOKEN = object(ofToken());

    /** A token as only the answer to its making shows it. */
    static final Payload ISSUED = object(Stream.concat(Stream.of(ofToken()), Stream.of(with("token", text())))
            .toArray(Payload.Property[]::new));

    static final Payload SETTINGS = object(
            with("name", text()),
            with("default_country", text()),
            with("time_zone", text()),
            with("allowed_origins", listOf(text())),
            with("rate_limit", orNull(count())));

    static final Payload ROLE =
            object(with("role", choice(Role.wireNames())), with("grants", new Payload.Keyed(grants())));

    private AccountPayloads() {}

    private static Payload.Property[] ofToken() {
        return new Payload.Property[] {
            with("id", id()),
            with("workspace_user_id", id()),
            with("issued_by", orNull(id())),
            with("name", text()),
            with("prefix", text()),
            with("scopes", listOf(choice(Scope.wireNames()))),
            with("access", choice(List.of("read", "write"))),
            with("objects", orNull(listOf(text()))),
            with("created_at", moment()),
            with("expires_at", momentOrNull()),
            with("last_used_at", momentOrNull()),
            with("revoked_at", momentOrNull())
        };
    }

    private static Payload grants() {
        var grant = choice(Grant.wireNames());
        return object(
                with("read", grant),
                with("create", grant),
                with("update", grant),
                with("delete", grant),
                with("hidden_fields", listOf(text())));
    }
}
