package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.http.Route;
import app.kasar.json.Json;
import app.kasar.laws.AccessRequests.Ask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two rules for every answer. One: it holds no secret the request did not name. Two: where the request names a secret, the
 * answer is the one to a request that names something of which there is none.
 */
class AccessWalkTest {
    private static AccessWorld world;
    private static AccessRequests requests;
    /** What an administrator gets here is not JSON, or groups of records; none of it is of objects that mail is in. */
    private static final Set<String> WITHOUT_MAIL = Set.of("/export/{object}", "/jobs/{id}/errors", "/duplicates");

    private final List<String> leaks = new ArrayList<>();

    @BeforeAll
    static void start() {
        world = new AccessWorld();
        requests = new AccessRequests(world);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** Reading first: an upsert may give a record of the caller's own an id that elsewhere is a secret. */
    private static List<String> routes() {
        return world.kasar.routes().stream()
                .sorted(Comparator.comparing(AccessWalkTest::mayCreate))
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    private static boolean mayCreate(Route route) {
        return route.method().writes()
                && !route.path().endsWith("/search")
                && !route.path().equals("/duplicates");
    }

    @Test
    void every_route_is_known_to_the_walk() {
        assertThat(routes())
                .as("a route that %s does not know is not guarded: say there what to send to it", "AccessRequests")
                .allSatisfy(route -> assertThat(requests.knows(route)).as(route).isTrue());
    }

    @Test
    void a_member_learns_and_changes_nothing_they_may_not() {
        var before = List.of(world.untouchable(), world.untouchableOfRival());
        walk(world.member.client(), world.secretsOfMember());
        assertThat(leaks).isEmpty();
        assertThat(List.of(world.untouchable(), world.untouchableOfRival())).isEqualTo(before);
    }

    @Test
    void another_organization_learns_and_changes_nothing() {
        var before = world.untouchable();
        walk(world.rival.admin(), world.secretsOfAcme());
        assertThat(leaks).isEmpty();
        assertThat(world.untouchable()).isEqualTo(before);
    }

    @Test
    void a_token_somebody_else_issued_tells_nothing_of_its_users_mail() {
        reading(world.borrowed(), world.mailOfAdmin());
        assertThat(leaks).isEmpty();
    }

    private void reading(Client client, Map<String, String> secrets) {
        world.kasar.routes().stream()
                .filter(route -> !mayCreate(route) && !WITHOUT_MAIL.contains(route.path()))
                .map(route -> route.method() + " " + route.path())
                .forEach(route -> requests.of(route).forEach(ask -> check(client, ask, secrets)));
    }

    private void walk(Client client, Map<String, String> secrets) {
        for (var route : routes()) {
            if (requests.knows(route)) {
                requests.of(route).forEach(ask -> check(client, ask, secrets));
            }
        }
    }

    private static Reply send(Client client, Ask ask) {
        try {
            return client.send(ask.method(), ask.path(), ask.body());
        } catch (IllegalStateException failed) {
            throw new IllegalStateException(ask.toString(), failed);
        }
    }

    private void check(Client client, Ask ask, Map<String, String> secrets) {
        var reply = send(client, ask);
        var asked = ask.text();
        var told = told(reply);
        for (var secret : secrets.keySet()) {
            if (!contains(asked, secret) && contains(told, secret)) {
                leaks.add("%s %s tells of '%s': %s".formatted(ask.method(), asked, secret, told));
            }
        }
        if (reply.status() >= 500) {
            leaks.add("%s %s fails: %s".formatted(ask.method(), asked, told));
        }
        if (secrets.keySet().stream().anyMatch(secret -> contains(asked, secret))) {
            compare(client, ask, reply, secrets);
        }
        countsWhatIsShown(ask, reply);
    }

    /** Body, headers and what the cursor holds inside. */
    private static String told(Reply reply) {
        var cursor = reply.body().path("nextCursor").asString("");
        return reply.status() + " " + reply.body() + " " + reply.headers().map() + " "
                + new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }

    private static boolean contains(String text, String secret) {
        return text.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT));
    }

    private void compare(Client client, Ask ask, Reply reply, Map<String, String> secrets) {
        var body = ask.body() == null
                ? null
                : Json.MAPPER.readTree(replaced(Json.MAPPER.writeValueAsString(ask.body()), secrets));
        var counterpart = send(client, new Ask(ask.method(), replaced(ask.path(), secrets), body));
        var expected = plain(counterpart.status() + " " + counterpart.body());
        var actual = plain(replaced(reply.status() + " " + reply.body(), secrets));
        if (!actual.equals(expected)) {
            leaks.add(
                    "%s %s tells %s%n  where there is none: %s".formatted(ask.method(), ask.text(), actual, expected));
        }
    }

    private static String replaced(String text, Map<String, String> secrets) {
        var replaced = text;
        for (var secret : secrets.entrySet()) {
            replaced = replaced.replace(secret.getKey(), secret.getValue());
        }
        return replaced;
    }

    /** Without what differs from request to request, and without hints, whose names are looked at by the first rule. */
    private static String plain(String answer) {
        return answer.replaceAll("; did you mean '[^']*'\\?", "")
                .replaceAll("\"request_id\":\"[^\"]*\"", "")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "<id>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("ksr_[A-Za-z0-9_-]+", "<token>");
    }

    /** A total that counted hidden records would say how many there are. */
    private void countsWhatIsShown(Ask ask, Reply reply) {
        var total = reply.body().path("total");
        var isWhole = total.isNumber() && reply.body().path("nextCursor").isNull();
        if (isWhole && total.asInt() != reply.data().size()) {
            leaks.add("%s %s counts %s".formatted(ask.method(), ask.text(), reply.body()));
        }
    }
}
