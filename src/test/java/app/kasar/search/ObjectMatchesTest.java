package app.kasar.search;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Action;
import app.kasar.access.Authentication;
import app.kasar.access.Author;
import app.kasar.access.LastUses;
import app.kasar.access.Role;
import app.kasar.access.Scope;
import app.kasar.accounts.NewApiToken;
import app.kasar.accounts.TokenTerms;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.VisibleSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All ways to the matches lead to the same, in the same order. */
class ObjectMatchesTest {
    private static final Effort SORTING = new Effort(1_000_000, 1_000_000, 1, 2, 0, 0);
    private static final List<Effort> OTHERS = List.of(
            new Effort(3, 10, 1, 2, 2, 20),
            new Effort(3, 10, 20, 1, 30, 60),
            new Effort(0, 0, 1, 1, 0, 0),
            new Effort(40, 60, 10, 5, 100, 200),
            Effort.USUAL);

    private static RunningKasar kasar;
    private static TestOrganization acme;

    @BeforeAll
    static void load() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        var random = new Random(7);
        var names = List.of("Zarbo", "Zarbo House", "Zarbonne", "The Zarbo", "My zarbonne", "Quill", "Quill 2", "Old");
        for (var batch = 0; batch < 4; batch++) {
            kasar.clock().advance(Duration.ofSeconds(1));
            // What is frequent at first becomes rare.
            var rarity = batch * 2;
            var records = IntStream.range(0, 100)
                    .mapToObj(index -> Map.of(
                            "name",
                            names.get(Math.min(7, random.nextInt(8) + random.nextInt(rarity + 1))),
                            "description",
                            index % 3 == 0 ? "zarbo secret" : "plain"))
                    .toList();
            acme.admin()
                    .post("/records/companies/batch/create", Map.of("records", records))
                    .expect(200);
        }
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static VisibleSchema schema(String token) {
        var database = kasar.database().database();
        var authentication = new Authentication(database, kasar.clock(), new LastUses(database));
        return new SchemaCache(database).of(authentication.authenticate(token));
    }

    private static Matches find(VisibleSchema schema, Effort effort, Ranks ranks, int skip, int limit) {
        var companies = schema.object("companies", Action.READ);
        return new ObjectMatches(kasar.database().database(), schema, companies, effort).find(ranks, skip, limit);
    }

    private static String memberToken() {
        var author = new Author.Operator(acme.organization());
        var user = acme.user("mia@acme.test", Role.MEMBER);
        var terms = new TokenTerms("test", EnumSet.allOf(Scope.class), false, null);
        return kasar.administration()
                .tokens()
                .issue(author, new NewApiToken(user.id(), terms, null))
                .secret()
                .reveal();
    }

    private static Ranks ranks(String words) {
        return new Typed(words, Arrays.stream(words.split(" ")).map(Term::word).toList()).ranks();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zarbo", "z", "quill", "old", "secret", "nothing", "zarbo the", "q old", "z 2", "p nothing"})
    void give_the_same_pages_however_much_is_done_before_another_way_is_tried(String word) {
        var schema = schema(acme.token());
        var ranks = ranks(word);
        var whole = find(schema, SORTING, ranks, 0, 1_000).ids();
        for (var effort : OTHERS) {
            for (var skip : List.of(0, 1, 7, 50, 200, 399, 1_000)) {
                for (var limit : List.of(1, 5, 50)) {
                    var page = find(schema, effort, ranks, skip, limit);
                    var from = Math.min(skip, whole.size());
                    assertThat(page.ids())
                            .as("%s from %d, %d", effort, skip, limit)
                            .isEqualTo(whole.subList(from, Math.min(whole.size(), from + limit)));
                    if (page.ids().size() < limit) {
                        assertThat(page.count()).isEqualTo(whole.size());
                    }
                }
            }
        }
    }

    @Test
    void ranks_are_told_apart_and_the_newest_come_first_in_each() {
        var schema = schema(acme.token());
        var ranks = new Typed("zarbo", List.of(Term.word("zarbo"))).ranks();
        var found = find(schema, Effort.USUAL, ranks, 0, 1_000).ids();

        var apart = new ArrayList<UUID>();
        ranks.oneByOne()
                .forEach(rank ->
                        apart.addAll(find(schema, Effort.USUAL, rank, 0, 1_000).ids()));
        assertThat(apart).hasSizeGreaterThan(100).isEqualTo(found);
    }

    @Test
    void hidden_fields_are_not_matched_by_any_way() {
        var token = memberToken();
        var grants = Map.<String, Object>of(
                "read",
                "all",
                "create",
                "all",
                "update",
                "all",
                "delete",
                "all",
                "hidden_fields",
                List.of("description"));
        acme.grant(Role.MEMBER, "companies", grants);
        var schema = schema(token);
        var ranks = new Typed("zarbo", List.of(Term.word("zarbo"))).ranks();
        var whole = find(schema, SORTING, ranks, 0, 1_000).ids();
        var everything = find(schema(acme.token()), SORTING, ranks, 0, 1_000).ids();

        assertThat(whole).hasSizeLessThan(everything.size());
        for (var effort : OTHERS) {
            assertThat(find(schema, effort, ranks, 0, 1_000).ids()).isEqualTo(whole);
            assertThat(find(schema, effort, ranks, 20, 7).ids()).isEqualTo(whole.subList(20, 27));
        }
    }
}
