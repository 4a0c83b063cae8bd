package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice has two mailboxes with mail from Bob, a contact everyone may read, and disconnects one of them. */
class DisconnectedMailboxTest {
    private static RunningKasar kasar;
    private static TestMailServer server;
    private static int organizations;

    private TestOrganization organization;
    private TestOrganization.User alice;
    private TestOrganization.User eve;
    private TestMailServer.Account account;
    private String bob;
    private ConnectedMailbox mailbox;
    private String thread;
    private String mail;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        server = new TestMailServer();
    }

    @AfterAll
    static void stop() {
        kasar.close();
        server.close();
    }

    @BeforeEach
    void connect() {
        var number = ++organizations;
        organization = kasar.organization("left-" + number);
        alice = organization.user("alice@left%d.test".formatted(number), Role.MEMBER);
        eve = organization.user("eve@left%d.test".formatted(number), Role.MEMBER);
        bob = organization
                .admin()
                .post("/records/contacts", Map.of("first_name", "Bob", "email", "bob@customer.test"))
                .expect(201)
                .id();
        account = server.account("alice@left%d.test".formatted(number));
        receive(account, "Zebra one");
        receive(account, "Zebra two");
        mailbox = ConnectedMailbox.read(alice.client(), account.connecting());
        thread = alice.client()
                .get("/inbox/threads?search=one")
                .expect(200)
                .data()
                .path(0)
                .path("id")
                .asString();
        mail = alice.client()
                .get("/inbox/threads/" + thread)
                .expect(200)
                .data()
                .path("messages")
                .path("data")
                .path(0)
                .path("id")
                .asString();
        var other = server.account("private@left%d.test".formatted(number));
        receive(other, "Offer");
        ConnectedMailbox.read(alice.client(), other.connecting());
    }

    private static void receive(TestMailServer.Account account, String subject) {
        account.receive(
                "Message-ID: <" + subject.replace(' ', '-') + "@ids.test>",
                "Date: Tue, 10 Mar 2026 10:00:00 +0000",
                "From: bob@customer.test",
                "To: " + account.connecting().get("email"),
                "Subject: " + subject,
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "Of " + subject,
                "--b",
                "Content-Type: text/plain",
                "Content-Disposition: attachment; filename=zebra.txt",
                "",
                "Zebra file",
                "--b--");
    }

    /** What came from the mailbox is still stored while this lasts: removing it waits for its threads. */
    private void whileNothingIsRemoved(Runnable work) {
        var held = Statement.fixed(
                "SELECT id FROM %s.threads WHERE mailbox_id = ?::uuid FOR UPDATE".formatted(organization.schemaName()),
                mailbox.id());
        var database = kasar.database().database();
        database.inTransaction(() -> {
            assertThat(database.list(held, row -> row.requiredUuid(1))).hasSize(2);
            work.run();
            database.rollBackAtEnd();
            return held;
        });
    }

    private void disconnect() {
        // In the transaction of an idempotent request nothing is removed yet.
        alice.client()
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .delete("/mailboxes/" + mailbox.id())
                .expect(200);
    }

    private static int total(Client client, String path) {
        return client.get(path).expect(200).body().path("total").asInt();
    }

    private int mailsInFeed(Client client) {
        return client.get("/activity/contacts/" + bob)
                .expect(200)
                .body()
                .path("interactions")
                .path("total")
                .asInt();
    }

    /** Every route that could tell of the mailbox. */
    private List<String> paths() {
        return List.of(
                "/mailboxes",
                "/inbox/threads",
                "/inbox/threads?channel=email&is_read=false",
                "/inbox/threads?search=Zebra",
                "/inbox/threads?sort_by=message_count",
                "/inbox/threads?filter_field=subject&filter_operator=contains&filter_value=Zebra",
                "/inbox/threads?filter_field=mailbox_id&filter_operator=equals&filter_value=" + mailbox.id(),
                "/inbox/threads/" + thread,
                "/interactions/" + mail,
                "/interactions/" + mail + "/attachments/0",
                "/activity/contacts/" + bob,
                "/activity/contacts/" + bob + "?include=interactions&interactions_channel=email",
                "/records/contacts/" + bob,
                "/records/contacts?search=Zebra",
                "/notes?search=Zebra",
                "/tasks?search=Zebra");
    }

    private void requireNothingOfItSeen(Client client) {
        for (var path : paths()) {
            assertThat(client.get(path).body().toString()).as(path).doesNotContainIgnoringCase("zebra");
        }
        client.get("/mailboxes/" + mailbox.id()).expect(404);
        client.get("/inbox/threads/" + thread).expect(404);
        client.get("/interactions/" + mail).expect(404);
        client.get("/interactions/" + mail + "/attachments/0").expect(404);
        client.put("/inbox/threads/" + thread, Map.of("is_read", true)).expect(404);
        client.patch("/interactions/" + mail, Map.of("subject", "Mine")).expect(404);
        client.delete("/interactions/" + mail).expect(404);
        assertThat(client.post("/search", Map.of("query", "Zebra")).body().toString())
                .doesNotContain("Zebra one", "Zebra two");
        assertThat(mailsInFeed(client)).isOne();
    }

    @Test
    void nobody_sees_anything_of_a_mailbox_once_it_is_disconnected() {
        var narrow = inboxToken();
        for (var reader : List.of(alice.client(), eve.client(), organization.admin())) {
            assertThat(mailsInFeed(reader)).isEqualTo(3);
        }
        assertThat(total(alice.client(), "/inbox/threads")).isEqualTo(3);
        assertThat(total(narrow, "/inbox/threads?is_read=false")).isEqualTo(3);

        whileNothingIsRemoved(() -> {
            disconnect();

            List.of(alice.client(), eve.client(), organization.admin()).forEach(this::requireNothingOfItSeen);
            assertThat(total(alice.client(), "/inbox/threads")).isOne();
            assertThat(total(alice.client(), "/inbox/threads?search=Offer")).isOne();
            assertThat(total(narrow, "/inbox/threads?is_read=false")).isOne();
            narrow.get("/inbox/threads/" + thread).expect(404);
            narrow.get("/interactions/" + mail).expect(404);
            narrow.get("/interactions/" + mail + "/attachments/0").expect(404);
        });

        awaitRows("mailboxes", 0);
        List.of(alice.client(), eve.client(), organization.admin()).forEach(this::requireNothingOfItSeen);
        assertThat(total(alice.client(), "/inbox/threads")).isOne();
        assertThat(total(narrow, "/inbox/threads?is_read=false")).isOne();
    }

    private Client inboxToken() {
        var issued = alice.client()
                .post("/tokens", Map.of("name", "narrow", "scopes", List.of("inbox:content")))
                .expect(201);
        return alice.client()
                .with("Authorization", "Bearer " + issued.data().path("token").asString());
    }

    @Test
    void another_server_knows_at_once_that_a_mailbox_is_disconnected() {
        try (var node = kasar.secondNode()) {
            var there = organization.admin().at(node.address());
            assertThat(mailsInFeed(there)).isEqualTo(3);

            whileNothingIsRemoved(() -> {
                disconnect();
                assertThat(mailsInFeed(there)).isOne();
            });
        }
    }

    @Test
    void a_rehearsal_of_disconnecting_hides_nothing() {
        alice.client().delete("/mailboxes/" + mailbox.id() + "?dry_run=true").expect(200);

        assertThat(total(alice.client(), "/inbox/threads")).isEqualTo(3);
        assertThat(mailsInFeed(eve.client())).isEqualTo(3);
    }

    @Test
    void an_account_connected_again_while_the_old_mailbox_is_removed_is_whole_in_the_end() {
        whileNothingIsRemoved(() -> {
            disconnect();
            var again = ConnectedMailbox.read(alice.client(), account.connecting());

            assertThat(again.counts()).isEqualTo("{\"seen\":2,\"stored\":2,\"skipped\":0,\"skipped_by_reason\":{}}");
            requireWhole();
            alice.client().get("/inbox/threads/" + thread).expect(404);
        });

        awaitRows("mailboxes", 0);
        awaitRows("mails", 0);
        requireWhole();
        receive(account, "Zebra three");
        awaitThreads(4);
    }

    private void requireWhole() {
        assertThat(total(alice.client(), "/inbox/threads")).isEqualTo(3);
        assertThat(total(alice.client(), "/inbox/threads?search=Zebra")).isEqualTo(2);
        assertThat(mailsInFeed(eve.client())).isEqualTo(3);
        var open = alice.client().get("/inbox/threads?search=Zebra").expect(200).data();
        for (var found : open) {
            var opened = alice.client()
                    .get("/inbox/threads/" + found.path("id").asString())
                    .expect(200)
                    .data();
            assertThat(opened.path("messages").path("total").asInt()).isOne();
        }
    }

    @Test
    void what_came_from_a_mailbox_goes_even_when_its_owner_is_no_longer_active() {
        whileNothingIsRemoved(() -> {
            disconnect();
            organization
                    .admin()
                    .patch("/users/" + alice.id(), Map.of("is_active", false))
                    .expect(200);

            assertThat(mailsInFeed(organization.admin())).isOne();
        });

        awaitRows("threads", 0);
        awaitRows("mails", 0);
        awaitRows("mailboxes", 0);
        assertThat(mailsInFeed(organization.admin())).isOne();
    }

    @Test
    void what_a_mailbox_said_before_is_forgotten_with_it() {
        alice.client().put("/inbox/threads/" + thread, Map.of("is_read", true)).expect(200);
        assertThat(versions("threads")).as("versions before").isPositive();
        disconnect();
        awaitRows("mailboxes", 0);
        assertThat(versions("threads")).isZero();
        assertThat(versions("interactions")).isZero();
    }

    /** Of what has one of the subjects that only this mailbox has. */
    private long versions(String object) {
        var text = "SELECT count(*) FROM %s.%s_history WHERE subject LIKE '%%Zebra%%'"
                .formatted(organization.schemaName(), object);
        return kasar.database()
                .database()
                .find(Statement.fixed(text), row -> row.number(1))
                .orElseThrow();
    }

    private void awaitThreads(int number) {
        await("threads", () -> total(alice.client(), "/inbox/threads") == number);
    }

    private void awaitRows(String table, long rows) {
        var text = "SELECT count(*) FROM %s.%s WHERE %s = ?::uuid"
                .formatted(organization.schemaName(), table, table.equals("mailboxes") ? "id" : "mailbox_id");
        var count = Statement.fixed(text, mailbox.id());
        var database = kasar.database().database();
        await(
                "rows of " + table,
                () -> database.find(count, row -> row.number(1)).orElseThrow() == rows);
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
