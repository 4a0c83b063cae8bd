package app.kasar.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountsOverHttpTest {
    private static RunningKasar kasar;
    private static TestOrganization acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @Test
    void a_promotion_holds_from_the_next_request_on_even_after_a_refusal() {
        var bob = acme.user("bob@acme.test", Role.VIEWER);
        bob.client().post("/records/companies", Map.of("name", "Refused")).expect(403);

        acme.admin().patch("/users/" + bob.id(), Map.of("role", "member")).expect(200);

        bob.client().post("/records/companies", Map.of("name", "Allowed")).expect(201);
    }

    @Test
    void a_token_issued_under_an_idempotency_key_is_shown_once_and_kept_nowhere() {
        var once = acme.admin().with("Idempotency-Key", "issue-1");
        var request = Map.of("name", "script", "scopes", List.of("mcp"));
        var issued = once.post("/tokens", request).expect(201);

        var again = once.post("/tokens", request).expect(409);

        assertThat(again.code()).isEqualTo("CONFLICT");
        var kept = kasar.database()
                .database()
                .list(
                        app.kasar.db.Statement.fixed("SELECT body IS NULL FROM \"" + acme.schemaName()
                                + "\".idempotency_keys WHERE key = 'issue-1'"),
                        row -> row.isTrue(1));
        assertThat(kept).containsExactly(true);
        assertThat(issued.data().path("token").asString()).startsWith("ksr_");
    }
}
