package app.kasar.bench;

import app.kasar.bench.BenchOrganization.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;

/** Finding and counting over everything there is. */
final class AnalysisWorkloads {
    private final Caller caller;
    private final BenchSize size;

    AnalysisWorkloads(Caller caller, BenchSize size) {
        this.caller = caller;
        this.size = size;
    }

    List<Workload> all() {
        return List.of(
                search("search all: a rare word", number -> "company" + anyCompany()),
                search("search all: a common word", number -> "alice"),
                search("search all: two letters", number -> "al"),
                search("search all: a slip", number -> "alcie"),
                search("search all: a word and a slip", number -> "alice berdnavel"),
                aggregate(
                        "aggregate: amounts by status",
                        "/aggregate/opportunities?function=SUM&field=amount&group_by=status",
                        "SELECT status, sum(amount) FROM %s.opportunities GROUP BY status ORDER BY 2 DESC;"),
                aggregate(
                        "aggregate: contacts by status",
                        "/aggregate/contacts?function=COUNT&field=id&group_by=contact_status",
                        "SELECT contact_status, count(*) FROM %s.contacts GROUP BY contact_status ORDER BY 2 DESC;"));
    }

    private long anyCompany() {
        return ThreadLocalRandom.current().nextLong(size.companies());
    }

    private Workload search(String name, LongFunction<String> query) {
        return new Workload(
                name,
                number -> Workload.get(
                        "/search?query=" + URLEncoder.encode(query.apply(number), StandardCharsets.UTF_8),
                        caller.token()),
                null);
    }

    private Workload aggregate(String name, String path, String sql) {
        var request = Workload.get(path, caller.token());
        return new Workload(name, number -> request, sql.formatted("\"" + caller.schemaName() + "\""));
    }
}
