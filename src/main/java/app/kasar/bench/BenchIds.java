package app.kasar.bench;

import java.util.UUID;

/** Ids that can be computed on either side, so that pgbench picks records at random as the load generator does. */
final class BenchIds {
    private static final long HIGH = 0x0190_0000_0000_7000L;
    private static final long LOW = 0x8000_0000_0000_0000L;
    private static final long COMPANIES = 0x1000_0000_0000L;
    private static final long OPPORTUNITIES = 0x2000_0000_0000L;
    private static final long TAGS = 0x3000_0000_0000L;
    private static final long TASKS = 0x4000_0000_0000L;
    private static final long THREADS = 0x5000_0000_0000L;
    private static final long MESSAGES = 0x6000_0000_0000L;
    private static final long MAILBOXES = 0x7000_0000_0000L;

    private BenchIds() {}

    static UUID contact(long number) {
        return new UUID(HIGH, LOW | number);
    }

    static UUID company(long number) {
        return new UUID(HIGH, LOW | COMPANIES | number);
    }

    static UUID opportunity(long number) {
        return new UUID(HIGH, LOW | OPPORTUNITIES | number);
    }

    static UUID tag(long number) {
        return new UUID(HIGH, LOW | TAGS | number);
    }

    static UUID task(long number) {
        return new UUID(HIGH, LOW | TASKS | number);
    }

    static UUID thread(long number) {
        return new UUID(HIGH, LOW | THREADS | number);
    }

    /** The id of contact {@code :n} in SQL. */
    static String contactSql() {
        return sql(0, ":n");
    }

    static String threadSql(String number) {
        return sql(THREADS, number);
    }

    static String messageSql(String number) {
        return sql(MESSAGES, number);
    }

    static String mailboxSql(String number) {
        return sql(MAILBOXES, number);
    }

    private static String sql(long kind, String number) {
        return "('01900000-0000-7000-8000-' || lpad(to_hex(%d + %s::bigint), 12, '0'))::uuid".formatted(kind, number);
    }
}
