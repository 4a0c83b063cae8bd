package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ThreadAssignmentTest {
    /** What a mailbox knows of its threads, batch after batch. */
    private static final class Kept {
        private final Map<String, UUID> ofIds = new HashMap<>();
        private final List<UUID> ofMessages = new ArrayList<>();
        private long last;

        void take(List<Set<String>> messages) {
            Supplier<UUID> next = () -> new UUID(0, ++last);
            var asked = new HashMap<>(ofIds);
            asked.keySet().retainAll(messages.stream().flatMap(Set::stream).toList());
            var assignment = ThreadAssignment.of(messages, asked, next);
            ofIds.putAll(assignment.ofIds());
            ofMessages.addAll(assignment.ofMessages());
            ofIds.replaceAll((id, thread) -> assignment.merged().getOrDefault(thread, thread));
            ofMessages.replaceAll(thread -> assignment.merged().getOrDefault(thread, thread));
        }

        Set<Set<Integer>> partition() {
            var byThread = new HashMap<UUID, Set<Integer>>();
            for (var message = 0; message < ofMessages.size(); message++) {
                byThread.computeIfAbsent(ofMessages.get(message), any -> new HashSet<>())
                        .add(message);
            }
            return new HashSet<>(byThread.values());
        }
    }

    private static Set<String> ids(String... ids) {
        return new LinkedHashSet<>(List.of(ids));
    }

    @Test
    void messages_with_a_missing_first_one_are_still_one_thread() {
        var kept = new Kept();
        kept.take(List.of(ids("b@x", "ghost@x"), ids("c@x", "ghost@x"), ids("d@x")));
        assertThat(kept.partition()).containsExactlyInAnyOrder(Set.of(0, 1), Set.of(2));
    }

    @Test
    void a_late_answer_joins_two_threads_and_the_older_stays() {
        var kept = new Kept();
        kept.take(List.of(ids("a@x")));
        kept.take(List.of(ids("b@x")));
        var older = kept.ofMessages.getFirst();
        kept.take(List.of(ids("c@x", "b@x", "a@x")));
        assertThat(kept.ofMessages).containsOnly(older);
    }

    @Test
    void messages_without_any_id_are_alone() {
        var kept = new Kept();
        kept.take(List.of(ids(), ids()));
        assertThat(kept.partition()).hasSize(2);
    }

    @Property
    void neither_batches_nor_loops_change_what_belongs_together(
            @ForAll @Size(max = 30) List<@Size(max = 4) List<@IntRange(max = 40) Integer>> references,
            @ForAll @IntRange(min = 1, max = 7) int batch) {
        var messages = references.stream()
                .map(numbers -> {
                    Set<String> all = new LinkedHashSet<>();
                    numbers.forEach(number -> all.add(number + "@x"));
                    return all;
                })
                .toList();
        var whole = new Kept();
        whole.take(messages);
        var inParts = new Kept();
        for (var from = 0; from < messages.size(); from += batch) {
            inParts.take(messages.subList(from, Math.min(messages.size(), from + batch)));
        }
        assertThat(inParts.partition()).isEqualTo(whole.partition());
    }
}
