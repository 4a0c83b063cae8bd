package app.kasar.cli;

import app.kasar.access.Scope;
import app.kasar.accounts.Administration;
import app.kasar.accounts.ApiToken;
import app.kasar.accounts.NewApiToken;
import app.kasar.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/** {@code token create}, {@code token list} and {@code token revoke}. */
@SuppressWarnings("NullAway.Init") // the options are set before a command runs
final class TokenCommands {
    private TokenCommands() {}

    @Command(name = "create", description = "Create an API token for a user; it is shown once.")
    static final class Create extends AdministrativeCommand {
        @Option(names = "--org", required = true, description = "The organization's short name.")
        private String org;

        @Option(names = "--email", required = true, description = "The e-mail address of the token's user.")
        private String email;

        @Option(names = "--name", required = true, description = "What the token is for.")
        private String name;

        @Option(names = "--scopes", split = ",", defaultValue = "mcp", description = "mcp, inbox:content. Default: mcp")
        private List<String> scopes;

        @Option(names = "--access", defaultValue = "write", description = "read or write. Default: write")
        private String access;

        @Option(names = "--objects", split = ",", description = "The only objects it may touch. Default: all")
        private @Nullable List<String> objects;

        @Option(names = "--expires-at", description = "When it expires, like 2026-12-31T00:00:00Z. Default: never")
        private @Nullable String expiresAt;

        Create(AccountCommands.Opening opening) {
            super(opening);
        }

        @Override
        void run(Administration administration) {
            var operator = operator(administration, org);
            var user = administration.users().getByEmail(operator.organization(), email);
            var asked = NewApiToken.read(asked(), user.member().id());
            var issued = administration.tokens().issue(operator, asked);
            print(
                    json -> {
                        json.writeStartObject();
                        json.writeStringProperty("token", issued.secret().reveal());
                        json.writeStringProperty("id", issued.token().id().toString());
                        json.writeEndObject();
                    },
                    "%s%n%nThis token of %s is shown only now. To revoke it: kasar token revoke --org %s --id %s"
                            .formatted(
                                    issued.secret().reveal(),
                                    user.member().email(),
                                    org,
                                    issued.token().id()));
        }

        private ObjectNode asked() {
            var asked = Json.MAPPER.createObjectNode().put("name", name).put("access", access);
            scopes.forEach(asked.putArray("scopes")::add);
            if (objects != null) {
                objects.forEach(asked.putArray("objects")::add);
            }
            return asked.put("expires_at", expiresAt);
        }
    }

    @Command(name = "list", description = "List the tokens of an organization, without their secrets.")
    static final class ShowAll extends AdministrativeCommand {
        @Option(names = "--org", required = true, description = "The organization's short name.")
        private String org;

        @Option(names = "--email", description = "Only the tokens of the user with this address.")
        private @Nullable String email;

        ShowAll(AccountCommands.Opening opening) {
            super(opening);
        }

        @Override
        void run(Administration administration) {
            var organization = operator(administration, org).organization();
            var owner = email == null
                    ? null
                    : administration
                            .users()
                            .getByEmail(organization, email)
                            .member()
                            .id();
            var tokens = administration.tokens().list(organization).stream()
                    .filter(token -> owner == null || owner.equals(token.workspaceUserId()))
                    .toList();
            print(
                    json -> {
                        json.writeStartArray();
                        tokens.forEach(token -> write(json, token));
                        json.writeEndArray();
                    },
                    tokens.stream().map(ShowAll::describe).collect(Collectors.joining(System.lineSeparator())));
        }

        private static String describe(ApiToken token) {
            var life = token.life();
            return "%s  %s…  %-20s %s"
                    .formatted(
                            token.id(),
                            token.prefix(),
                            token.terms().name(),
                            life.revokedAt() == null
                                    ? "last used " + Objects.requireNonNullElse(life.lastUsedAt(), "never")
                                    : "revoked " + life.revokedAt());
        }
    }

    @Command(name = "revoke", description = "Revoke a token; it stops at once.")
    static final class Revoke extends AdministrativeCommand {
        @Option(names = "--org", required = true, description = "The organization's short name.")
        private String org;

        @Option(names = "--id", required = true, description = "The token's id, as 'kasar token list' shows it.")
        private UUID id;

        Revoke(AccountCommands.Opening opening) {
            super(opening);
        }

        @Override
        void run(Administration administration) {
            var token = administration.tokens().revoke(operator(administration, org), id);
            print(
                    json -> write(json, token),
                    "Revoked the token '%s' (%s…).".formatted(token.terms().name(), token.prefix()));
        }
    }

    private static void write(JsonGenerator json, ApiToken token) {
        json.writeStartObject();
        json.writeStringProperty("id", token.id().toString());
        json.writeStringProperty("workspaceUserId", token.workspaceUserId().toString());
        json.writeStringProperty("name", token.terms().name());
        json.writeStringProperty("prefix", token.prefix());
        json.writeArrayPropertyStart("scopes");
        token.terms().scopes().stream().sorted().map(Scope::wireName).forEach(json::writeString);
        json.writeEndArray();
        moment(json, "createdAt", token.life().createdAt());
        moment(json, "expiresAt", token.life().expiresAt());
        moment(json, "lastUsedAt", token.life().lastUsedAt());
        moment(json, "revokedAt", token.life().revokedAt());
        json.writeEndObject();
    }

    private static void moment(JsonGenerator json, String name, @Nullable Instant moment) {
        if (moment == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, moment.toString());
        }
    }
}
