package app.kasar.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looking through an organization for those entered twice: how long it takes, in what memory, and how many are found. */
final class DuplicatesMeasure {
    private static final int PAGE = 1000;

    private final ServerUnderTest server;
    private final BenchReport report;
    private final Consumer<String> progress;

    DuplicatesMeasure(ServerUnderTest server, BenchReport report, Consumer<String> progress) {
        this.server = server;
        this.report = report;
        this.progress = progress;
    }

    /** Seconds to the first page. */
    record Times(double exact, double fuzzy) {}

    void measure(DuplicatesOrganization small, DuplicatesOrganization large) throws InterruptedException {
        var few = measure(small);
        var many = measure(large);
        var growth = large.contacts() * Math.log(large.contacts()) / (small.contacts() * Math.log(small.contacts()));
        report.add(
                "duplicates, exact: growth of time by that of n log n (wanted: 1)",
                many.exact() / few.exact() / growth);
        report.add(
                "duplicates, fuzzy: growth of time by that of n log n (wanted: 1)",
                many.fuzzy() / few.fuzzy() / growth);
    }

    Times measure(DuplicatesOrganization organization) throws InterruptedException {
        var token = organization.caller().token();
        var of = "duplicates among %,d, ".formatted(organization.contacts());
        progress.accept("Looking for " + of.strip() + " …");
        var exact = timed(of + "exact", token, "\"mode\": \"exact\"");
        report.add(of + "exact, seconds", exact);
        // Names alone make no duplicate, so precision is that of the rest.
        addQuality(of + "exact without names", organization, "\"fields\": [\"email\", \"phone\", \"linkedin\"]");
        var fuzzy = timed(of + "fuzzy", token, "\"mode\": \"fuzzy\"");
        report.add(of + "fuzzy, seconds", fuzzy);
        addQuality(of + "fuzzy", organization, "\"mode\": \"fuzzy\"");
        return new Times(exact, fuzzy);
    }

    private double timed(String what, String token, String how) throws InterruptedException {
        var memory = new MemoryWatch(server, token);
        memory.start();
        var started = System.nanoTime();
        client(token).post("/duplicates", body(how, 50, null));
        var seconds = (System.nanoTime() - started) / 1e9;
        memory.stop();
        report.add(what + ", most heap in use, megabytes", memory.heapMegabytes());
        report.add(what + ", most memory resident, megabytes", memory.residentMegabytes());
        return seconds;
    }

    private static String body(String how, int limit, @Nullable String cursor) {
        var next = cursor == null ? "" : ", \"cursor\": \"" + cursor + "\"";
        return "{\"action\": \"detect\", \"object_name\": \"contacts\", \"limit\": %d, %s%s}"
                .formatted(limit, how, next);
    }

    private void addQuality(String what, DuplicatesOrganization organization, String how) {
        long predicted = 0;
        var right = new HashSet<Long>();
        for (var group : groups(organization.caller().token(), how)) {
            predicted += group.size() * (group.size() - 1L) / 2;
            for (var record : group) {
                if (organization.rows().isCopy(record)
                        && group.contains(organization.rows().original(record))) {
                    right.add(record);
                }
            }
        }
        report.add(what + ", precision by pairs", (double) right.size() / predicted);
        report.add(
                what + ", recall by pairs",
                right.size() / (double) organization.rows().copies());
    }

    private List<List<Long>> groups(String token, String how) {
        var groups = new ArrayList<List<Long>>();
        @Nullable String cursor = null;
        do {
            var page = client(token).post("/duplicates", body(how, PAGE, cursor));
            page.path("duplicate_groups").forEach(group -> groups.add(numbers(group)));
            cursor = page.path("nextCursor").asString(null);
        } while (cursor != null);
        return groups;
    }

    private BenchClient client(String token) {
        return new BenchClient(server.address(), token);
    }

    private static List<Long> numbers(JsonNode group) {
        return group.path("records")
                .valueStream()
                .map(record -> DuplicatesOrganization.number(
                        UUID.fromString(record.path("id").asString())))
                .toList();
    }
}
