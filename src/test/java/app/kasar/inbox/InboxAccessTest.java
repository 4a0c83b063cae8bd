package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alice has mail from Bob, who is a contact everyone may read, and from a stranger. */
class InboxAccessTest {
    private static final String GATED = "[content hidden: the token lacks the inbox:content scope]";

    private static RunningKasar kasar;
    private static TestMailServer server;
    private static TestOrganization organization;
    private static TestOrganization.User alice;
    private static TestOrganization.User eve;
    private static String bob;
    private static String mailbox;
    private static String thread;
    private static String mail;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        server = new TestMailServer();
        organization = kasar.organization("acme");
        alice = organization.user("alice@acme.test", Role.MEMBER);
        eve = organization.user("eve@acme.test", Role.MEMBER);
        bob = organization
                .admin()
                .post("/records/contacts", Map.of("first_name", "Bob", "email", "bob@customer.test"))
                .expect(201)
                .id();
        var account = server.account("alice@acme.test");
        account.receive(mail("bob@customer.test", "Offer"));
        account.receive(mail("stranger@nowhere.test", "Zebra"));
        mailbox = ConnectedMailbox.read(alice.client(), account.connecting()).id();
        var offer = alice.client().get("/inbox/threads?filter_field=subject&filter_operator=equals&filter_value=Offer");
        thread = offer.expect(200).data().path(0).path("id").asString();
        var opened = alice.client().get("/inbox/threads/" + thread).expect(200).data();
        var refused = alice.client()
                .get("/inbox/threads/" + thread + "?message_cursor=x")
                .expect(400);
        assertThat(refused.message()).startsWith("'message_cursor' is not one");
        assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("message_cursor");
        mail = opened.path("messages").path("data").path(0).path("id").asString();
    }

    @AfterAll
    static void stop() {
        kasar.close();
        server.close();
    }

    private static String[] mail(String from, String subject) {
        return new String[] {
            "Message-ID: <" + subject + "@ids.test>",
            "Date: Tue, 10 Mar 2026 10:00:00 +0000",
            "From: " + from,
            "To: alice@acme.test",
            "Subject: " + subject,
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "Plain words. ".repeat(20) + "secretbody",
            "--b",
            "Content-Type: text/html",
            "Content-Disposition: attachment; filename=\"price list.html\"",
            "",
            "<script>secretfile</script>",
            "--b--"
        };
    }

    private static Client token(TestOrganization.User user, String... scopes) {
        var issued = user.client().post("/tokens", Map.of("name", "narrow", "scopes", List.of(scopes)));
        return user.client()
                .with(
                        "Authorization",
                        "Bearer " + issued.expect(201).data().path("token").asString());
    }

    /** Every route that could tell of Alice's mail. */
    private static Stream<String> paths() {
        return Stream.of(
                "/mailboxes",
                "/mailboxes/" + mailbox,
                "/inbox/threads",
                "/inbox/threads?channel=email",
                "/inbox/threads?is_read=false",
                "/inbox/threads?search=Zebra",
                "/inbox/threads/" + thread,
                "/interactions/" + mail,
                "/interactions/" + mail + "/attachments/0",
                "/integrations/status",
                "/activity/contacts/" + bob,
                "/records/contacts/" + bob,
                "/records/contacts?search=secretbody",
                "/notes?search=Zebra",
                "/tasks?search=Zebra");
    }

    @Test
    void nobody_but_its_owner_sees_mail_not_even_an_administrator() {
        for (var other : List.of(organization.admin(), eve.client())) {
            paths().forEach(path -> {
                var told = other.get(path).body().toString();
                assertThat(told).as(path).doesNotContain("secretbody", "secretfile", "stranger", "Zebra");
            });
            assertThat(other.get("/inbox/threads")
                            .expect(200)
                            .body()
                            .path("total")
                            .asInt())
                    .isZero();
            assertThat(other.get("/mailboxes").expect(200).data().size()).isZero();
            for (var path : List.of("/inbox/threads/" + thread, "/interactions/" + mail, "/mailboxes/" + mailbox)) {
                assertThat(other.get(path).expect(404).code()).isEqualTo("RECORD_NOT_FOUND");
            }
            other.get("/interactions/" + mail + "/attachments/0").expect(404);
            other.put("/inbox/threads/" + thread, Map.of("is_read", true)).expect(404);
            other.post("/mailboxes/" + mailbox + "/sync", null).expect(404);
            other.patch("/mailboxes/" + mailbox, Map.of("password", "x")).expect(404);
            other.delete("/mailboxes/" + mailbox).expect(404);
        }
    }

    @Test
    void a_token_that_an_administrator_issued_for_a_user_opens_nothing_that_is_theirs_alone() {
        alice.client()
                .post("/notes", Map.of("title", "Zebra note", "content", "Zebra", "visibility", "private"))
                .expect(201);
        var issued = issue(organization.admin(), alice);
        assertThat(issued.data().path("issued_by").asString())
                .isEqualTo(organization.adminId().toString());
        var borrowed = with(issued);
        var again = with(issue(borrowed, alice));

        for (var other : List.of(borrowed, again)) {
            assertThat(other.get("/me").expect(200).body().toString()).contains("alice@acme.test");
            paths().forEach(path -> assertThat(other.get(path).body().toString())
                    .as(path)
                    .doesNotContain("secretbody", "secretfile", "stranger", "Zebra"));
            for (var path :
                    List.of("/inbox/threads", "/inbox/threads/" + thread, "/mailboxes", "/integrations/status")) {
                assertThat(other.get(path).expect(403).code()).isEqualTo("PERMISSION_DENIED");
            }
            other.get("/interactions/" + mail).expect(404);
            other.get("/interactions/" + mail + "/attachments/0").expect(403);
            other.put("/inbox/threads/" + thread, Map.of("is_read", true)).expect(403);
            other.post("/mailboxes/" + mailbox + "/sync", null).expect(403);
            other.delete("/mailboxes/" + mailbox).expect(403);
            other.get("/records/contacts/" + bob).expect(200);
        }
        assertThat(token(alice, "mcp")
                        .get("/inbox/threads")
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    private static Client.Reply issue(Client by, TestOrganization.User user) {
        return by.post("/tokens", Map.of("name", "borrowed", "scopes", List.of("mcp"), "workspace_user_id", user.id()))
                .expect(201);
    }

    private static Client with(Client.Reply issued) {
        return alice.client()
                .with("Authorization", "Bearer " + issued.data().path("token").asString());
    }

    @Test
    void whoever_may_read_a_record_sees_in_its_feed_that_there_was_mail() {
        for (var reader : List.of(alice.client(), organization.admin(), eve.client())) {
            var feed =
                    reader.get("/activity/contacts/" + bob).expect(200).body().path("interactions");
            assertThat(feed.path("total").asInt()).isOne();
            assertThat(feed.path("data").path(0).path("subject").asString()).isEqualTo("Offer");
            assertThat(feed.path("data").path(0).has("body_text")).isFalse();
        }
    }

    @Test
    void a_token_without_the_scope_sees_no_body_by_any_route() {
        var gated = token(alice, "mcp");
        paths().forEach(path ->
                assertThat(gated.get(path).body().toString()).as(path).doesNotContain("secretbody", "secretfile"));
        var message = gated.get("/inbox/threads/" + thread)
                .expect(200)
                .data()
                .path("messages")
                .path("data")
                .path(0);
        assertThat(message.path("body_html").isNull()).isTrue();
        assertThat(message.path("body_text").asString()).isEqualTo(GATED);
        assertThat(message.path("content_gated").asBoolean()).isTrue();
        var interaction = gated.get("/interactions/" + mail).expect(200).data();
        assertThat(interaction.path("body_text").asString()).isEqualTo(GATED);
        assertThat(interaction.path("content_gated").asBoolean()).isTrue();
        assertThat(gated.get("/interactions/" + mail + "/attachments/0")
                        .expect(403)
                        .code())
                .isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void a_token_for_the_inbox_alone_opens_the_inbox_and_nothing_else() {
        var narrow = token(alice, "inbox:content");
        assertThat(narrow.get("/inbox/threads").expect(200).body().path("total").asInt())
                .isEqualTo(2);
        assertThat(narrow.get("/inbox/threads/" + thread).expect(200).body().toString())
                .contains("secretbody");
        assertThat(narrow.get("/interactions/" + mail).expect(200).body().toString())
                .contains("secretbody");
        narrow.put("/inbox/threads/" + thread, Map.of("is_read", true)).expect(200);
        narrow.get("/me").expect(200);
        narrow.get("/records/contacts").expect(403);
        narrow.get("/activity/contacts/" + bob).expect(403);
        narrow.get("/mailboxes").expect(403);
        var call = Map.of(
                "channel",
                "call",
                "subject",
                "Logged",
                "linked_entities",
                List.of(Map.of("id", bob, "type", "contacts")));
        var logged = alice.client().post("/interactions", call).expect(201).id();
        narrow.get("/interactions/" + logged).expect(404);
    }

    @Test
    void the_owner_gets_the_files_in_their_mail_to_save_and_never_to_show() {
        var file = alice.client().raw("/interactions/" + mail + "/attachments/0");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body().strip()).isEqualTo("<script>secretfile</script>");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
        for (var none : List.of("1", "-1", "x", "99999999999")) {
            alice.client().get("/interactions/" + mail + "/attachments/" + none).expect(404);
        }
    }

    @Test
    void an_administrator_issues_no_token_for_what_others_mails_say() {
        var asked = Map.of("name", "spy", "workspace_user_id", alice.id(), "scopes", List.of("mcp", "inbox:content"));
        assertThat(organization.admin().post("/tokens", asked).expect(403).code())
                .isEqualTo("PERMISSION_DENIED");
        var own = Map.of("name", "own", "scopes", List.of("mcp", "inbox:content"));
        organization.admin().post("/tokens", own).expect(201);
    }

    @Test
    void passwords_are_stored_encrypted_and_shown_to_nobody() {
        var shown =
                alice.client().get("/mailboxes/" + mailbox).expect(200).body().toString();
        assertThat(shown).doesNotContain(TestMailServer.PASSWORD).doesNotContain("secret");
        var stored = kasar.database()
                .database()
                .list(
                        Statement.fixed("SELECT m::text, encode(m.secret, 'escape') FROM %s.mailboxes m"
                                .formatted(organization.schemaName())),
                        row -> row.requiredText(1) + row.requiredText(2));
        assertThat(stored).hasSize(1).noneMatch(row -> row.contains(TestMailServer.PASSWORD));
    }

    @Test
    void bodies_are_in_no_words_that_search_looks_at() {
        var words = kasar.database()
                .database()
                .list(
                        Statement.fixed("SELECT coalesce(search_document::text, '') FROM %1$s.interactions UNION ALL"
                                        .formatted(organization.schemaName())
                                + " SELECT coalesce(search_document::text, '') FROM %s.threads"
                                        .formatted(organization.schemaName())),
                        row -> row.requiredText(1));
        assertThat(words).isNotEmpty().noneMatch(row -> row.contains("secretbody"));
    }
}
