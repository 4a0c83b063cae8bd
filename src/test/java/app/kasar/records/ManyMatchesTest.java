package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words and lists of values, with few matches and with more than are found before they are sorted. */
class ManyMatchesTest {
    private static final int BATCH = 100;
    private static final int DEALS = 2_000;
    private static final int MORE_THAN_ARE_SORTED = 5_100;

    private static RunningKasar kasar;
    private static Client acme;
    private static Client deals;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        deals = kasar.organization("deals").admin();
        for (var first = 0; first < DEALS; first += BATCH) {
            var records = IntStream.range(first, first + BATCH)
                    .mapToObj(ManyMatchesTest::deal)
                    .toList();
            deals.post("/records/opportunities/batch/create", Map.of("records", records))
                    .expect(200);
        }
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

    /** The order leads past fewer records than a walk may see, or past more before it meets the first that is found. */
    @ParameterizedTest
    @CsvSource({
        "berdan, created_at, asc, ",
        "berdan, created_at, desc, ",
        "berdan, amount, asc, ",
        "berdan, amount, desc, ",
        "early, created_at, asc, ",
        "early, created_at, desc, ",
        "early, amount, desc, ",
        "berdan, created_at, desc, open",
        "early, created_at, desc, negotiation",
        "late, amount, asc, open",
        "nobody, created_at, desc, "
    })
    void a_word_finds_the_records_of_the_whole_list_in_its_order(
            String word, String sort, String direction, @Nullable String status) {
        var expected = names(deals, Map.of(), sort, direction, status).stream()
                .filter(name -> name.contains(word))
                .toList();
        assertThat(names(deals, Map.of("search", word), sort, direction, status))
                .isEqualTo(expected);
    }

    private static List<String> names(
            Client client, Map<String, Object> search, String sort, String direction, @Nullable String status) {
        var names = new ArrayList<String>();
        var query = new LinkedHashMap<String, Object>(search);
        query.putAll(Map.of("sort_by", sort, "sort_dir", direction, "limit", 37));
        if (status != null) {
            query.putAll(Map.of("filter_field", "status", "filter_operator", "equals", "filter_value", status));
        }
        for (var hasMore = true; hasMore; ) {
            var page = client.get("/records/opportunities", query).expect(200).body();
            page.path("data").forEach(deal -> names.add(deal.path("name").asString()));
            hasMore = page.path("nextCursor").isString();
            query.put("cursor", page.path("nextCursor").asString());
        }
        return names;
    }

    /** Every tenth deal has no amount; sixty are early, and sixty are late. */
    private static Map<String, Object> deal(int number) {
        var name = "berdan " + number + (number < 60 ? " early" : number >= DEALS - 60 ? " late" : "");
        var deal = new LinkedHashMap<String, Object>(
                Map.of("name", name, "status", number % 3 == 0 ? "negotiation" : "open"));
        if (number % 10 != 0) {
            deal.put("amount", number / 2);
        }
        return deal;
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
