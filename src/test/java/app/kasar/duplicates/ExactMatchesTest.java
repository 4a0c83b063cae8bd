package app.kasar.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Action;
import app.kasar.api.RunningKasar;
import app.kasar.schema.SchemaCache;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExactMatchesTest {
    @Test
    void finds_for_each_row_the_record_it_repeats_and_goes_by_names_only_where_there_is_nothing_else() {
        try (var kasar = new RunningKasar()) {
            var organization = kasar.organization("acme");
            var acme = organization.admin();
            var ada = UUID.fromString(acme.post(
                            "/records/contacts",
                            Map.of(
                                    "first_name",
                                    "Ada",
                                    "last_name",
                                    "O'Byron",
                                    "email",
                                    "ada@acme.test",
                                    "phone",
                                    "+33612345678",
                                    "linkedin_url",
                                    "https://linkedin.com/in/ada-b"))
                    .expect(201)
                    .id());
            var schema = new SchemaCache(kasar.database().database())
                    .of(new app.kasar.server.Wiring(
                                    kasar.database().pool(), kasar.database().database(), kasar.clock())
                            .authenticate(organization.token()));
            var contacts = schema.object("contacts", Action.READ);

            var found = new ExactMatches(kasar.database().database())
                    .find(
                            contacts,
                            schema,
                            List.of(
                                    Map.of(
                                            "first_name",
                                            "ADA",
                                            "last_name",
                                            "o'byron",
                                            "email_values",
                                            "{x@acme.test}"),
                                    Map.of("first_name", "o'byron", "last_name", "Dr. Áda"),
                                    Map.of("first_name", "Z", "email_values", "{z@acme.test,ada@acme.test}"),
                                    Map.of("first_name", "Z", "phone_values", "{+33612345678}"),
                                    Map.of("linkedin_url", "http://www.linkedin.com/in/ADA-B/"),
                                    Map.of()));

            assertThat(found)
                    .containsExactlyInAnyOrder(
                            new ExactMatches.Found(0, MatchField.EMAIL, "x@acme.test", null),
                            new ExactMatches.Found(1, MatchField.NAME, "ada obyron", ada),
                            new ExactMatches.Found(2, MatchField.EMAIL, "z@acme.test", null),
                            new ExactMatches.Found(2, MatchField.EMAIL, "ada@acme.test", ada),
                            new ExactMatches.Found(3, MatchField.PHONE, "+33612345678", ada),
                            new ExactMatches.Found(4, MatchField.LINKEDIN, "ada-b", ada));
        }
    }
}
