package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.inbox.message.MessageParser;
import app.kasar.inbox.message.ParsedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What IMAP servers are to answer to THREAD=REFERENCES (RFC 5256), against the threads made here of the same mail. */
class ImapThreadTruthTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-14T00:00:00Z");
    private static final Pattern THREADS = Pattern.compile("(?i)\\* thread (\\(.*\\))");
    private static final Pattern DELETION = Pattern.compile("ok store ([0-9,]+) \\+flags \\\\deleted");
    private static final Pattern ANSWER = Pattern.compile("(?i)^\\s*(re|fwd?)\\s*:");

    /** A message and what tells it from others, its own id first in what its thread is known by. */
    private record Message(ParsedMessage parsed, byte[] identity, Set<String> ids) {
        static Message of(byte[] raw) {
            var parsed = new MessageParser().parse(raw, RECEIVED);
            return new Message(parsed, MessageIdentity.of(parsed, raw), ThreadIds.of(parsed.identity()));
        }

        String baseSubject() {
            var subject = Objects.requireNonNullElse(parsed.subject(), "");
            while (ANSWER.matcher(subject).find()) {
                subject = ANSWER.matcher(subject).replaceFirst("");
            }
            return subject.strip().toLowerCase(Locale.ROOT);
        }

        /** A message is stored once in a mailbox, so one that comes again is in the thread of itself. */
        boolean isStoredAs(Message other) {
            return Arrays.equals(identity, other.identity);
        }

        boolean hasTheIdOf(Message other) {
            var id = parsed.identity().messageId();
            return id != null && id.equals(other.parsed.identity().messageId());
        }

        boolean isGatheredBySubjectWith(Message other) {
            return !baseSubject().isEmpty()
                    && baseSubject().equals(other.baseSubject())
                    && Collections.disjoint(ids, other.ids);
        }
    }

    private static final class Agreement {
        private int both;
        private int ours;
        private int theirs;

        void count(boolean isOurs, boolean isTheirs) {
            both += isOurs && isTheirs ? 1 : 0;
            ours += isOurs ? 1 : 0;
            theirs += isTheirs ? 1 : 0;
        }

        double precision() {
            return ours == 0 ? 1 : (double) both / ours;
        }

        double recall() {
            return theirs == 0 ? 1 : (double) both / theirs;
        }

        @Override
        public String toString() {
            return "precision %.4f, recall %.4f (%d pairs of theirs, %d of ours, %d of both)"
                    .formatted(precision(), recall(), theirs, ours, both);
        }
    }

    private final Agreement all = new Agreement();
    private final Agreement withoutSubjects = new Agreement();
    private final Agreement compared = new Agreement();
    private final List<String> leftOut = new ArrayList<>();
    private int answers;

    @Test
    void threads_are_those_an_imap_server_makes_of_references() throws IOException {
        List<Path> scripts;
        try (var files = Files.list(SharedDataFolder.file("mail-imaptest-threads"))) {
            scripts = files.filter(ImapThreadTruthTest::asksForReferences)
                    .sorted()
                    .toList();
        }
        for (var script : scripts) {
            play(script);
        }
        System.out.printf("mail-imaptest-threads: %d scripts, %d answers%n", scripts.size(), answers);
        System.out.println("   all pairs: " + all);
        System.out.println("   without those joined by subject: " + withoutSubjects);
        System.out.println("   and without repeated ids and what hangs on a circle: " + compared);
        leftOut.forEach(pair -> System.out.println("   left out: " + pair));
        assertThat(answers).isGreaterThanOrEqualTo(8);
        assertThat(compared.theirs).as("pairs compared").isGreaterThanOrEqualTo(18);
        assertThat(withoutSubjects.recall()).as("recall").isGreaterThanOrEqualTo(0.99);
        assertThat(withoutSubjects.precision())
                .as("precision with repeated ids and circles")
                .isGreaterThanOrEqualTo(0.88);
        assertThat(compared.recall()).as("recall").isGreaterThanOrEqualTo(0.99);
        assertThat(compared.precision()).as("precision").isGreaterThanOrEqualTo(0.99);
    }

    private static boolean asksForReferences(Path file) {
        try {
            return !file.toString().endsWith(".mbox") && Files.readString(file).contains("THREAD=REFERENCES");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The mailbox is filled, emptied and asked as the script says. */
    private void play(Path script) throws IOException {
        var name = script.getFileName().toString();
        var coming = new ArrayList<>(Corpus.messages("mail-imaptest-threads/" + name + ".mbox").stream()
                .map(Message::of)
                .toList());
        var mailbox = new ArrayList<Message>();
        var deleted = new HashSet<Message>();
        for (var line : Files.readAllLines(script)) {
            var threads = THREADS.matcher(line);
            var deletion = DELETION.matcher(line);
            if (line.equals("messages: all")) {
                mailbox.addAll(coming);
            } else if (line.equals("ok append")) {
                mailbox.add(coming.removeFirst());
            } else if (deletion.matches()) {
                Arrays.stream(deletion.group(1).split(","))
                        .map(number -> mailbox.get(Integer.parseInt(number) - 1))
                        .forEach(deleted::add);
            } else if (line.equals("ok expunge")) {
                mailbox.removeAll(deleted);
            } else if (threads.matches()) {
                compare(name, mailbox, theirs(threads.group(1), mailbox.size()));
            }
        }
    }

    /** For each message by its place which of the outermost parentheses it stands in. */
    private static int[] theirs(String answer, int messages) {
        var threads = new int[messages];
        var depth = 0;
        var thread = 0;
        for (var token : answer.split("(?<=[()])|(?=[()])|\\s+")) {
            switch (token) {
                case "(" -> thread += depth++ == 0 ? 1 : 0;
                case ")" -> depth--;
                case "" -> {}
                default -> threads[Integer.parseInt(token) - 1] = thread;
            }
        }
        assertThat(depth).as(answer).isZero();
        assertThat(threads).as(answer).doesNotContain(0);
        return threads;
    }

    private void compare(String script, List<Message> mailbox, int[] theirs) {
        answers++;
        var last = new long[1];
        var ours = ThreadAssignment.of(
                        mailbox.stream().map(Message::ids).toList(), Map.of(), () -> new UUID(0, ++last[0]))
                .ofMessages();
        for (var one = 0; one < theirs.length; one++) {
            for (var other = one + 1; other < theirs.length; other++) {
                if (!mailbox.get(one).isStoredAs(mailbox.get(other))) {
                    var pair = "%s, messages %d and %d".formatted(script, one + 1, other + 1);
                    count(
                            pair,
                            mailbox,
                            List.of(mailbox.get(one), mailbox.get(other)),
                            ours.get(one).equals(ours.get(other)),
                            theirs[one] == theirs[other]);
                }
            }
        }
    }

    private void count(String name, List<Message> mailbox, List<Message> pair, boolean isOurs, boolean isTheirs) {
        all.count(isOurs, isTheirs);
        if (isTheirs && pair.getFirst().isGatheredBySubjectWith(pair.getLast())) {
            leftOut.add(name + ": no id in common, joined by subject alone");
            return;
        }
        withoutSubjects.count(isOurs, isTheirs);
        if (pair.getFirst().hasTheIdOf(pair.getLast())) {
            leftOut.add(name + ": one Message-ID; RFC 5256 takes the second for a message without any, we for a copy");
        } else if (isInCircle(mailbox, pair.getFirst()) != isInCircle(mailbox, pair.getLast())) {
            leftOut.add(name + ": one of them in a circle of references; RFC 5256 cuts it at some place, we nowhere");
        } else {
            compared.count(isOurs, isTheirs);
        }
    }

    /** Whether a message is among those that came before it, if all references are believed. */
    private static boolean isInCircle(List<Message> mailbox, Message message) {
        var id = message.parsed().identity().messageId();
        var earlier = new HashSet<>(message.parsed().identity().references());
        IntStream.range(0, mailbox.size())
                .forEach(any -> mailbox.stream()
                        .filter(each ->
                                earlier.contains(each.parsed().identity().messageId()))
                        .forEach(each -> earlier.addAll(each.parsed().identity().references())));
        return id != null && earlier.contains(id);
    }
}
