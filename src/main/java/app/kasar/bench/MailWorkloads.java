package app.kasar.bench;

import app.kasar.bench.BenchOrganization.Caller;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** The lists of an inbox as people open them, each a page with its exact total. */
final class MailWorkloads {
    private static final String THREADS = "/inbox/threads";
    private static final int PAGE = 100;

    private final Caller caller;
    private final long threads;
    private final List<UUID> contacts;

    /** @param contacts some that mail is linked to, the one with most first */
    MailWorkloads(Caller caller, long messages, List<UUID> contacts) {
        this.caller = caller;
        this.threads = messages / MailLoad.MESSAGES_A_THREAD;
        this.contacts = List.copyOf(contacts);
    }

    /** @param deep the cursor of page 100 */
    List<Workload> all(String deep) {
        var fixed = Stream.of(
                workload("mail: threads", ""),
                workload("mail: unread threads", "?is_read=false"),
                workload("mail: read threads", "?is_read=true"),
                workload("mail: threads of a channel", "?channel=outlook"),
                workload("mail: unread threads of a channel", "?channel=outlook&is_read=false"),
                workload("mail: oldest threads first", "?sort_dir=asc"),
                workload("mail: threads, page " + PAGE, "?cursor=" + deep),
                workload("mail: a common word", "?search=offer"),
                workload("mail: a common word, unread", "?search=offer&is_read=false"));
        var others = Stream.of(
                each("mail: a rare word", number -> THREADS + "?search=" + any(threads)),
                each("mail: one thread", number -> THREADS + "/" + BenchIds.thread(1 + any(threads - 1))),
                each("mail: the longest thread", number -> THREADS + "/" + BenchIds.thread(0)),
                each("mail: a contact's activity", number -> activity(contacts.get(1 + any(contacts.size() - 1)))),
                each("mail: activity of the busiest contact", number -> activity(contacts.getFirst())),
                each(
                        "mail: mail in a contact's activity",
                        number -> activity(contacts.get(1 + any(contacts.size() - 1))) + "?channel=email"));
        return Stream.concat(fixed, others).toList();
    }

    private static int any(long below) {
        return (int) ThreadLocalRandom.current().nextLong(Math.max(1, below));
    }

    private static String activity(UUID contact) {
        return "/activity/contacts/" + contact;
    }

    private Workload workload(String name, String query) {
        var request = Workload.get(THREADS + query, caller.token());
        return new Workload(name, number -> request, null);
    }

    private Workload each(String name, LongFunction<String> path) {
        return new Workload(name, number -> Workload.get(path.apply(number), caller.token()), null);
    }
}
