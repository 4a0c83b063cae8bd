package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private static RunningKasar kasar;
    private static Client acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @Test
    void a_total_follows_every_kind_of_change_of_what_it_counts() {
        var random = new Random(7);
        var ids = new ArrayList<String>();
        var industries = List.of("Tech", "Retail", "Energy");
        for (var step = 0; step < 120; step++) {
            switch (ids.size() < 8 ? 0 : random.nextInt(4)) {
                case 0, 1 -> ids.add(create(industries.get(random.nextInt(3))));
                case 2 ->
                    acme.patch(
                                    "/records/companies/" + ids.get(random.nextInt(ids.size())),
                                    Map.of("industry", industries.get(random.nextInt(3))))
                            .expect(200);
                default ->
                    acme.delete("/records/companies/" + ids.remove(random.nextInt(ids.size())))
                            .expect(200);
            }
            assertThat(total("Tech")).as("step %d", step).isEqualTo(all("Tech"));
            assertThat(unfiltered()).as("step %d", step).isEqualTo(ids.size());
        }
    }

    private static String create(String industry) {
        return acme.post("/records/companies", Map.of("name", "Company", "industry", industry))
                .expect(201)
                .id();
    }

    /** Shown with a page too small for all, so that the total must be known rather than counted from the page. */
    private static long total(String industry) {
        return page(industry, 1).path("total").asLong();
    }

    private static long all(String industry) {
        return page(industry, 100).path("data").size();
    }

    private static long unfiltered() {
        return acme.get("/records/companies?limit=1")
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }

    private static tools.jackson.databind.JsonNode page(String industry, int limit) {
        return acme.get(
                        "/records/companies",
                        Map.of(
                                "limit",
                                limit,
                                "filter_field",
                                "industry",
                                "filter_operator",
                                "equals",
                                "filter_value",
                                industry))
                .expect(200)
                .body();
    }
}
