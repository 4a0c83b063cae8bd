package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real mail, through a real protocol, in an order nobody sent it in, and more than once. */
class CorpusSyncTest {
    private static RunningKasar kasar;
    private static TestMailServer server;
    private static TestOrganization organization;
    private static int users;

    private TestOrganization.User user;
    private TestMailServer.Account account;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        server = new TestMailServer();
        organization = kasar.organization("acme");
    }

    @AfterAll
    static void stop() {
        kasar.close();
        server.close();
    }

    @BeforeEach
    void hire() {
        var address = "user" + ++users + "@acme.test";
        user = organization.user(address, Role.MEMBER);
        account = server.account(address);
    }

    private ConnectedMailbox connect() {
        return ConnectedMailbox.read(user.client(), account.connecting());
    }

    /** How many the test's own server takes in; it knows not every way in which a message can be broken. */
    private long receive(List<byte[]> messages, long seed) {
        var shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.stream().filter(account::receive).count();
    }

    private static long[] counts(ConnectedMailbox mailbox) {
        var counts = mailbox.shown().path("counts");
        return new long[] {
            counts.path("seen").asLong(),
            counts.path("stored").asLong(),
            counts.path("skipped_by_reason").path("duplicate").asLong(0)
        };
    }

    private long number(String query) {
        return kasar.database()
                .database()
                .find(Statement.fixed(query.formatted(organization.schemaName()), user.id()), row -> row.number(1))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail-ponymail-httpd",
                "mail-notmuch",
                "mail-imaptest-threads",
                "mail-stalwart",
                "mail-mime4j",
                "mail-mikel",
                "mail-git-mailinfo",
                "mail-talon-replies"
            })
    void every_message_is_there_once_however_it_comes(String folder) {
        var messages = Corpus.messages(folder);
        assertThat(messages).hasSizeGreaterThan(9);
        var received = receive(messages, 1);
        assertThat(received).isGreaterThan(messages.size() * 9L / 10);
        var mailbox = connect();
        var first = counts(mailbox);
        assertThat(first[0]).as("seen").isEqualTo(received);
        assertThat(first[1] + first[2]).as("stored or seen before").isEqualTo(received);

        receive(messages, 2);
        mailbox.sync();
        var second = counts(mailbox);
        assertThat(second[0]).as("seen again").isEqualTo(2 * received);
        assertThat(second[1]).as("stored").isEqualTo(first[1]);
        assertThat(number("SELECT count(*) FROM %s.mails WHERE owner_id = ?")).isEqualTo(first[1]);
        assertThat(number("SELECT count(*) FROM %s.interactions WHERE created_by = ?"))
                .isEqualTo(first[1]);
        assertThat(number("SELECT sum(message_count) FROM %s.threads WHERE owner_id = ?"))
                .isEqualTo(first[1]);
        assertThat(walked(user.client())).as("found by walking all pages").isEqualTo(first[1]);
        System.out.printf(
                "%s: %d messages, %d received, %d stored, %d seen before%n",
                folder, messages.size(), received, first[1], first[2]);
    }

    /** Messages found in all threads, opened one by one. */
    private static long walked(Client client) {
        var found = 0L;
        String cursor = null;
        do {
            var page = client.get(
                    "/inbox/threads", cursor == null ? Map.of("limit", 100) : Map.of("limit", 100, "cursor", cursor));
            for (var thread : page.expect(200).data()) {
                var id = thread.path("id").asString();
                var opened = client.get("/inbox/threads/" + id + "?message_limit=200")
                        .expect(200)
                        .data();
                found += opened.path("messages").path("data").size();
            }
            cursor = page.body().path("nextCursor").asString(null);
        } while (cursor != null);
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "mail-notmuch/lkml, mail-notmuch/threads-lkml.tsv",
        "mail-notmuch/default, mail-notmuch/threads-default.tsv",
        "mail-notmuch/threading, mail-notmuch/threads-threading.tsv",
        "mail-ponymail-httpd/corpus/httpd-users-2020-07.mbox, mail-ponymail-httpd/threads-httpd-users-2020-07.tsv",
        "mail-ponymail-httpd/corpus/httpd-users-200606-part.mbox, mail-ponymail-httpd/threads-httpd-users-200606-part.tsv"
    })
    void threads_are_those_that_others_see(String folder, String truth) {
        var expected = Corpus.threads(truth);
        receive(Corpus.messages(folder), 3);
        connect();
        var found = new HashMap<String, UUID>();
        kasar.database()
                .database()
                .list(
                        Statement.fixed(
                                "SELECT message_id, thread_id FROM %s.mails WHERE owner_id = ? AND message_id IS NOT NULL"
                                        .formatted(organization.schemaName()),
                                user.id()),
                        row -> found.put(row.requiredText(1), row.requiredUuid(2)));
        var ids = expected.keySet().stream().filter(found::containsKey).toList();
        assertThat(ids.size()).as("messages of the truth").isGreaterThanOrEqualTo(expected.size() * 99 / 100);
        var both = 0;
        var ours = 0;
        var theirs = 0;
        for (var one = 0; one < ids.size(); one++) {
            for (var other = one + 1; other < ids.size(); other++) {
                var isOurs = found.get(ids.get(one)).equals(found.get(ids.get(other)));
                var isTheirs = expected.get(ids.get(one)).equals(expected.get(ids.get(other)));
                both += isOurs && isTheirs ? 1 : 0;
                ours += isOurs ? 1 : 0;
                theirs += isTheirs ? 1 : 0;
            }
        }
        var precision = ours == 0 ? 1 : (double) both / ours;
        var recall = theirs == 0 ? 1 : (double) both / theirs;
        System.out.printf("%s: %d messages, precision %.4f, recall %.4f%n", truth, ids.size(), precision, recall);
        assertThat(precision).as("precision").isGreaterThanOrEqualTo(0.99);
        assertThat(recall).as("recall").isGreaterThanOrEqualTo(0.99);
    }
}
