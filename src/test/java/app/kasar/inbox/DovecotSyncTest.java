package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.access.UnattendedActors;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import app.kasar.inbox.imap.ImapAddress;
import app.kasar.inbox.imap.ImapLogin;
import app.kasar.inbox.imap.ImapSession;
import app.kasar.inbox.imap.RemoteFolder;
import app.kasar.schema.SchemaCache;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server: cut connections, marks both ways, and messages as broken as they come. */
class DovecotSyncTest {
    private static final int MANY = 5000;

    private static Dovecot dovecot;
    private static RunningKasar kasar;
    private static TestOrganization organization;
    private static int users;

    private final String address = "user" + ++users + "@acme.test";

    @BeforeAll
    static void start() {
        dovecot = Dovecot.started();
        kasar = new RunningKasar();
        organization = kasar.organization("acme");
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
        if (dovecot != null) {
            dovecot.close();
        }
    }

    private static byte[] message(int number) {
        return ("Message-ID: <m%d@x.test>\nDate: Tue, 10 Mar 2026 10:00:00 +0000\nFrom: bob%d@customer.test\n"
                        + "To: alice@acme.test\nSubject: Number %d\nReferences: <root%d@x.test>\n\nText of %d\n")
                .formatted(number, number % 7, number, number / 5, number)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static long stored(ConnectedMailbox mailbox) {
        return mailbox.shown().path("counts").path("stored").asLong();
    }

    private long number(String query) {
        return kasar.database()
                .database()
                .find(Statement.fixed(query.formatted(organization.schemaName())), row -> row.number(1))
                .orElseThrow();
    }

    @Test
    void loses_and_doubles_nothing_when_the_server_goes_away_in_the_middle() {
        dovecot.deliver(
                address,
                IntStream.range(0, MANY).mapToObj(DovecotSyncTest::message).toList());
        var user = organization.user(address, Role.MEMBER).client();
        var mailbox = ConnectedMailbox.connect(user, dovecot.connecting(address));
        cut(mailbox, 300);
        assertThat(stored(mailbox)).as("stored when the server stopped").isLessThan(MANY);
        cut(mailbox, 1500);
        await(() -> mailbox.shown().path("status").asString().equals("active"));
        assertThat(mailbox.shown().path("counts").toString())
                .isEqualTo("{\"seen\":5000,\"stored\":5000,\"skipped\":0,\"skipped_by_reason\":{}}");
        assertThat(number("SELECT count(DISTINCT message_id) FROM %s.mails WHERE message_id LIKE 'm%%@x.test'"))
                .isEqualTo(MANY);
        assertThat(user.get("/inbox/threads").expect(200).body().path("total").asInt())
                .isEqualTo(MANY / 5);
    }

    /** Stops the server once so many messages are stored, and has the mailbox read on when it is there again. */
    private static void cut(ConnectedMailbox mailbox, int enough) {
        await(() -> stored(mailbox) >= enough);
        dovecot.stop();
        try {
            mailbox.await("error");
        } finally {
            dovecot.start();
        }
        mailbox.owner().post("/mailboxes/" + mailbox.id() + "/sync", null).expect(202);
    }

    @Test
    void marks_go_both_ways() throws Exception {
        dovecot.deliver(address, List.of(message(90_001), message(90_011)));
        var user = organization.user(address, Role.MEMBER).client();
        var mailbox = ConnectedMailbox.read(user, dovecot.connecting(address));
        var threads = user.get("/inbox/threads").expect(200).data();
        var first = threads.path(0).path("id").asString();
        user.put("/inbox/threads/" + first, Map.of("is_read", true)).expect(200);
        var login = new ImapLogin(address, ImapLogin.Method.PASSWORD, (String)
                dovecot.connecting(address).get("password"));
        var server = new ImapAddress("127.0.0.1", dovecot.port(), ImapAddress.Security.NONE);
        try (var session = ImapSession.open(server, login);
                var inbox = session.open(ImapSession.INBOX)) {
            assertThat(session.folderNames()).containsExactly("INBOX", "Gone Out");
            await(() -> seen(inbox) == 1);
            inbox.mark(inbox.uids(1, RemoteFolder.LARGEST_UID), true);
        }
        mailbox.sync();
        assertThat(user.get("/inbox/threads?is_read=false")
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
    }

    private static long seen(RemoteFolder folder) {
        try {
            return folder.seen(1, RemoteFolder.LARGEST_UID).values().stream()
                    .filter(isSeen -> isSeen)
                    .count();
        } catch (app.kasar.inbox.imap.ImapFailure failed) {
            throw new IllegalStateException(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail-mikel", "mail-mime4j", "mail-stalwart"})
    void keeps_every_message_as_it_came_however_broken(String corpus) {
        var messages = Corpus.messages(corpus);
        dovecot.deliver(address, messages);
        var user = organization.user(address, Role.MEMBER);
        var mailbox = ConnectedMailbox.read(user.client(), dovecot.connecting(address));
        var counts = mailbox.shown().path("counts");
        assertThat(counts.path("seen").asLong()).isEqualTo(messages.size());
        var duplicates = counts.path("skipped_by_reason").path("duplicate").asLong(0);
        assertThat(counts.path("stored").asLong() + duplicates).isEqualTo(messages.size());
        var database = kasar.database().database();
        var store = new MailStore(database, organization.schemaName());
        var owner = new UnattendedActors(database)
                .find(organization.organization(), user.id(), "test")
                .orElseThrow();
        var schema = new SchemaCache(database).of(owner);
        var kept = database
                .list(
                        Statement.fixed(
                                "SELECT id FROM %s.mails WHERE owner_id = ?".formatted(organization.schemaName()),
                                user.id()),
                        row -> row.requiredUuid(1))
                .stream()
                .map(id -> lines(store.raw(id, schema).orElseThrow()))
                .toList();
        assertThat(messages.stream().map(DovecotSyncTest::lines).toList()).containsAll(kept);
    }

    /** Servers end lines in their own way, and no NUL can be sent; so lines are compared rather than bytes. */
    private static List<String> lines(byte[] raw) {
        return new String(raw, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\0', '\u0080')
                .stripTrailing()
                .lines()
                .toList();
    }
}
