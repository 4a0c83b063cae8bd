package app.kasar.cli;

import app.kasar.access.Organization;
import app.kasar.accounts.Administration;
import app.kasar.accounts.CreatedOrganization;
import app.kasar.accounts.NewOrganization;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code org create} and {@code org list}. */
@SuppressWarnings("NullAway.Init") // the options are set before a command runs
final class OrganizationCommands {
    private OrganizationCommands() {}

    @Command(name = "create", description = "Create an organization, its first administrator and their token.")
    static final class Create extends AdministrativeCommand {
        @Option(names = "--slug", required = true, description = "Its short name: letters, digits and hyphens.")
        private String slug;

        @Option(names = "--name", required = true, description = "Its name.")
        private String name;

        @Option(names = "--admin-email", required = true, description = "The address of its first administrator.")
        private String adminEmail;

        @Option(names = "--admin-name", required = true, description = "The name of its first administrator.")
        private String adminName;

        Create(AccountCommands.Opening opening) {
            super(opening);
        }

        @Override
        void run(Administration administration) {
            var asked = NewOrganization.of(slug, name, adminEmail, adminName);
            var created = administration.organizations().create(asked);
            print(json -> write(json, created), describe(created));
        }

        private static void write(JsonGenerator json, CreatedOrganization created) {
            json.writeStartObject();
            var organization = created.organization();
            var administrator = created.administrator().member();
            json.writeStringProperty("organizationId", organization.id().toString());
            json.writeStringProperty("schemaName", organization.schemaName());
            json.writeStringProperty("userId", administrator.userId().toString());
            json.writeStringProperty("workspaceUserId", administrator.id().toString());
            json.writeStringProperty("token", created.token().secret().reveal());
            json.writeEndObject();
        }

        private static String describe(CreatedOrganization created) {
            var administrator = created.administrator().member();
            return """
                    Created the organization '%s' in the schema %s.
                    Its administrator is %s <%s>, whose token is

                        %s

                    The token is shown only now. Whoever has it may do everything in this organization.""".formatted(
                            created.organization().slug(),
                            created.organization().schemaName(),
                            administrator.fullName(),
                            administrator.email(),
                            created.token().secret().reveal());
        }
    }

    @Command(name = "list", description = "List the organizations.")
    static final class ShowAll extends AdministrativeCommand {
        ShowAll(AccountCommands.Opening opening) {
            super(opening);
        }

        @Override
        void run(Administration administration) {
            var organizations = administration.organizations().list();
            print(
                    json -> {
                        json.writeStartArray();
                        organizations.forEach(organization -> write(json, organization));
                        json.writeEndArray();
                    },
                    organizations.stream().map(ShowAll::describe).collect(Collectors.joining(System.lineSeparator())));
        }

        private static void write(JsonGenerator json, Organization organization) {
            json.writeStartObject();
            json.writeStringProperty("organizationId", organization.id().toString());
            json.writeStringProperty("slug", organization.slug());
            json.writeStringProperty("name", organization.name());
            json.writeStringProperty("schemaName", organization.schemaName());
            json.writeEndObject();
        }

        private static String describe(Organization organization) {
            return "%-24s %-40s %s".formatted(organization.slug(), organization.schemaName(), organization.name());
        }
    }
}
