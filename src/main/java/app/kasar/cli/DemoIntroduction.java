package app.kasar.cli;

import app.kasar.demo.DemoOrganization;
import java.net.URI;
import java.util.UUID;

/** What to try with the demo organization, as text to copy lines from. */
final class DemoIntroduction {
    private static final String LIST =
            "curl -sG %s/records/contacts -H \"Authorization: Bearer %s\" -d filter_field=company.employee_count"
                    + " -d filter_operator=greater_than -d filter_value=500 -d sort_by=last_name -d sort_dir=asc"
                    + " -d fields=full_name,email,company.name -d limit=5";
    private static final String GET = "curl -s %s/records/contacts/%s -H \"Authorization: Bearer %s\"";
    private static final String CREATE =
            "curl -s %s/records/contacts -H \"Authorization: Bearer %s\" -H 'Content-Type: application/json'"
                    + " -d '{\"first_name\": \"Ada\", \"last_name\": \"Byron\", \"job_title\": \"Engineer\"}'";

    private final String api;
    private final String options;

    /** @param options those that the commands of this installation need, each with a blank before */
    DemoIntroduction(URI server, String options) {
        this.api = server + "/api/v1";
        this.options = options;
    }

    String text(DemoOrganization.Ready demo) {
        var token = demo.token();
        return token == null ? again(demo) : first(demo, token.reveal());
    }

    private String first(DemoOrganization.Ready demo, String token) {
        return """

                Base URL   %s
                Token      %s
                           of %s, who may do everything in the organization '%s'; it is shown only now

                %s
                """.formatted(api, token, demo.adminEmail(), demo.slug(), examples(demo, token));
    }

    private String again(DemoOrganization.Ready demo) {
        return """

                Base URL   %s
                Token      tokens are shown once, when they are made. This makes a new one, for the lines below:

                TOKEN=$(./kasar token create --org %s --email %s --name "first look" --json%s | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')

                %s
                """.formatted(api, demo.slug(), demo.adminEmail(), options, examples(demo, "$TOKEN"));
    }

    private String examples(DemoOrganization.Ready demo, String token) {
        return """
                # Contacts at companies with more than 500 employees, by last name
                %s
                %s
                # A new contact
                %s""".formatted(
                        LIST.formatted(api, token),
                        demo.contact().map(id -> single(id, token)).orElse(""),
                        CREATE.formatted(api, token));
    }

    private String single(UUID id, String token) {
        return """

                # One contact with all that is linked to it
                %s
                """.formatted(GET.formatted(api, id, token));
    }
}
