package app.kasar.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Which thread each of some messages belongs to. Messages belong together that share a message id, their own or one they
 * answer, directly or through others; subjects say nothing. So a conversation whose first message is not there still is one,
 * and a message that answers into several joins them: the oldest stays. Loops and repetitions in references change nothing.
 * Pure.
 *
 * @param ofMessages the thread of each message, in order
 * @param ofIds the thread of every message id of these messages
 * @param created threads there were not before
 * @param merged threads there are no more, each with the one it became part of
 */
record ThreadAssignment(List<UUID> ofMessages, Map<String, UUID> ofIds, Set<UUID> created, Map<UUID, UUID> merged) {

    /**
     * @param messages the ids of each message, its own among them
     * @param known the threads of those ids that were met before
     * @param newThread gives ids that grow with time
     */
    static ThreadAssignment of(List<Set<String>> messages, Map<String, UUID> known, Supplier<UUID> newThread) {
        return new Sorting(known, newThread).assign(messages);
    }

    private static final class Sorting {
        private final Map<String, UUID> known;
        private final Supplier<UUID> newThread;
        /** An id to another of the same thread; one that leads to itself stands for the thread. */
        private final Map<String, String> leads = new HashMap<>();

        Sorting(Map<String, UUID> known, Supplier<UUID> newThread) {
            this.known = known;
            this.newThread = newThread;
        }

        ThreadAssignment assign(List<Set<String>> messages) {
            messages.forEach(this::join);
            joinByThread();
            var threads = new LinkedHashMap<String, TreeSet<UUID>>();
            leads.keySet().forEach(id -> threads.computeIfAbsent(standsFor(id), any -> byAge()));
            known.forEach((id, thread) -> {
                if (leads.containsKey(id)) {
                    Objects.requireNonNull(threads.get(standsFor(id))).add(thread);
                }
            });
            return chosen(messages, threads);
        }

        private void join(Collection<String> ids) {
            String first = null;
            for (var id : ids) {
                leads.putIfAbsent(id, id);
                if (first != null) {
                    leads.put(standsFor(id), standsFor(first));
                }
                first = id;
            }
        }

        private void joinByThread() {
            var byThread = new HashMap<UUID, String>();
            known.forEach((id, thread) -> {
                if (leads.containsKey(id)) {
                    var other = byThread.putIfAbsent(thread, id);
                    if (other != null) {
                        leads.put(standsFor(id), standsFor(other));
                    }
                }
            });
        }

        private String standsFor(String id) {
            var at = id;
            for (var next = next(at); !next.equals(at); next = next(at)) {
                leads.put(at, next(next));
                at = next;
            }
            return at;
        }

        private String next(String id) {
            return Objects.requireNonNull(leads.get(id));
        }

        private ThreadAssignment chosen(List<Set<String>> messages, Map<String, TreeSet<UUID>> threads) {
            var created = new HashSet<UUID>();
            var merged = new HashMap<UUID, UUID>();
            var survivors = new HashMap<String, UUID>();
            threads.forEach((group, existing) -> {
                var survivor = existing.isEmpty() ? newThread.get() : existing.first();
                if (existing.isEmpty()) {
                    created.add(survivor);
                }
                existing.stream().skip(1).forEach(other -> merged.put(other, survivor));
                survivors.put(group, survivor);
            });
            var ofIds = new HashMap<String, UUID>();
            leads.keySet().forEach(id -> ofIds.put(id, Objects.requireNonNull(survivors.get(standsFor(id)))));
            return new ThreadAssignment(ofMessages(messages, ofIds, created), ofIds, created, merged);
        }

        private List<UUID> ofMessages(List<Set<String>> messages, Map<String, UUID> ofIds, Set<UUID> created) {
            var all = new ArrayList<UUID>();
            for (var ids : messages) {
                if (ids.isEmpty()) {
                    var alone = newThread.get();
                    created.add(alone);
                    all.add(alone);
                } else {
                    all.add(Objects.requireNonNull(ofIds.get(ids.iterator().next())));
                }
            }
            return all;
        }

        /** Ids grow with time, read as text; their numbers are signed. */
        private static TreeSet<UUID> byAge() {
            return new TreeSet<>(java.util.Comparator.comparing(UUID::toString));
        }
    }
}
