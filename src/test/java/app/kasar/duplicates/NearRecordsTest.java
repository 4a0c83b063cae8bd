package app.kasar.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Action;
import app.kasar.api.RunningKasar;
import app.kasar.schema.SchemaCache;
import app.kasar.server.Wiring;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NearRecordsTest {
    @Test
    void finds_records_like_one_that_is_not_there_yet() {
        try (var kasar = new RunningKasar()) {
            var organization = kasar.organization("acme");
            var acme = organization.admin();
            var kate = acme.post(
                            "/records/contacts",
                            Map.of(
                                    "first_name",
                                    "Katherine",
                                    "last_name",
                                    "Featherstone",
                                    "phone",
                                    "+33612345678",
                                    "birthday",
                                    "1980-02-11",
                                    "address",
                                    Map.of("city", "Lyon")))
                    .expect(201)
                    .id();
            acme.post(
                            "/records/contacts",
                            Map.of("first_name", "Peter", "last_name", "Featherstone", "phone", "+33612345678"))
                    .expect(201);
            acme.post("/records/contacts", Map.of("first_name", "Kate", "last_name", "Featherstone"))
                    .expect(201);
            var database = kasar.database().database();
            var token = new Wiring(kasar.database().pool(), database, kasar.clock()).authenticate(organization.token());
            var schema = new SchemaCache(database).of(token);
            var contacts = schema.object("contacts", Action.READ);

            var found = new NearRecords(database)
                    .find(
                            contacts,
                            schema,
                            Map.of(
                                    "first_name",
                                    "Kate",
                                    "last_name",
                                    "Fetherstone",
                                    "birthday",
                                    "1980-02-11",
                                    "phone_values",
                                    "{+33612345678}"));

            assertThat(found).hasSize(1);
            assertThat(found.getFirst().id()).hasToString(kate);
            assertThat(found.getFirst().score()).isBetween(0.9, 1.0);
            assertThat(found.getFirst().reasons()).contains("birthday: same", "phone: same");
            assertThat(new NearRecords(database).find(contacts, schema, Map.of("first_name", "Zoe")))
                    .isEmpty();
            assertThat(new NearRecords(database).find(schema.object("companies", Action.READ), schema, Map.of()))
                    .isEmpty();
        }
    }
}
