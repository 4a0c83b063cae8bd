package app.kasar.notes;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoteAccessTest {
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

    private String contact() {
        return admin.post("/records/contacts", Map.of("first_name", "Alice"))
                .expect(201)
                .id();
    }

    private static String note(Client author, String visibility, String contact) {
        return author.post(
                        "/notes",
                        Map.of(
                                "title",
                                "zqtitle",
                                "content",
                                "<p>zqword</p>",
                                "visibility",
                                visibility,
                                "linked_entities",
                                List.of(Map.of("type", "contacts", "id", contact))))
                .expect(201)
                .id();
    }

    private static int total(Client client, String path) {
        var reply = client.get(path).expect(200);
        assertThat(reply.data().size()).isEqualTo(reply.body().path("total").asInt());
        return reply.data().size();
    }

    @Test
    void a_private_note_is_there_for_nobody_but_its_author_not_even_as_a_count() {
        var contact = contact();
        var note = note(bob.client(), "private", contact);
        for (var stranger : List.of(admin, carol.client())) {
            stranger.get("/notes/" + note).expect(404);
            stranger.put("/notes/" + note, Map.of("title", "mine")).expect(404);
            stranger.delete("/notes/" + note).expect(404);
            for (var path : List.of(
                    "/notes",
                    "/notes?search=zqword",
                    "/notes?entity_type=contacts&entity_id=" + contact,
                    "/notes?filter_field=visibility&filter_operator=equals&filter_value=private",
                    "/notes?filter_field=title&filter_operator=contains&filter_value=zq")) {
                assertThat(total(stranger, path)).as(path).isZero();
            }
            assertThat(stranger.get("/activity/contacts/" + contact)
                            .expect(200)
                            .body()
                            .path("notes")
                            .path("total")
                            .asInt())
                    .isZero();
        }
        assertThat(total(bob.client(), "/notes?search=zqword")).isOne();
    }

    @Test
    void a_note_made_private_disappears_for_the_others() {
        var note = note(bob.client(), "workspace", contact());
        assertThat(total(carol.client(), "/notes")).isOne();
        bob.client().put("/notes/" + note, Map.of("visibility", "private")).expect(200);
        assertThat(total(carol.client(), "/notes")).isZero();
        admin.get("/notes/" + note).expect(404);
    }

    @Test
    void only_the_author_or_an_administrator_changes_or_deletes() {
        var note = note(bob.client(), "workspace", contact());
        carol.client().get("/notes/" + note).expect(200);
        carol.client().put("/notes/" + note, Map.of("title", "mine")).expect(403);
        carol.client().delete("/notes/" + note).expect(403);
        admin.put("/notes/" + note, Map.of("title", "Ada's")).expect(200);
        bob.client().put("/notes/" + note, Map.of("title", "Bob's")).expect(200);
        bob.client().delete("/notes/" + note).expect(200);
    }

    @Test
    void an_administrator_who_edits_does_not_become_the_author() {
        var note = note(bob.client(), "workspace", contact());
        admin.put("/notes/" + note, Map.of("mentions", List.of(bob.id(), carol.id())))
                .expect(200);
        assertThat(bob.client().get("/notifications").expect(200).data()).isEmpty();
        assertThat(carol.client().get("/notifications").expect(200).data()).hasSize(1);
        assertThat(admin.get("/notes/" + note).data().path("created_by").asString())
                .isEqualTo(bob.id().toString());
    }

    @Test
    void viewers_read_and_write_nothing() {
        var viewer = organization.user("vic@acme.test", Role.VIEWER).client();
        var note = note(bob.client(), "workspace", contact());
        viewer.get("/notes/" + note).expect(200);
        viewer.post("/notes", Map.of("content", "x")).expect(403);
        viewer.put("/notes/" + note, Map.of("title", "x")).expect(403);
    }

    @Test
    void a_record_the_caller_may_not_see_shows_neither_as_link_nor_as_filter() {
        var contact = contact();
        var note = note(admin, "workspace", contact);
        organization.grant(
                Role.MEMBER, "contacts", Map.of("read", "own", "create", "all", "update", "own", "delete", "own"));
        assertThat(bob.client().get("/notes/" + note).expect(200).data().path("linked_entities"))
                .isEmpty();
        assertThat(total(bob.client(), "/notes?entity_type=contacts")).isZero();
        assertThat(total(bob.client(), "/notes?entity_id=" + contact)).isZero();
        bob.client()
                .post(
                        "/notes",
                        Map.of("content", "x", "linked_entities", List.of(Map.of("type", "contacts", "id", contact))))
                .expect(404);
        var own =
                bob.client().post("/notes", Map.of("content", "x")).expect(201).id();
        assertThat(bob.client().get("/notes/" + own).expect(200).data().path("linked_entities"))
                .isEmpty();
    }

    @Test
    void content_that_is_hidden_is_not_found_as_text_either() {
        note(admin, "workspace", contact());
        organization.grant(
                Role.MEMBER,
                "notes",
                Map.of(
                        "read",
                        "all",
                        "create",
                        "all",
                        "update",
                        "all",
                        "delete",
                        "all",
                        "hidden_fields",
                        List.of("content")));
        assertThat(total(bob.client(), "/notes")).isOne();
        assertThat(total(bob.client(), "/notes?search=zqword")).isZero();
        assertThat(total(bob.client(), "/notes?search=zqtitle")).isOne();
        bob.client().get("/notes?fields=content_text").expect(400);
    }
}
