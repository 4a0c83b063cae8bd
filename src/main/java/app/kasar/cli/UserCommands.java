package app.kasar.cli;

import app.kasar.accounts.Administration;
import app.kasar.accounts.NewWorkspaceUser;
import app.kasar.accounts.WorkspaceUser;
import app.kasar.accounts.WorkspaceUserChange;
import app.kasar.json.Json;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code user create}, {@code user list} and {@code user deactivate}. */
@SuppressWarnings("NullAway.Init") // the options are set before a command runs
final class UserCommands {
    private UserCommands() {}

    @Command(name = "create", description = "Add a user to an organization.")
    static final class Create extends AdministrativeCommand {
        @Option(names = "--org", required = true, description = "The organization's short name.")
        private String org;

        @Option(names = "--email", required = true, description = "The user's e-mail address.")
        private String email;

        @Option(names = "--name", required = true, description = "The user's name.")
        private String name;

        @Option(names = "--role", defaultValue = "member", description = "admin, member or viewer. Default: member")
        private String role;

        Create(AccountCommands.Opening opening) {
            super(opening);
        }

        @Override
        void run(Administration administration) {
            var asked = NewWorkspaceUser.read(Json.MAPPER
                    .createObjectNode()
                    .put("user_email", email)
                    .put("full_name", name)
                    .put("role", role));
            var user = administration.users().add(operator(administration, org), asked);
            print(
                    json -> id(json, user),
                    "Added %s <%s> to '%s' as %s. 'kasar token create' gives them a token."
                            .formatted(user.member().fullName(), user.member().email(), org, role));
        }
    }

    @Command(name = "list", description = "List the users of an organization.")
    static final class ShowAll extends AdministrativeCommand {
        @Option(names = "--org", required = true, description = "The organization's short name.")
        private String org;

        ShowAll(AccountCommands.Opening opening) {
            super(opening);
        }

        @Override
        void run(Administration administration) {
            var users =
                    administration.users().list(operator(administration, org).organization());
            print(
                    json -> {
                        json.writeStartArray();
                        users.forEach(user -> write(json, user));
                        json.writeEndArray();
                    },
                    users.stream().map(ShowAll::describe).collect(Collectors.joining(System.lineSeparator())));
        }

        private static void write(JsonGenerator json, WorkspaceUser user) {
            json.writeStartObject();
            json.writeStringProperty("workspaceUserId", user.member().id().toString());
            json.writeStringProperty("email", user.member().email());
            json.writeStringProperty("name", user.member().fullName());
            json.writeStringProperty("role", user.role().wireName());
            json.writeBooleanProperty("isActive", user.isActive());
            json.writeEndObject();
        }

        private static String describe(WorkspaceUser user) {
            return "%-8s %-9s %-32s %s"
                    .formatted(
                            user.role().wireName(),
                            user.isActive() ? "active" : "inactive",
                            user.member().email(),
                            user.member().fullName());
        }
    }

    @Command(name = "deactivate", description = "Deactivate a user; their tokens stop at once.")
    static final class Deactivate extends AdministrativeCommand {
        @Option(names = "--org", required = true, description = "The organization's short name.")
        private String org;

        @Option(names = "--email", required = true, description = "The user's e-mail address.")
        private String email;

        Deactivate(AccountCommands.Opening opening) {
            super(opening);
        }

        @Override
        void run(Administration administration) {
            var operator = operator(administration, org);
            var user = administration.users().getByEmail(operator.organization(), email);
            var changed = administration.users().change(operator, user.member().id(), WorkspaceUserChange.DEACTIVATION);
            print(
                    json -> id(json, changed),
                    "Deactivated %s.".formatted(changed.member().email()));
        }
    }

    private static void id(JsonGenerator json, WorkspaceUser user) {
        json.writeStartObject();
        json.writeStringProperty("workspaceUserId", user.member().id().toString());
        json.writeEndObject();
    }
}
