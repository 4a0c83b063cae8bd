package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Words and lists of values, with few matches and with more than are found before they are sorted. */
class ManyMatchesTest {
    private static final int BATCH = 100;
    private static final int MORE_THAN_ARE_SORTED = 5_100;

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
    void pages_go_on_in_order_while_matches_grow_from_few_to_many() {
        create(0, 3 * BATCH);
        assertThat(walk("employee_count")).isEqualTo(expected(3 * BATCH));
        create(3 * BATCH, MORE_THAN_ARE_SORTED);
        assertThat(walk("employee_count")).isEqualTo(expected(MORE_THAN_ARE_SORTED));
    }

    @Test
    void one_address_among_many_is_found() {
        acme.post("/records/contacts", Map.of("first_name", "Ada", "email", "ada@acme.test"))
                .expect(201);
        acme.post("/records/contacts", Map.of("first_name", "Bob", "email", "bob@acme.test"))
                .expect(201);
        var found = acme.get(
                        "/records/contacts",
                        Map.of("filter_field", "email", "filter_operator", "equals", "filter_value", "ada@acme.test"))
                .expect(200)
                .body();
        assertThat(found.path("total").asLong()).isEqualTo(1);
        assertThat(found.path("data").path(0).path("first_name").asString()).isEqualTo("Ada");
    }

    /** Every tenth company says nothing of its size, and comes last. */
    private static void create(int from, int to) {
        for (var first = from; first < to; first += BATCH) {
            var records = IntStream.range(first, first + BATCH)
                    .mapToObj(ManyMatchesTest::company)
                    .toList();
            acme.post("/records/companies/batch/create", Map.of("records", records))
                    .expect(200);
        }
    }

    private static Map<String, Object> company(int number) {
        var name = "Berdan " + number;
        return number % 10 == 0 ? Map.of("name", name) : Map.of("name", name, "employee_count", number);
    }

    private static List<Integer> expected(int count) {
        var sized = IntStream.range(0, count).filter(number -> number % 10 != 0);
        var others = IntStream.range(0, count).filter(number -> number % 10 == 0);
        return IntStream.concat(sized, others).boxed().toList();
    }

    /** The numbers of the companies found, in the order of the pages. */
    private static List<Integer> walk(String sort) {
        var numbers = new ArrayList<Integer>();
        var query = new LinkedHashMap<String, Object>(
                Map.of("search", "berdan", "sort_by", sort, "sort_dir", "asc", "limit", 100));
        for (var hasMore = true; hasMore; ) {
            var page = acme.get("/records/companies", query).expect(200).body();
            page.path("data")
                    .forEach(company -> numbers.add(
                            Integer.valueOf(company.path("name").asString().substring("Berdan ".length()))));
            hasMore = page.path("nextCursor").isString();
            query.put("cursor", page.path("nextCursor").asString());
        }
        return numbers;
    }
}
