package app.kasar.aggregate;

import static app.kasar.aggregate.Asking.ask;
import static app.kasar.aggregate.Asking.results;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of values of every type, and of days. */
class AggregateValuesTest {
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
    void values_of_every_type_have_a_least_and_a_greatest() {
        var typed = kasar.organization("typed");
        Asking.addFields(typed.admin());
        var first = Map.of(
                "name",
                "T1",
                "urgent",
                true,
                "extra",
                Map.of("a", 1),
                "weight",
                0.1,
                "due",
                "2026-02-28",
                "pieces",
                3,
                "seen",
                "2026-01-01T00:00:00Z",
                "precise",
                "0.0000000001");
        var second = Map.of(
                "name",
                "T2",
                "urgent",
                false,
                "extra",
                Map.of("b", 1),
                "weight",
                0.2,
                "due",
                "2026-03-01",
                "pieces",
                4,
                "seen",
                "2026-01-02T00:00:00Z",
                "precise",
                "0.0000000004");
        for (var values : List.of(first, second)) {
            typed.admin().post("/records/opportunities", values).expect(201);
        }
        var expected = new LinkedHashMap<String, String>();
        expected.put("MIN urgent", "false");
        expected.put("MAX urgent", "true");
        expected.put("MAX extra", "{\"b\":1}");
        expected.put("COUNT_DISTINCT extra", "2");
        expected.put("SUM weight", "0.30000000000000004");
        expected.put("AVG pieces", "3.5");
        expected.put("SUM pieces", "7");
        expected.put("AVG precise", "3E-10");
        expected.put("MIN due", "\"2026-02-28\"");
        expected.put("MAX seen", "\"2026-01-02T00:00:00Z\"");
        expected.put("MIN owner_id", "\"" + typed.adminId() + "\"");
        expected.forEach((metric, value) -> {
            var parts = metric.split(" ");
            assertThat(ask(typed.admin(), "opportunities", "function", parts[0], "field", parts[1])
                            .expect(200)
                            .body()
                            .path("value")
                            .toString())
                    .as(metric)
                    .isEqualTo(value);
        });
    }

    @Test
    void a_sum_beyond_a_float_is_refused_and_an_empty_text_is_no_value() {
        var odd = kasar.organization("odd").admin();
        Asking.addFields(odd);
        for (var index = 0; index < 2; index++) {
            odd.post("/records/opportunities", Map.of("name", "Huge", "weight", 1.7e308, "remark", ""))
                    .expect(201);
        }
        assertThat(ask(odd, "opportunities", "field", "weight", "function", "SUM")
                        .expect(400)
                        .message())
                .contains("beyond");
        assertThat(ask(odd, "opportunities", "field", "remark", "function", "COUNT")
                        .body()
                        .path("value")
                        .asInt(-1))
                .isZero();
        assertThat(results(ask(odd, "opportunities", "field", "id", "function", "COUNT", "group_by", "remark")))
                .isEqualTo("[{group:null,value:2}]");
    }

    @Test
    void days_are_those_of_the_organizations_time_zone() {
        var kiwi = kasar.organization("kiwi").admin();
        kiwi.put("/settings", Map.of("time_zone", "Pacific/Auckland")).expect(200);
        kiwi.post("/schema/contacts/fields", Map.of("name", "met", "label", "Met", "type", "DATETIME"))
                .expect(201);
        // 23:30 on 31 December and 00:30 on 1 January in Auckland, which is 13 hours ahead then.
        for (var met : List.of("2025-12-31T10:30:00Z", "2025-12-31T11:30:00Z", "2026-07-05T12:30:00Z")) {
            kiwi.post("/records/contacts", Map.of("first_name", "K", "met", met))
                    .expect(201);
        }
        assertThat(time(kiwi, "day")).isEqualTo("2025-12-31=1 2026-01-01=1 2026-07-06=1");
        assertThat(time(kiwi, "week")).isEqualTo("2026-W01=2 2026-W28=1");
        assertThat(time(kiwi, "month")).isEqualTo("2025-12=1 2026-01=1 2026-07=1");
        assertThat(time(kiwi, "quarter")).isEqualTo("2025-Q4=1 2026-Q1=1 2026-Q3=1");
        assertThat(time(kiwi, "year")).isEqualTo("2025=1 2026=2");
        assertThat(kiwi.get(
                                "/records/contacts",
                                Map.of(
                                        "filter_field",
                                        "met",
                                        "filter_operator",
                                        "date_equals",
                                        "filter_value",
                                        "2026-07-06"))
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    private static String time(Client client, String unit) {
        var query = Map.of(
                "field", "id", "function", "COUNT", "group_by", "met:" + unit, "sort_by", "group", "sort_dir", "asc");
        return client.get("/aggregate/contacts", query)
                .expect(200)
                .body()
                .path("results")
                .valueStream()
                .map(result -> result.path("display").asString() + "="
                        + result.path("value").asString())
                .collect(java.util.stream.Collectors.joining(" "));
    }
}
