package app.kasar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class BodyReaderTest {
    private record Person(String name, Optional<Long> age, Optional<String> nickname, List<String> tags) {}

    @Test
    void reads_a_body_that_fits() {
        assertThat(person("{'name': 'Ada', 'age': 36, 'nickname': null, 'tags': ['a', 'b']}"))
                .isEqualTo(new Person("Ada", Optional.of(36L), Optional.empty(), List.of("a", "b")));
    }

    @Test
    void names_every_fault_at_once() {
        assertThat(faults("{'age': 200, 'tags': ['a', 7], 'nickname': '', 'nam': 'Ada'}"))
                .containsExactly(
                        Fault.missing("name", "'name' is required"),
                        Fault.invalid("age", "'age' must be a whole number from 0 to 150"),
                        Fault.invalid("nickname", "'nickname' must not be empty"),
                        Fault.invalid("tags[1]", "'tags[1]' must be a text"),
                        Fault.invalid("nam", "'nam' is not a known field; did you mean 'name'?"));
    }

    @Test
    void lists_the_known_keys_when_none_is_near() {
        assertThat(faults("{'name': 'Ada', 'elephant': 1}"))
                .containsExactly(Fault.invalid(
                        "elephant", "'elephant' is not a known field; known here: age, name, nickname, tags"));
    }

    @Test
    void null_is_a_fault_where_the_key_is_not_nullable() {
        assertThat(faults("{'name': null, 'age': null}"))
                .extracting(Fault::at, Fault::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("name", ErrorCode.VALIDATION_ERROR),
                        org.assertj.core.groups.Tuple.tuple("age", ErrorCode.VALIDATION_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "\\udc00x"})
    void refuses_text_that_cannot_be_stored(String escaped) {
        assertThat(faults("{'name': '%s'}".formatted(escaped))).hasSize(1);
    }

    @Test
    void tells_absent_from_null_where_a_change_needs_it() {
        assertThat(change("{}")).isEmpty();
        assertThat(change("{'limit': null}")).contains(Optional.empty());
        assertThat(change("{'limit': 5}")).contains(Optional.of(5L));
    }

    @Test
    void faults_of_nested_objects_carry_their_path() {
        Shape<Map<String, String>> shape = Shape.mapOf(
                Shape.object(body -> body.required("read", Shape.choice(List.of("all", "own", "none")))), 10);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> BodyReader.read(
                        json("{'grants': {'contacts': {'read': 'al'}, 'tags': {'rea': 'own'}}}"),
                        body -> body.required("grants", shape)))
                .satisfies(refused -> assertThat(refused.faults())
                        .containsExactly(
                                Fault.invalid(
                                        "grants.contacts.read",
                                        "'grants.contacts.read' must be one of 'all', 'own', 'none'; did you mean 'all'?"),
                                Fault.missing("grants.tags.read", "'grants.tags.read' is required"),
                                Fault.invalid(
                                        "grants.tags.rea",
                                        "'grants.tags.rea' is not a known field; did you mean 'read'?")));
    }

    @Test
    void hands_nothing_out_when_anything_is_wrong() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> BodyReader.read(json("{'extra': 1}"), body -> () -> {
                    throw new AssertionError("must not run");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'2026-13-01T00:00:00Z'", "'2026-01-01'", "'+10000-01-01T00:00:00Z'", "7", "null"})
    void refuses_what_is_no_instant(String value) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> one("{'value': %s}".formatted(value), Shape.instant()));
    }

    @Test
    void reads_instants_in_any_offset() {
        assertThat(one("{'value': '2026-01-31T09:30:00+01:00'}", Shape.instant()))
                .isEqualTo(Instant.parse("2026-01-31T08:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e2", "'1'", "9223372036854775808", "true"})
    void refuses_what_is_no_whole_number(String value) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> one("{'value': %s}".formatted(value), Shape.whole(0, Long.MAX_VALUE)));
    }

    @Property
    void whole_numbers_are_taken_exactly_in_their_range(
            @ForAll long number,
            @ForAll @LongRange(min = -50, max = 0) long least,
            @ForAll @IntRange(max = 50) int most) {
        assertThat(accepts("{'value': %d}".formatted(number % 100), Shape.whole(least, most)))
                .isEqualTo(number % 100 >= least && number % 100 <= most);
    }

    @Property
    void text_comes_out_as_it_went_in(@ForAll @StringLength(max = 60) String text) {
        var body = Json.MAPPER.createObjectNode().put("value", text);
        if (Texts.flaw(text).isEmpty()) {
            Supplier<String> read = () -> BodyReader.read(body, reader -> reader.required("value", Shape.text(60)));
            assertThat(read.get()).isEqualTo(text);
        }
    }

    @Property
    void text_is_refused_exactly_beyond_its_length_in_characters(
            @ForAll @AlphaChars @StringLength(max = 20) String text, @ForAll @IntRange(max = 20) int most) {
        assertThat(accepts("{'value': '%s😀'}".formatted(text), Shape.text(most)))
                .isEqualTo(text.length() + 1 <= most);
    }

    @Property
    void every_key_that_is_not_asked_for_is_a_fault(@ForAll @AlphaChars @StringLength(min = 1, max = 12) String key) {
        var known = List.of("name", "age", "nickname", "tags").contains(key);
        var body = json("{'name': 'Ada'}");
        if (!known) {
            body.put(key, 1);
            assertThat(faults(body)).extracting(Fault::at).containsExactly(key);
        }
    }

    @Property
    void uuids_survive(@ForAll long most, @ForAll long least) {
        var id = new UUID(most, least);
        assertThat(one("{'value': '%s'}".formatted(id), Shape.uuid())).isEqualTo(id);
    }

    private static <T> T one(String json, Shape<T> shape) {
        return BodyReader.read(json(json), body -> body.required("value", shape));
    }

    private static boolean accepts(String json, Shape<?> shape) {
        try {
            one(json, shape);
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    private static Optional<Optional<Long>> change(String json) {
        return BodyReader.read(json(json), body -> body.optional("limit", Shape.nullable(Shape.whole(0, 9))));
    }

    private static List<Fault> faults(String json) {
        return faults(json(json));
    }

    private static List<Fault> faults(ObjectNode json) {
        try {
            person(json);
            return List.of();
        } catch (Problem refused) {
            return refused.faults();
        }
    }

    private static Person person(String json) {
        return person(json(json));
    }

    private static Person person(ObjectNode json) {
        return BodyReader.read(json, body -> {
            var name = body.required("name", Shape.filledText(50));
            var age = body.optional("age", Shape.whole(0, 150));
            var nickname = body.nullable("nickname", Shape.filledText(50));
            var tags = body.optional("tags", Shape.listOf(Shape.text(10), 3));
            return () ->
                    new Person(name.get(), age.get(), nickname.get(), tags.get().orElse(List.of()));
        });
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'), (String) null);
    }
}
