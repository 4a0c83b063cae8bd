package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxApiTest {
    private static RunningKasar kasar;
    private static TestMailServer server;
    private static int organizations;

    private TestOrganization organization;
    private Client alice;
    private TestMailServer.Account account;

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
    void hire() {
        var number = ++organizations;
        organization = kasar.organization("box-" + number);
        alice = organization
                .user("alice@box%d.test".formatted(number), Role.MEMBER)
                .client();
        account = server.account("alice@box%d.test".formatted(number));
    }

    private static void receive(TestMailServer.Account account, String id) {
        account.receive(
                "Message-ID: <" + id + ">",
                "Date: Tue, 10 Mar 2026 10:00:00 +0000",
                "From: bob@customer.test",
                "To: " + account.connecting().get("email"),
                "Subject: " + id,
                "",
                "Text");
    }

    private long threads() {
        return alice.get("/inbox/threads").expect(200).body().path("total").asLong();
    }

    private void awaitThreads(long number) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (threads() != number) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void connects_with_what_is_known_of_a_provider() {
        var gmail = Map.of("provider", "gmail", "email", "Alice@Gmail.test", "auth", "xoauth2", "access_token", "zq");
        var shown = alice.post("/mailboxes?dry_run=true", gmail).expect(201).data();
        assertThat(shown.path("host").asString()).isEqualTo("imap.gmail.com");
        assertThat(shown.path("port").asInt()).isEqualTo(993);
        assertThat(shown.path("security").asString()).isEqualTo("tls");
        assertThat(shown.path("username").asString()).isEqualToIgnoringCase("alice@gmail.test");
        assertThat(shown.path("status").asString()).isEqualTo("syncing");
        assertThat(shown.path("counts").path("seen").asInt()).isZero();
    }

    @Test
    void connects_an_address_once() {
        alice.post("/mailboxes", account.connecting()).expect(201);
        assertThat(alice.post("/mailboxes", account.connecting()).expect(409).code())
                .isEqualTo("CONFLICT");
        assertThat(alice.get("/mailboxes").expect(200).data().size()).isOne();
    }

    @Test
    void tells_every_fault_at_once() {
        var body = Map.of(
                "provider",
                "hotmial",
                "email",
                "nobody",
                "port",
                0,
                "security",
                "ssl",
                "auth",
                "basic",
                "pasword",
                "x");
        var fields = new java.util.TreeSet<String>();
        alice.post("/mailboxes", body)
                .expect(400)
                .body()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asString()));
        assertThat(fields).contains("provider", "email", "port", "security", "auth", "pasword");
    }

    @Test
    void sends_no_password_over_a_network_unprotected() {
        for (var host : List.of("mail.example.com", "10.0.0.1", "127.0.0.1.example.com", "0x7f000001")) {
            var body = new HashMap<String, Object>(account.connecting());
            body.put("host", host);
            assertThat(alice.post("/mailboxes", body)
                            .expect(400)
                            .body()
                            .path("errors")
                            .path(0)
                            .path("field")
                            .asString())
                    .isEqualTo("security");
        }
    }

    @Test
    void asks_for_the_host_and_the_secret_that_the_method_needs() {
        assertThat(alice.post("/mailboxes", Map.of("provider", "imap", "email", "a@x.test"))
                        .expect(400)
                        .body()
                        .toString())
                .contains("\"host\"", "\"password\"");
        var mixed = Map.of("provider", "gmail", "email", "a@x.test", "auth", "xoauth2", "password", "x");
        assertThat(alice.post("/mailboxes", mixed).expect(400).body().toString())
                .contains("\"access_token\"");
    }

    @Test
    void says_what_to_do_when_the_password_is_wrong_and_goes_on_with_a_new_one() {
        receive(account, "a@x");
        var body = new HashMap<String, Object>(account.connecting());
        body.put("password", "wrong zqpassword");
        var mailbox = ConnectedMailbox.connect(alice, body);
        var shown = mailbox.await("error");
        assertThat(shown.path("last_error").asString())
                .contains("refused the sign-in")
                .doesNotContain("zqpassword");
        var status = alice.get("/integrations/status").expect(200).body().path("integrations");
        assertThat(status.toString())
                .contains("\"provider\":\"imap\",\"connected\":true,\"status\":\"error\"")
                .contains("\"provider\":\"gmail\",\"connected\":false,\"status\":\"disconnected\"");
        alice.patch("/mailboxes/" + mailbox.id(), Map.of("password", TestMailServer.PASSWORD))
                .expect(200);
        mailbox.await("active");
        assertThat(threads()).isOne();
    }

    @Test
    void tells_an_access_token_that_was_good_from_one_that_never_was() {
        var body = new HashMap<String, Object>(account.connecting());
        body.put("auth", "xoauth2");
        body.put("access_token", body.remove("password"));
        try (var proxy = new CuttingProxy((int) body.get("port"), "cuthere@x")) {
            body.put("port", proxy.port());
            var mailbox = ConnectedMailbox.read(alice, body);
            assertThat(integration()).contains("\"status\":\"active\"");

            account.takeOnly("zqnext");
            // The connection that stands signs in no more until it is cut.
            receive(account, "cuthere@x");
            awaitIntegration(mailbox.id(), "expired");

            alice.patch("/mailboxes/" + mailbox.id(), Map.of("access_token", "zqwrong"))
                    .expect(200);
            awaitIntegration(mailbox.id(), "error");
        }
    }

    private void awaitIntegration(String mailbox, String status) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!integration().contains("\"status\":\"" + status + "\"")) {
            assertThat(System.nanoTime()).as(integration()).isLessThan(end);
            alice.post("/mailboxes/" + mailbox + "/sync", null).expect(202);
        }
    }

    private String integration() {
        return alice.get("/integrations/status").expect(200).body().toString();
    }

    @Test
    void says_what_to_do_when_nothing_answers() {
        var body = new HashMap<String, Object>(account.connecting());
        body.put("port", 1);
        var shown = ConnectedMailbox.connect(alice, body).await("error");
        assertThat(shown.path("last_error").asString()).isEqualTo("nothing answers at 127.0.0.1:1");
    }

    @Test
    void hears_of_new_mail_without_asking() {
        ConnectedMailbox.read(alice, account.connecting());
        receive(account, "a@x");
        awaitThreads(1);
        receive(account, "b@x");
        awaitThreads(2);
    }

    @Test
    void reads_sent_mail_too_and_knows_which_way_it_went() {
        receive(account, "a@x");
        var address = account.connecting().get("email");
        account.put(
                account.folder("Sent"),
                ("Message-ID: <b@x>\r\nDate: Tue, 10 Mar 2026 11:00:00 +0000\r\nFrom: " + address
                                + "\r\nTo: bob@customer.test\r\nIn-Reply-To: <a@x>\r\nSubject: Re: a@x\r\n\r\nAnswer")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                true);
        ConnectedMailbox.read(alice, account.connecting());
        var thread = alice.get("/inbox/threads").expect(200).data().path(0);
        assertThat(thread.path("participants").toString()).isEqualTo("[\"bob@customer.test\"]");
        var messages = alice.get("/inbox/threads/" + thread.path("id").asString())
                .expect(200)
                .data()
                .path("messages")
                .path("data");
        assertThat(messages.path(0).path("direction").asString()).isEqualTo("outbound");
        assertThat(messages.path(0).path("in_reply_to").asString()).isEqualTo("a@x");
        assertThat(messages.path(1).path("direction").asString()).isEqualTo("inbound");
    }

    @Test
    void another_node_goes_on_where_one_fell_silent() {
        receive(account, "a@x");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());
        alice.delete("/mailboxes/" + mailbox.id()).expect(200);
        var dead = ConnectedMailbox.connect(
                alice,
                Map.of(
                        "provider",
                        "imap",
                        "email",
                        "x@y.test",
                        "host",
                        "127.0.0.1",
                        "port",
                        1,
                        "security",
                        "none",
                        "password",
                        "x"));
        dead.await("error");
        var table = organization.schemaName() + ".mailboxes";
        kasar.database()
                .database()
                .execute(Statement.fixed(
                        "UPDATE %s SET port = ?, username = ?, secret = secret, status = 'syncing', next_sync_at = 'infinity',"
                                        .formatted(table)
                                + " lease_holder = ?, lease_until = ? WHERE id = ?::uuid",
                        account.connecting().get("port"),
                        account.connecting().get("email"),
                        UUID.randomUUID(),
                        kasar.clock().instant().plusSeconds(60),
                        dead.id()));
        kasar.clock().advance(Duration.ofSeconds(61));
        dead.await("error");
        assertThat(dead.shown().path("last_error").asString()).contains("refused the sign-in");
    }

    @Test
    void a_mailbox_is_gone_at_once_and_can_be_connected_again_while_what_came_from_it_is_removed() {
        receive(account, "a@x");
        receive(account, "b@x");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());
        // In the transaction of an idempotent request nothing is removed yet.
        alice.with("Idempotency-Key", UUID.randomUUID().toString())
                .delete("/mailboxes/" + mailbox.id())
                .expect(200);
        alice.get("/mailboxes/" + mailbox.id()).expect(404);
        assertThat(alice.get("/mailboxes").expect(200).data().size()).isZero();
        alice.delete("/mailboxes/" + mailbox.id()).expect(404);
        ConnectedMailbox.connect(alice, account.connecting());
        awaitRows("mailboxes", mailbox.id(), 0);
        awaitRows("mails", mailbox.id(), 0);
        awaitRows("threads", mailbox.id(), 0);
    }

    @Test
    void goes_on_removing_a_mailbox_when_a_server_died_over_it() {
        receive(account, "a@x");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());
        kasar.database()
                .database()
                .execute(Statement.fixed(
                        "UPDATE %s.mailboxes SET disconnected_at = now()".formatted(organization.schemaName())
                                + " WHERE id = ?::uuid",
                        mailbox.id()));
        awaitRows("mailboxes", mailbox.id(), 0);
        awaitRows("mails", mailbox.id(), 0);
        assertThat(threads()).isZero();
    }

    private void awaitRows(String table, String mailbox, long rows) {
        var text = "SELECT count(*) FROM %s.%s WHERE %s = ?::uuid"
                .formatted(organization.schemaName(), table, table.equals("mailboxes") ? "id" : "mailbox_id");
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (kasar.database()
                        .database()
                        .find(Statement.fixed(text, mailbox), row -> row.number(1))
                        .orElseThrow()
                != rows) {
            assertThat(System.nanoTime()).as("rows of " + table).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void reads_everything_again_and_stores_nothing_twice_when_the_numbers_of_messages_change() {
        receive(account, "a@x");
        receive(account, "b@x");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());
        kasar.database()
                .database()
                .execute(Statement.fixed("UPDATE %s.mailbox_folders SET uid_validity = uid_validity - 1"
                        .formatted(organization.schemaName())));
        mailbox.sync();
        var counts = mailbox.shown().path("counts");
        assertThat(counts.toString())
                .isEqualTo("{\"seen\":4,\"stored\":2,\"skipped\":2,\"skipped_by_reason\":{\"duplicate\":2}}");
        assertThat(threads()).isEqualTo(2);
    }

    @Test
    void one_message_at_which_the_connection_is_always_lost_keeps_no_other_from_coming() {
        for (var number = 0; number < 9; number++) {
            receive(account, (number == 4 ? "poison" : "m") + number + "@x");
        }
        var body = new HashMap<String, Object>(account.connecting());
        try (var proxy = new CuttingProxy((int) body.get("port"), "poison4@x")) {
            body.put("port", proxy.port());
            var mailbox = ConnectedMailbox.connect(alice, body);
            for (var attempt = 0; attempt < 4; attempt++) {
                mailbox.await("error");
                assertThat(mailbox.shown().path("last_error").asString())
                        .isEqualTo("the connection to the mail server was lost");
                alice.post("/mailboxes/" + mailbox.id() + "/sync", null).expect(202);
            }
            mailbox.await("active");
            assertThat(mailbox.shown().path("counts").toString())
                    .isEqualTo("{\"seen\":9,\"stored\":8,\"skipped\":1,\"skipped_by_reason\":{\"not_given\":1}}");
        }
    }

    @Test
    void a_read_only_token_connects_nothing() {
        var issued =
                alice.post("/tokens", Map.of("name", "r", "access", "read")).expect(201);
        var reader = alice.with(
                "Authorization", "Bearer " + issued.data().path("token").asString());
        reader.post("/mailboxes", account.connecting()).expect(403);
        reader.get("/mailboxes").expect(200);
    }

    @Test
    void a_rehearsal_connects_nothing() {
        alice.post("/mailboxes?dry_run=true", account.connecting()).expect(201);
        assertThat(alice.get("/mailboxes").expect(200).data().size()).isZero();
    }

    @Test
    void refuses_what_can_be_no_server_and_what_cannot_be_sent_as_a_name() {
        for (var host :
                List.of("https://mail.example.com", "a b", "mail.example.com:993", "mail/x", "-x", "x".repeat(300))) {
            var body = new HashMap<String, Object>(account.connecting());
            body.putAll(Map.of("host", host, "security", "tls", "username", "a\r\nb"));
            var errors = alice.post("/mailboxes", body).expect(400).body().path("errors");
            assertThat(errors.valueStream().map(error -> error.path("field").asString()))
                    .as(host)
                    .containsExactly("host", "username");
        }
        var body = new HashMap<String, Object>(account.connecting());
        body.putAll(Map.of("host", "m\u00fcller.example", "security", "tls"));
        assertThat(alice.post("/mailboxes", body)
                        .expect(201)
                        .data()
                        .path("host")
                        .asString())
                .isEqualTo("xn--mller-kva.example");
    }
}
