package app.kasar.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Author;
import app.kasar.access.Role;
import app.kasar.access.Scope;
import app.kasar.accounts.NewApiToken;
import app.kasar.accounts.TokenTerms;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionApiTest {
    private static final Map<String, Object> OWN =
            Map.of("read", "own", "create", "all", "update", "own", "delete", "own");

    private static RunningKasar kasar;
    private static int organizations;

    private TestOrganization organization;
    private Client admin;
    private TestOrganization.User bob;
    private TestOrganization.User carol;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @BeforeEach
    void hire() {
        organization = kasar.organization("acme-" + ++organizations);
        admin = organization.admin();
        bob = organization.user("bob@acme.test", Role.MEMBER);
        carol = organization.user("carol@acme.test", Role.MEMBER);
    }

    private static String contact(Client owner) {
        return owner.post("/records/contacts", Map.of("first_name", "Alice"))
                .expect(201)
                .id();
    }

    private static List<Map<String, String>> on(String... contacts) {
        return java.util.Arrays.stream(contacts)
                .map(id -> Map.of("type", "contacts", "id", id))
                .toList();
    }

    private static Map<String, Object> call(String contact) {
        return new HashMap<>(Map.of("channel", "call", "linked_entities", on(contact)));
    }

    private static String log(Client client, String contact) {
        return client.post("/interactions", call(contact)).expect(201).id();
    }

    @Test
    void logs_a_call_and_shows_it_whole() {
        var contact = contact(admin);
        var body = call(contact);
        body.putAll(Map.of(
                "direction", "outbound",
                "subject", "Renewal",
                "body_html", "<p>They will <b>renew</b>.</p><script>x()</script><p>Call in May</p>",
                "occurred_at", "2026-03-14T09:00:00+01:00",
                "duration", 300,
                "participants", List.of("Alice", "bob@acme.test")));
        var logged = admin.post("/interactions", body).expect(201);
        var shown = admin.get("/interactions/" + logged.id()).expect(200).data();

        assertThat(shown).isEqualTo(logged.data());
        assertThat(shown.propertyNames())
                .contains(
                        "id",
                        "channel",
                        "direction",
                        "subject",
                        "snippet",
                        "body_html",
                        "body_text",
                        "occurred_at",
                        "duration",
                        "participants",
                        "linked_records",
                        "created_at");
        assertThat(shown.path("body_html").asString()).isEqualTo("<p>They will <b>renew</b>.</p><p>Call in May</p>");
        assertThat(shown.path("body_text").asString()).isEqualTo("They will renew.\nCall in May");
        assertThat(shown.path("snippet").asString()).isEqualTo("They will renew. Call in May");
        assertThat(shown.path("occurred_at").asString()).isEqualTo("2026-03-14T08:00:00Z");
        assertThat(shown.path("duration").asInt()).isEqualTo(300);
        assertThat(shown.path("participants").path(1).asString()).isEqualTo("bob@acme.test");
        var linked = shown.path("linked_records").path(0);
        assertThat(linked.path("object").asString()).isEqualTo("contacts");
        assertThat(linked.path("id").asString()).isEqualTo(contact);
        assertThat(linked.path("display").asString()).isEqualTo("Alice");
    }

    @Test
    void takes_place_now_unless_it_is_said_when_and_appears_in_the_feed_of_its_records() {
        var contact = contact(admin);
        var logged = admin.post("/interactions", call(contact)).expect(201);
        assertThat(logged.data().path("occurred_at").asString())
                .isEqualTo(kasar.clock().instant().toString());
        var feed = admin.get("/activity/contacts/" + contact).expect(200).body().path("interactions");
        assertThat(feed.path("total").asInt()).isOne();
        assertThat(feed.path("data").path(0).path("id").asString()).isEqualTo(logged.id());
        assertThat(feed.path("data").path(0).has("body_text")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "meeting", "linkedin", "whatsapp", "other"})
    void logs_every_channel_that_people_use_themselves(String channel) {
        var body = call(contact(admin));
        body.put("channel", channel);
        admin.post("/interactions", body).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "gmail", "imap", "fax", ""})
    void logs_no_mail_and_nothing_unheard_of(String channel) {
        var body = call(contact(admin));
        body.put("channel", channel);
        assertThat(admin.post("/interactions", body)
                        .expect(400)
                        .body()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("channel");
    }

    @Test
    void tells_every_fault_at_once() {
        var refused = admin.post(
                        "/interactions",
                        Map.of(
                                "channel", "email",
                                "direction", "sideways",
                                "subjekt", "x",
                                "occurred_at", "2026-02-30",
                                "duration", -1,
                                "participants", List.of(1),
                                "linked_entities", List.of(),
                                "body_html", "<script>x()</script>"))
                .expect(400);
        var places = refused.body()
                .path("errors")
                .valueStream()
                .map(fault -> fault.path("field").asString())
                .toList();
        assertThat(places)
                .contains("channel", "direction", "subjekt", "occurred_at", "duration", "linked_entities", "body_html")
                .anyMatch(place -> place.startsWith("participants"));
        assertThat(admin.post("/interactions", Map.of("channel", "call"))
                        .expect(400)
                        .message())
                .contains("linked_entities");
        var both = call(contact(admin));
        both.putAll(Map.of("body_html", "<p>a</p>", "body_text", "a"));
        admin.post("/interactions", both).expect(400);
    }

    @Test
    void is_logged_only_on_records_the_caller_may_read_and_change() {
        var contact = contact(admin);
        admin.post("/interactions", call(UUID.randomUUID().toString())).expect(404);
        organization.grant(
                Role.MEMBER, "contacts", Map.of("read", "all", "create", "all", "update", "own", "delete", "own"));
        bob.client().post("/interactions", call(contact)).expect(403);
        organization.grant(Role.MEMBER, "contacts", OWN);
        bob.client().post("/interactions", call(contact)).expect(404);
        assertThat(admin.get("/activity/contacts/" + contact)
                        .body()
                        .path("interactions")
                        .path("total")
                        .asInt())
                .isZero();
        log(bob.client(), contact(bob.client()));
    }

    @Test
    void is_seen_by_whoever_may_read_a_record_it_is_about() {
        organization.grant(Role.MEMBER, "contacts", OWN);
        var bobs = contact(bob.client());
        var carols = contact(carol.client());
        var onBobs = log(bob.client(), bobs);
        var onBoth = admin.post("/interactions", Map.of("channel", "meeting", "linked_entities", on(bobs, carols)))
                .expect(201)
                .id();

        carol.client().get("/interactions/" + onBobs).expect(404);
        carol.client().patch("/interactions/" + onBobs, Map.of("subject", "x")).expect(404);
        carol.client().delete("/interactions/" + onBobs).expect(404);
        var seen =
                carol.client().get("/interactions/" + onBoth).expect(200).data().path("linked_records");
        assertThat(seen.size()).isOne();
        assertThat(seen.path(0).path("id").asString()).isEqualTo(carols);
        assertThat(carol.client()
                        .get("/activity/contacts/" + carols)
                        .body()
                        .path("interactions")
                        .path("total")
                        .asInt())
                .isOne();
        bob.client().get("/interactions/" + onBoth).expect(200);
    }

    @Test
    void is_gone_with_the_last_record_it_was_about() {
        var contact = contact(admin);
        var logged = log(admin, contact);
        admin.delete("/records/contacts/" + contact).expect(200);
        admin.get("/interactions/" + logged).expect(404);
    }

    @Test
    void is_changed_and_deleted_by_who_logged_it_or_an_administrator() {
        var contact = contact(admin);
        var logged = "/interactions/" + log(bob.client(), contact);
        carol.client().get(logged).expect(200);
        carol.client().patch(logged, Map.of("subject", "mine")).expect(403);
        carol.client().delete(logged).expect(403);

        var changed = bob.client()
                .patch(logged, Map.of("body_text", "Hi  there", "channel", "meeting"))
                .expect(200);
        assertThat(changed.data().path("snippet").asString()).isEqualTo("Hi there");
        assertThat(changed.data().path("channel").asString()).isEqualTo("meeting");
        admin.patch(logged, Map.of("linked_entities", List.of())).expect(400);
        admin.patch(logged, Map.of("channel", "email")).expect(400);
        admin.with("If-Match", "\"1\"").patch(logged, Map.of("subject", "x")).expect(412);
        var other = contact(admin);
        assertThat(admin.patch(logged, Map.of("linked_entities", on(other)))
                        .expect(200)
                        .data()
                        .path("linked_records")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(other);
        bob.client().delete(logged).expect(200);
        bob.client().get(logged).expect(404);
    }

    @Test
    void bodies_of_mail_need_the_scope_for_them_and_mail_is_never_changed() {
        var body = call(contact(admin));
        body.put("body_html", "<p>zqsecret</p>");
        var id = admin.post("/interactions", body).expect(201).id();
        var withoutScope = tokenWithoutInbox();
        assertThat(withoutScope
                        .get("/interactions/" + id)
                        .expect(200)
                        .data()
                        .path("body_text")
                        .asString())
                .isEqualTo("zqsecret");

        var table = organization.schemaName() + ".interactions";
        kasar.database()
                .database()
                .execute(
                        Statement.fixed("UPDATE " + table + " SET channel = 'imap' WHERE id = ?", UUID.fromString(id)));
        var gated = withoutScope.get("/interactions/" + id).expect(200).data();
        assertThat(gated.path("body_html").isNull()).isTrue();
        assertThat(gated.path("body_text").asString())
                .isEqualTo("[content hidden: the token lacks the inbox:content scope]");
        assertThat(gated.path("content_gated").asBoolean()).isTrue();
        var open = admin.get("/interactions/" + id).expect(200).data();
        assertThat(open.path("body_text").asString()).isEqualTo("zqsecret");
        assertThat(open.has("content_gated")).isFalse();

        admin.patch("/interactions/" + id, Map.of("subject", "forged")).expect(403);
        admin.delete("/interactions/" + id).expect(403);
    }

    private Client tokenWithoutInbox() {
        var terms = new TokenTerms("plain", EnumSet.of(Scope.MCP), false, null);
        var author = new Author.Operator(organization.organization());
        var token = kasar.administration().tokens().issue(author, new NewApiToken(organization.adminId(), terms, null));
        return admin.with("Authorization", "Bearer " + token.secret().reveal());
    }

    @Test
    void took_place_now_when_the_time_is_null() {
        var body = call(contact(admin));
        body.put("occurred_at", null);
        var logged = admin.post("/interactions", body).expect(201).data();
        assertThat(logged.path("occurred_at")).isEqualTo(logged.path("created_at"));
    }

    @Test
    void names_only_channels_that_are_logged_and_names_the_nearest() {
        var body = call(contact(admin));
        body.put("channel", "Metting");
        var refused = admin.post("/interactions", body).expect(400);
        assertThat(refused.body().path("errors").size()).isOne();
        assertThat(refused.message())
                .contains("'whatsapp'", "did you mean 'meeting'?")
                .doesNotContain("gmail");
        body.put("channel", "gmail");
        assertThat(admin.post("/interactions", body).expect(400).message()).contains("mail comes from a mailbox");
        var logged = log(admin, contact(admin));
        assertThat(admin.patch("/interactions/" + logged, Map.of("channel", "email"))
                        .expect(400)
                        .message())
                .contains("mail comes from a mailbox");
    }

    @Test
    void names_the_key_of_an_object_there_is_none_of() {
        var body = call(contact(admin));
        body.put("linked_entities", List.of(Map.of("type", "contact", "id", contact(admin))));
        assertThat(admin.post("/interactions", body)
                        .expect(400)
                        .body()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("linked_entities[0].type");
    }
}
