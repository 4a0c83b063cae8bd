package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.laws.Churn.Filter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class PageWalkTest {
    private static final int STABLE = 30;
    private static final List<String> SORTABLE = List.of(
            "created_at", "name", "note", "amount", "size", "ratio", "day", "moment", "flag", "state", "parent");

    private static RunningKasar kasar;
    private static RunningKasar.Node second;
    private static List<Client> nodes;
    private static final Map<String, Map<String, Object>> stable = new LinkedHashMap<>();

    @BeforeContainer
    static void start() {
        kasar = new RunningKasar();
        second = kasar.secondNode();
        TestOrganization acme = kasar.organization("acme");
        nodes = List.of(acme.admin(), acme.admin().at(second.address()));
        createObject();
        var parent = acme.admin()
                .post("/records/companies", Map.of("name", "Steady", "industry", "Tech"))
                .expect(201)
                .id();
        var random = new Random(1);
        for (var index = 0; index < STABLE; index++) {
            var values = Churn.values(random);
            values.put("parent_id", random.nextBoolean() ? parent : null);
            stable.put(acme.admin().post("/records/rows", values).expect(201).id(), values);
        }
    }

    private static void createObject() {
        var fields = new ArrayList<Map<String, Object>>();
        fields.add(field("name", "TEXT"));
        fields.add(field("note", "TEXT"));
        fields.add(field("payload", "TEXT"));
        fields.add(field("amount", "NUMBER"));
        fields.add(field("size", "INTEGER"));
        fields.add(field("ratio", "FLOAT"));
        fields.add(field("day", "DATE"));
        fields.add(field("moment", "DATETIME"));
        fields.add(field("flag", "BOOLEAN"));
        fields.add(Map.of("name", "state", "label", "State", "type", "SELECT", "options", List.of("open", "shut")));
        fields.add(Map.of(
                "name",
                "parent",
                "label",
                "Parent",
                "type",
                "RELATION",
                "relation",
                Map.of("type", "BELONGS_TO_ONE", "target", "companies")));
        nodes.getFirst()
                .post("/schema", Map.of("name", "rows", "label", "Rows", "fields", fields))
                .expect(201);
    }

    private static Map<String, Object> field(String name, String type) {
        return Map.of("name", name, "label", name, "type", type);
    }

    @AfterContainer
    static void stop() {
        second.close();
        kasar.close();
    }

    /** What is walked, and how. */
    record Walk(List<Map<String, String>> sort, int limit, Filter filter) {
        Map<String, Object> body(String cursor) {
            var body = new LinkedHashMap<String, Object>();
            body.put("filters", filter.group());
            body.put("limit", limit);
            if (!sort.isEmpty()) {
                body.put("sort", sort);
            }
            if (cursor != null) {
                body.put("cursor", cursor);
            }
            return body;
        }
    }

    /** A total that was answered, and when the request for it began and ended. */
    record Observed(Filter filter, long began, long ended, long total) {}

    @Provide
    Arbitrary<Walk> walks() {
        var key = Combinators.combine(Arbitraries.of(SORTABLE), Arbitraries.of("asc", "desc"))
                .as((field, direction) -> Map.of("field", field, "direction", direction));
        var sort = key.list().ofMaxSize(3).uniqueElements(one -> one.get("field"));
        return Combinators.combine(sort, Arbitraries.of(1, 2, 3, 7, 20, 100), Arbitraries.of(Filter.class))
                .as(Walk::new);
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void a_walk_misses_and_repeats_nothing_and_its_totals_were_true(
            @ForAll("walks") Walk first, @ForAll("walks") Walk other, @ForAll long seed) throws Exception {
        var churns = List.of(churn(0, seed), churn(1, ~seed));
        var observed = new ArrayList<Observed>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = churns.stream().map(threads::submit).toList();
            var walking = threads.submit(() -> walk(other, new ArrayList<>()));
            var met = walk(first, observed);
            var metByOther = walking.get();
            for (var one : writing) {
                one.get();
            }
            assertComplete(first, met, churns);
            assertComplete(other, metByOther, churns);
        }
        observed.forEach(one -> assertThat(possibleTotals(one, churns)).contains((int) one.total()));
        assertQuietTotals(first, churns);
        churns.forEach(Churn::removeAll);
    }

    private static Churn churn(int node, long seed) {
        return new Churn(nodes.get(node), kasar.clock(), new Random(seed), List.copyOf(stable.keySet()));
    }

    /** Every id met, in order, asking the nodes in turn. */
    private static List<String> walk(Walk walk, List<Observed> observed) {
        var met = new ArrayList<String>();
        String cursor = null;
        var pages = 0;
        do {
            var began = System.nanoTime();
            var page = nodes.get(pages % 2)
                    .post("/records/rows/search", walk.body(cursor))
                    .expect(200)
                    .body();
            observed.add(new Observed(
                    walk.filter(), began, System.nanoTime(), page.path("total").asLong()));
            page.path("data").forEach(row -> met.add(row.path("id").asString()));
            cursor = page.path("nextCursor").asString(null);
            assertThat(++pages).as("pages").isLessThan(2_000);
        } while (cursor != null);
        return met;
    }

    private static void assertComplete(Walk walk, List<String> met, List<Churn> churns) {
        var once = new HashSet<String>();
        for (var id : met) {
            var mayReturn = churns.stream().anyMatch(churn -> churn.hasMoved(id));
            assertThat(once.add(id) || mayReturn)
                    .as("%s met once in %s", id, walk)
                    .isTrue();
        }
        assertThat(once).containsAll(stableIds(walk.filter()));
    }

    private static Set<String> stableIds(Filter filter) {
        return stable.entrySet().stream()
                .filter(row -> filter.finds(row.getValue(), true))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<Integer> possibleTotals(Observed observed, List<Churn> churns) {
        var totals = Set.of(stableIds(observed.filter()).size());
        for (var churn : churns) {
            var counts = churn.possibleCounts(observed.filter(), observed.began(), observed.ended());
            totals = totals.stream()
                    .flatMap(total -> counts.stream().map(count -> total + count))
                    .collect(Collectors.toSet());
        }
        return totals;
    }

    private static void assertQuietTotals(Walk walk, List<Churn> churns) {
        var observed = new ArrayList<Observed>();
        var met = walk(walk, observed);
        var expected = stableIds(walk.filter()).size()
                + churns.stream().mapToInt(churn -> churn.count(walk.filter())).sum();
        assertThat(met).hasSize(expected).doesNotHaveDuplicates();
        assertThat(observed).allSatisfy(one -> assertThat(one.total()).isEqualTo(expected));
    }

    @Example
    void every_sortable_field_can_be_walked_both_ways() {
        for (var field : SORTABLE) {
            for (var direction : List.of("asc", "desc")) {
                var walk = new Walk(List.of(Map.of("field", field, "direction", direction)), 3, Filter.NONE);
                assertThat(walk(walk, new ArrayList<>()))
                        .as("%s %s", field, direction)
                        .containsExactlyInAnyOrderElementsOf(stable.keySet());
            }
        }
    }

    @Example
    void each_node_counts_what_the_other_has_just_written() {
        for (var filter : Filter.values()) {
            var walk = new Walk(List.of(), 1, filter);
            var total = total(0, walk);
            assertThat(total(1, walk)).isEqualTo(total);
            for (var writer = 0; writer < 2; writer++) {
                var ids = writeOne(writer);
                assertThat(total(1 - writer, walk))
                        .as("%s after a create", filter)
                        .isEqualTo(total + 1);
                assertThat(total(writer, walk)).isEqualTo(total + 1);
                nodes.get(writer)
                        .patch("/records/companies/" + ids.get(1), Map.of("industry", "Retail"))
                        .expect(200);
                assertThat(total(1 - writer, walk))
                        .as("%s after its parent changed", filter)
                        .isEqualTo(filter == Filter.PARENT ? total : total + 1);
                nodes.get(writer).delete("/records/companies/" + ids.get(1)).expect(200);
                nodes.get(writer).delete("/records/rows/" + ids.get(0)).expect(200);
                assertThat(total(1 - writer, walk))
                        .as("%s after a delete", filter)
                        .isEqualTo(total);
            }
        }
    }

    /** A record that every filter finds, and the company it belongs to. */
    private static List<String> writeOne(int node) {
        var parent = nodes.get(node)
                .post("/records/companies", Map.of("name", "Parent", "industry", "Tech"))
                .expect(201)
                .id();
        var row = Map.of("name", "A", "state", "open", "parent", parent);
        return List.of(nodes.get(node).post("/records/rows", row).expect(201).id(), parent);
    }

    private static long total(int node, Walk walk) {
        return nodes.get(node)
                .post("/records/rows/search", walk.body(null))
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }
}
