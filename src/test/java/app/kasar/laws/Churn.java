package app.kasar.laws;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * One writer that creates, changes and deletes records of its own and keeps, beside the time each write began and ended, how
 * many of its records each filter then found. Belongs to one thread until that thread is done.
 */
final class Churn implements Runnable {
    static final List<String> NAMES = List.of("Anna", "anna", "Ámos", "Bo", "bo%b", "Zoë", "a_b", "Ωmega");
    private static final int WRITES = 50;

    private final Client client;
    private final RunningKasar.SettableClock clock;
    private final Random random;
    private final List<String> bystanders;
    private final String parent;
    private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    private final Set<String> moved = new HashSet<>();
    private final List<Step> log = new ArrayList<>();
    private boolean parentCounts;

    /** The filters whose totals are watched. */
    enum Filter {
        NONE(null),
        STATE(Map.of("field", "state", "operator", "equals", "value", "open")),
        NAME(Map.of("field", "name", "operator", "contains", "value", "A")),
        PARENT(Map.of("field", "parent.industry", "operator", "equals", "value", "Tech"));

        private final Map<String, Object> condition;

        Filter(Map<String, Object> condition) {
            this.condition = condition;
        }

        Map<String, Object> group() {
            return Map.of("type", "AND", "conditions", condition == null ? List.of() : List.of(condition));
        }

        boolean finds(Map<String, Object> row, boolean parentCounts) {
            return switch (this) {
                case NONE -> true;
                case STATE -> "open".equals(row.get("state"));
                case NAME -> row.get("name") instanceof String name && name.matches("(?iu).*a.*");
                case PARENT -> parentCounts && row.get("parent_id") != null;
            };
        }
    }

    /** A write, when it began and ended, and what each filter found of this writer's records after it. */
    private record Step(long began, long ended, Map<Filter, Integer> counts) {}

    Churn(Client client, RunningKasar.SettableClock clock, Random random, List<String> bystanders) {
        this.client = client;
        this.clock = clock;
        this.random = random;
        this.bystanders = bystanders;
        this.parent = client.post("/records/companies", Map.of("name", "Parent", "industry", "Retail"))
                .expect(201)
                .id();
        log.add(new Step(Long.MIN_VALUE, Long.MIN_VALUE, counts()));
    }

    /** A record's values, out of few, so that there are ties and empty ones. */
    static Map<String, Object> values(Random random) {
        var values = new LinkedHashMap<String, Object>();
        values.put("name", random.nextInt(5) == 0 ? null : NAMES.get(random.nextInt(NAMES.size())));
        values.put("note", random.nextBoolean() ? null : NAMES.get(random.nextInt(NAMES.size())));
        values.put("amount", random.nextInt(4) == 0 ? null : random.nextInt(-3, 3) / 4.0);
        values.put("size", random.nextInt(4) == 0 ? null : random.nextInt(4));
        values.put("ratio", random.nextInt(4) == 0 ? null : random.nextInt(3) * 1e300 + 0.1);
        values.put("day", random.nextInt(4) == 0 ? null : "2026-02-0" + random.nextInt(1, 5));
        values.put("moment", random.nextInt(4) == 0 ? null : "2026-02-01T00:00:00.00000" + random.nextInt(4) + "Z");
        values.put("flag", random.nextInt(3) == 0 ? null : random.nextBoolean());
        values.put("state", random.nextInt(3) == 0 ? null : random.nextBoolean() ? "open" : "shut");
        return values;
    }

    @Override
    public void run() {
        for (var write = 0; write < WRITES; write++) {
            clock.advance(Duration.ofNanos(1_000L * random.nextInt(3)));
            var began = System.nanoTime();
            write();
            log.add(new Step(began, System.nanoTime(), counts()));
        }
    }

    private void write() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> create();
            case 3 -> createThree();
            case 4, 5 -> delete();
            case 6, 7 -> move();
            case 8 -> touchBystander();
            default -> turnParent();
        }
    }

    private void create() {
        var values = mine();
        rows.put(client.post("/records/rows", values).expect(201).id(), values);
    }

    private void createThree() {
        var three = List.of(mine(), mine(), mine());
        var created = client.post("/records/rows/batch/create?atomic=true", Map.of("records", three))
                .expect(200)
                .data();
        for (var index = 0; index < 3; index++) {
            rows.put(created.get(index).path("id").asString(), three.get(index));
        }
    }

    private Map<String, Object> mine() {
        var values = values(random);
        values.put("parent_id", random.nextBoolean() ? parent : null);
        return values;
    }

    private void delete() {
        if (!rows.isEmpty()) {
            var id = any();
            client.delete("/records/rows/" + id).expect(200);
            rows.remove(id);
        }
    }

    private void move() {
        if (!rows.isEmpty()) {
            var id = any();
            var values = mine();
            moved.add(id);
            client.patch("/records/rows/" + id, values).expect(200);
            rows.put(id, values);
        }
    }

    private void touchBystander() {
        var id = bystanders.get(random.nextInt(bystanders.size()));
        client.patch("/records/rows/" + id, Map.of("payload", "touched " + random.nextInt()))
                .expect(200);
    }

    private void turnParent() {
        var industry = parentCounts ? "Retail" : "Tech";
        client.patch("/records/companies/" + parent, Map.of("industry", industry))
                .expect(200);
        parentCounts = !parentCounts;
    }

    private String any() {
        return List.copyOf(rows.keySet()).get(random.nextInt(rows.size()));
    }

    private Map<Filter, Integer> counts() {
        var counts = new LinkedHashMap<Filter, Integer>();
        for (var filter : Filter.values()) {
            counts.put(filter, (int) rows.values().stream()
                    .filter(row -> filter.finds(row, parentCounts))
                    .count());
        }
        return counts;
    }

    /** How many of this writer's records a filter may have found at some moment between two times. */
    Set<Integer> possibleCounts(Filter filter, long from, long to) {
        var possible = new HashSet<Integer>();
        for (var step = 0; step < log.size(); step++) {
            var superseded = step + 1 < log.size() && log.get(step + 1).ended() < from;
            if (!superseded && log.get(step).began() <= to) {
                possible.add(Objects.requireNonNull(log.get(step).counts().get(filter)));
            }
        }
        return possible;
    }

    int count(Filter filter) {
        return Objects.requireNonNull(log.getLast().counts().get(filter));
    }

    /** Whether a record may be met again because its values changed. */
    boolean hasMoved(String id) {
        return moved.contains(id);
    }

    void removeAll() {
        for (var id : List.copyOf(rows.keySet())) {
            client.delete("/records/rows/" + id).expect(200);
        }
        client.delete("/records/companies/" + parent).expect(200);
    }
}
