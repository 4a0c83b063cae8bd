package app.kasar.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsersListTest {
    private static RunningKasar kasar;
    private static TestOrganization acme;
    private static Client admin;
    private static TestOrganization.User bob;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        kasar.organization("rival").user("spy@rival.test", Role.MEMBER);
        admin = acme.admin();
        bob = acme.user("bob@acme.test", Role.MEMBER);
        acme.user("Élise_100%@acme.test", Role.VIEWER);
        var left = acme.user("left@acme.test", Role.MEMBER);
        admin.patch("/users/" + left.id(), Map.of("is_active", false)).expect(200);
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static List<String> emails(Client.Reply reply) {
        return reply.expect(200)
                .data()
                .valueStream()
                .map(user -> user.path("user_email").asString())
                .toList();
    }

    private static List<String> found(String search) {
        return emails(admin.get("/users", Map.of("search", search)));
    }

    @Test
    void every_member_sees_everyone_of_the_organization_and_nobody_else() {
        for (var client : List.of(admin, bob.client())) {
            var users = client.get("/users");
            assertThat(emails(users)).hasSize(4).contains("ada@acme.test", "left@acme.test");
            assertThat(users.body().path("total").asInt()).isEqualTo(4);
            assertThat(users.body().path("nextCursor").isNull()).isTrue();
            assertThat(users.data().path(0).propertyNames())
                    .containsExactly("id", "full_name", "user_email", "role", "is_active", "avatar_url", "created_at");
        }
    }

    @Test
    void finds_parts_of_names_and_addresses_in_any_case() {
        assertThat(found("BOB@")).containsExactly("bob@acme.test");
        assertThat(found("byron")).containsExactly("ada@acme.test");
        assertThat(found("_100%")).hasSize(1);
        assertThat(found("%")).hasSize(1);
        assertThat(found("nobody")).isEmpty();
        admin.get("/users", Map.of("search", "a\0b")).expect(400);
    }

    @Test
    void tells_the_active_from_those_who_left() {
        assertThat(emails(admin.get("/users?is_active=false"))).containsExactly("left@acme.test");
        assertThat(emails(admin.get("/users?is_active=true"))).hasSize(3);
        admin.get("/users?is_active=maybe").expect(400);
    }

    @Test
    void pages_by_name_without_missing_anyone() {
        var seen = new ArrayList<String>();
        var cursor = "";
        while (true) {
            var page = admin.get("/users?limit=1" + cursor).expect(200);
            assertThat(page.body().path("total").asInt()).isEqualTo(4);
            seen.addAll(emails(page));
            if (page.body().path("nextCursor").isNull()) {
                break;
            }
            cursor = "&cursor=" + page.body().path("nextCursor").asString();
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(4).isEqualTo(emails(admin.get("/users")));
        admin.get("/users?limit=1&is_active=true" + cursor).expect(400);
        admin.get("/users?limit=500").expect(200);
        admin.get("/users?limit=501").expect(400);
        admin.get("/users?sort_by=role").expect(400);
    }

    @Test
    void the_total_follows_who_comes_and_goes() {
        var beta = kasar.organization("beta");
        for (var expected = 1; expected < 4; expected++) {
            assertThat(beta.admin().get("/users?limit=1").body().path("total").asInt())
                    .isEqualTo(expected);
            beta.user("user" + expected + "@beta.test", Role.MEMBER);
        }
    }

    @Test
    void users_cannot_be_reached_as_records() {
        admin.get("/records/users").expect(400);
        admin.get("/records/workspace_users").expect(400);
        admin.get("/schema/users").expect(400);
    }

    @Test
    void nothing_is_connected_and_the_status_says_so() {
        var status = bob.client().get("/integrations/status").expect(200).body().path("integrations");
        assertThat(status.valueStream().map(one -> one.path("provider").asString()))
                .containsExactly("gmail", "outlook", "google_calendar", "linkedin", "whatsapp");
        assertThat(status.valueStream()).allSatisfy(one -> {
            assertThat(one.path("connected").asBoolean(true)).isFalse();
            assertThat(one.path("status").asString()).isEqualTo("disconnected");
            assertThat(one.path("account").isNull()).isTrue();
            assertThat(one.path("last_synced_at").isNull()).isTrue();
        });
    }
}
