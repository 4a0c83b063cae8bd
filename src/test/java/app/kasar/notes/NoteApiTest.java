package app.kasar.notes;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NoteApiTest {
    private static RunningKasar kasar;
    private static int organizations;

    private TestOrganization organization;
    private Client admin;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @BeforeEach
    void found() {
        organization = kasar.organization("notes-" + ++organizations);
        admin = organization.admin();
    }

    private String record(String object, Map<String, ?> values) {
        return admin.post("/records/" + object, values).expect(201).id();
    }

    private String contact() {
        return record("contacts", Map.of("first_name", "Alice"));
    }

    private static Map<String, Object> link(String type, String id) {
        return Map.of("type", type, "id", id);
    }

    private JsonNode write(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("content", "<p>Hello</p>"));
        body.putAll(more);
        return admin.post("/notes", body).expect(201).data();
    }

    private static List<String> ids(Client.Reply reply) {
        return reply.expect(200)
                .data()
                .valueStream()
                .map(note -> note.path("id").asString())
                .toList();
    }

    private static List<JsonNode> told(Client client) {
        return client.get("/notifications").expect(200).data().valueStream().toList();
    }

    @Test
    void writes_a_note_and_gets_it_back_with_its_author_and_links() {
        var alice = contact();
        var created = admin.post(
                        "/notes",
                        Map.of(
                                "title",
                                "Call",
                                "content",
                                "<p>Hi</p>",
                                "linked_entities",
                                List.of(link("contacts", alice))))
                .expect(201);
        var note = admin.get("/notes/" + created.id()).expect(200).data();

        assertThat(created.header("Location")).isEqualTo("/api/v1/notes/" + created.id());
        assertThat(note).isEqualTo(created.data());
        assertThat(note.propertyNames())
                .containsExactly(
                        "id",
                        "created_at",
                        "updated_at",
                        "created_by",
                        "created_by_display",
                        "title",
                        "content",
                        "visibility",
                        "linked_entities");
        assertThat(note.path("visibility").asString()).isEqualTo("workspace");
        assertThat(note.path("created_by_display").path("display").asString()).isEqualTo("Ada Byron");
        assertThat(note.path("created_by_display").has("image")).isTrue();
        var linked = note.path("linked_entities").path(0);
        assertThat(linked.path("id").asString()).isEqualTo(alice);
        assertThat(linked.path("type").asString()).isEqualTo("contacts");
        assertThat(linked.path("display").asString()).isEqualTo("Alice");
    }

    @Test
    void links_notes_to_records_of_any_object_custom_ones_too() {
        admin.post(
                        "/schema",
                        Map.of(
                                "name",
                                "candidates",
                                "label",
                                "Candidates",
                                "fields",
                                List.of(Map.of("name", "name", "label", "Name", "type", "TEXT"))))
                .expect(201);
        var candidate = record("candidates", Map.of("name", "Carl"));
        var note = write(Map.of("linked_entities", List.of(link("candidates", candidate))))
                .path("id")
                .asString();

        assertThat(ids(admin.get("/notes?entity_type=candidates"))).containsExactly(note);
        assertThat(ids(admin.get("/notes?entity_type=candidates&entity_id=" + candidate)))
                .containsExactly(note);
        admin.delete("/schema/candidates?confirm=candidates").expect(200);
        assertThat(admin.get("/notes/" + note).expect(200).data().path("linked_entities"))
                .isEmpty();
    }

    @Test
    void replaces_links_only_where_they_are_named() {
        var alice = contact();
        var acme = record("companies", Map.of("name", "Acme"));
        var note = write(Map.of("linked_entities", List.of(link("contacts", alice))))
                .path("id")
                .asString();

        var kept =
                admin.put("/notes/" + note, Map.of("title", "New")).expect(200).data();
        var replaced = admin.put("/notes/" + note, Map.of("linked_entities", List.of(link("companies", acme))))
                .expect(200)
                .data();

        assertThat(kept.path("linked_entities").path(0).path("id").asString()).isEqualTo(alice);
        assertThat(replaced.path("linked_entities").size()).isOne();
        assertThat(replaced.path("linked_entities").path(0).path("id").asString())
                .isEqualTo(acme);
    }

    @Test
    void writes_nothing_when_a_record_to_link_to_is_missing() {
        var missing = UUID.randomUUID().toString();
        admin.post("/notes", Map.of("content", "x", "linked_entities", List.of(link("contacts", missing))))
                .expect(404);
        assertThat(admin.post("/notes", Map.of("content", "x", "linked_entities", List.of(link("contact", missing))))
                        .expect(400)
                        .message())
                .contains("'contacts'");
        assertThat(admin.get("/notes").expect(200).body().path("total").asInt()).isZero();
    }

    @Test
    void tells_every_fault_of_a_note_at_once() {
        var refused = admin.post(
                        "/notes",
                        Map.of("contents", "x", "visibility", "secret", "mentions", "bob", "linked_entities", "none"))
                .expect(400);
        var places = refused.body()
                .path("errors")
                .valueStream()
                .map(fault -> fault.path("field").asString())
                .toList();
        assertThat(places).contains("contents", "visibility", "mentions", "linked_entities", "content");
    }

    @Test
    void an_empty_content_is_one_fault_and_no_two() {
        for (var nothing : List.of("", "  ")) {
            var refused = admin.post("/notes", Map.of("content", nothing)).expect(400);
            assertThat(refused.body().path("errors").size()).isOne();
            assertThat(refused.code()).isEqualTo("MISSING_REQUIRED_FIELD");
        }
        var seen = admin.post("/notes", Map.of("content", "<p></p>")).expect(400);
        assertThat(seen.code()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void an_unknown_object_is_named_by_the_parameter_it_stands_in() {
        var refused = admin.get("/notes?entity_type=contakts").expect(400);
        assertThat(refused.code()).isEqualTo("INVALID_OBJECT");
        assertThat(refused.body().path("errors").path(0).path("field").asString())
                .isEqualTo("entity_type");
    }

    @Test
    void lists_newest_first_in_pages_that_miss_and_repeat_nothing() {
        var written = new ArrayList<String>();
        for (var number = 0; number < 7; number++) {
            kasar.clock().advance(Duration.ofMinutes(1));
            written.addFirst(write(Map.of("title", "N" + number)).path("id").asString());
        }
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = admin.get("/notes?limit=3" + cursor).expect(200);
            assertThat(page.body().path("total").asInt()).isEqualTo(7);
            seen.addAll(ids(page));
            var next = page.body().path("nextCursor");
            cursor = next.isNull() ? null : "&cursor=" + next.asString();
        } while (cursor != null);
        assertThat(seen).isEqualTo(written);
    }

    @Test
    void a_cursor_serves_only_the_record_it_was_made_for() {
        var alice = contact();
        var bob = contact();
        for (var number = 0; number < 3; number++) {
            write(Map.of("linked_entities", List.of(link("contacts", alice))));
        }
        var page = admin.get("/notes?limit=1&entity_type=contacts&entity_id=" + alice)
                .expect(200);
        var cursor = "&cursor=" + page.body().path("nextCursor").asString();
        admin.get("/notes?limit=1&entity_type=contacts&entity_id=" + alice + cursor)
                .expect(200);
        admin.get("/notes?limit=1&entity_type=contacts&entity_id=" + bob + cursor)
                .expect(400);
    }

    @Test
    void sort_that_is_no_json_falls_back_to_sort_by_without_a_word() {
        write(Map.of("title", "b"));
        write(Map.of("title", "a"));
        var fallback = admin.get("/notes", Map.of("sort", "nonsense", "sort_by", "title", "sort_dir", "asc"))
                .expect(200);
        var json = admin.get(
                        "/notes",
                        Map.of("sort", "[{\"field\":\"title\",\"direction\":\"desc\"}]", "sort_by", "created_at"))
                .expect(200);
        assertThat(fallback.data().path(0).path("title").asString()).isEqualTo("a");
        assertThat(json.data().path(0).path("title").asString()).isEqualTo("b");
        assertThat(admin.get("/notes?sort_by=titel").expect(400).message()).contains("'title'");
        admin.get("/notes?limit=101").expect(400);
    }

    @Test
    void filters_and_finds_words_of_the_text_but_not_of_the_tags() {
        var note = write(Map.of("title", "Minutes", "content", "<p>We dis<b>cussed</b> strong growth</p>"))
                .path("id")
                .asString();
        write(Map.of("content", "<p><strong>Other</strong></p>"));

        assertThat(ids(admin.get("/notes?search=discus"))).containsExactly(note);
        assertThat(ids(admin.get("/notes?search=strong"))).containsExactly(note);
        assertThat(ids(admin.get("/notes?filter_field=title&filter_operator=equals&filter_value=Minutes")))
                .containsExactly(note);
        assertThat(admin.get("/notes?fields=content_text&search=growth")
                        .expect(200)
                        .data()
                        .path(0)
                        .path("content_text")
                        .asString())
                .isEqualTo("We discussed strong growth");
    }

    @Test
    void the_total_follows_links_that_vanish_with_their_records() {
        var alice = contact();
        write(Map.of("linked_entities", List.of(link("contacts", alice))));
        write(Map.of("linked_entities", List.of(link("contacts", contact()))));
        write(Map.of("linked_entities", List.of(link("contacts", contact()))));
        var path = "/notes?limit=1&entity_type=contacts";
        assertThat(admin.get(path).body().path("total").asInt()).isEqualTo(3);
        admin.delete("/records/contacts/" + alice).expect(200);
        assertThat(admin.get(path).body().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void changes_only_the_version_that_was_read_and_deletes_for_good() {
        var created = admin.post("/notes", Map.of("content", "x")).expect(201);
        var note = "/notes/" + created.id();
        admin.with("If-Match", created.header("ETag"))
                .put(note, Map.of("title", "A"))
                .expect(200);
        admin.with("If-Match", created.header("ETag"))
                .put(note, Map.of("title", "B"))
                .expect(412);
        admin.delete(note + "?dry_run=true").expect(200);
        assertThat(admin.delete(note).expect(200).data().path("deleted").asBoolean())
                .isTrue();
        admin.get(note).expect(404);
        admin.put(note, Map.of("title", "C")).expect(404);
        admin.delete(note).expect(404);
    }

    @Test
    void tells_each_mentioned_user_once_by_list_or_in_the_content() {
        var bob = organization.user("bob@acme.test", Role.MEMBER);
        var carol = organization.user("carol@acme.test", Role.MEMBER);
        var content = "<p>Ask <span data-mention-id=\"%s\">@Bob</span></p>".formatted(bob.id());
        var note = write(Map.of("content", content, "mentions", List.of(bob.id(), organization.adminId())))
                .path("id")
                .asString();
        admin.put("/notes/" + note, Map.of("content", content + "!")).expect(200);
        admin.put("/notes/" + note, Map.of("mentions", List.of())).expect(200);
        admin.put("/notes/" + note, Map.of("mentions", List.of(bob.id(), carol.id())))
                .expect(200);

        assertThat(told(bob.client())).hasSize(1);
        assertThat(told(carol.client())).hasSize(1);
        assertThat(told(admin)).isEmpty();
        var notification = told(bob.client()).getFirst();
        assertThat(notification.path("kind").asString()).isEqualTo("note_mention");
        assertThat(notification.path("object").asString()).isEqualTo("notes");
        assertThat(notification.path("record_id").asString()).isEqualTo(note);
    }

    @Test
    void a_private_note_tells_nobody_until_it_is_for_everyone() {
        var bob = organization.user("bob@acme.test", Role.MEMBER);
        var note = write(Map.of("visibility", "private", "mentions", List.of(bob.id())))
                .path("id")
                .asString();
        assertThat(told(bob.client())).isEmpty();
        admin.put("/notes/" + note, Map.of("visibility", "workspace")).expect(200);
        assertThat(told(bob.client())).hasSize(1);
    }

    @Test
    void refuses_mentions_of_strangers_of_those_who_left_and_of_too_many() {
        var bob = organization.user("bob@acme.test", Role.MEMBER);
        var note = write(Map.of("mentions", List.of(bob.id()))).path("id").asString();
        admin.patch("/users/" + bob.id(), Map.of("is_active", false)).expect(200);

        assertThat(admin.post("/notes", Map.of("content", "x", "mentions", List.of(bob.id())))
                        .expect(400)
                        .message())
                .contains(bob.id().toString());
        admin.post(
                        "/notes",
                        Map.of("content", "<p>x<span data-mention-id=\"%s\">@</span></p>".formatted(UUID.randomUUID())))
                .expect(400);
        admin.post("/notes", Map.of("content", "<p>x<span data-mention-id=\"bob\">@</span></p>"))
                .expect(400);
        admin.put("/notes/" + note, Map.of("content", "still editable")).expect(200);

        var many =
                IntStream.range(0, 10_000).mapToObj(number -> UUID.randomUUID()).toList();
        assertThat(admin.post("/notes", Map.of("content", "x", "mentions", many))
                        .expect(400)
                        .message())
                .contains("100");
        var written = new StringBuilder();
        many.subList(0, 1_500).forEach(id -> written.append("<span data-mention-id=\"" + id + "\">@</span>"));
        assertThat(admin.post("/notes", Map.of("content", written.toString()))
                        .expect(400)
                        .message())
                .contains("100");
    }
}
