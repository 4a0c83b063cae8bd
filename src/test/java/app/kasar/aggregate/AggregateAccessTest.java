package app.kasar.aggregate;

import static app.kasar.aggregate.Asking.ask;
import static app.kasar.aggregate.Asking.results;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.RunningKasar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers with fewer rights count. */
class AggregateAccessTest {
    private static RunningKasar kasar;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @Test
    void members_count_what_they_may_see_and_hidden_fields_do_not_exist() {
        var beta = kasar.organization("beta");
        var company = beta.admin()
                .post("/records/companies", Map.of("name", "Secret Ltd"))
                .expect(201)
                .id();
        var mia = beta.user("mia@beta.test", Role.MEMBER);
        for (var owner : List.of(mia.id(), beta.adminId())) {
            beta.admin()
                    .post(
                            "/records/opportunities",
                            Map.of("name", "Deal", "amount", 5, "owner", owner, "company", company))
                    .expect(201);
        }
        beta.admin()
                .put(
                        "/roles/member",
                        Map.of(
                                "grants",
                                Map.of(
                                        "opportunities",
                                        rights("own", List.of("probability")),
                                        "companies",
                                        rights("own", List.of()))))
                .expect(200);
        var client = mia.client();
        assertThat(ask(client, "opportunities", "field", "amount", "function", "SUM")
                        .expect(200)
                        .body()
                        .path("value")
                        .asInt())
                .isEqualTo(5);
        assertThat(results(ask(client, "opportunities", "field", "id", "function", "COUNT", "group_by", "company_id")))
                .isEqualTo("[{group:id,display:null,value:1}]");
        assertThat(results(
                        ask(client, "opportunities", "field", "id", "function", "COUNT", "group_by", "company.name")))
                .isEqualTo("[{group:null,value:1}]");
        assertThat(ask(client, "opportunities", "field", "probability", "function", "AVG")
                        .expect(400)
                        .message())
                .contains("no field 'probability'");
        ask(client, "opportunities", "field", "id", "function", "COUNT", "group_by", "probability")
                .expect(400);
        beta.grant(Role.MEMBER, "opportunities", rights("none", List.of()));
        assertThat(ask(client, "opportunities", "field", "id", "function", "COUNT")
                        .expect(403)
                        .code())
                .isEqualTo("PERMISSION_DENIED");
    }

    private static Map<String, Object> rights(String grant, List<String> hidden) {
        return Map.of("read", grant, "create", grant, "update", grant, "delete", grant, "hidden_fields", hidden);
    }
}
