package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.json;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.json.Json;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EntriesTest {

    private static String written(List<Entry> entries) {
        var text = new StringWriter();
        try (var out = Json.MAPPER.createGenerator(text)) {
            Entry.write(entries, out);
        }
        return text.toString();
    }

    @Test
    void takes_a_string_as_the_primary() {
        assertThat(written(accepted(EmailEntries.read(json("'ada@acme.test'")))))
                .isEqualTo("[{\"value\":\"ada@acme.test\",\"label\":null,\"is_primary\":true}]");
    }

    @Test
    void takes_an_array_of_strings_the_first_being_primary() {
        assertThat(accepted(PhoneEntries.read(json("['06 12 34 56 78', '+1 650 253 0000']"), "FR")))
                .containsExactly(new Entry("+33612345678", null, true), new Entry("+16502530000", null, false));
    }

    @Test
    void takes_full_entries_and_keeps_their_order() {
        var given = json(
                "[{'value':'a@b.test','label':'home'},{'value':'c@d.test','label':'','is_primary':true},{'value':'e@f.test','is_primary':null}]");
        assertThat(accepted(EmailEntries.read(given)))
                .containsExactly(
                        new Entry("a@b.test", "home", false),
                        new Entry("c@d.test", null, true),
                        new Entry("e@f.test", null, false));
    }

    @Test
    void an_empty_array_or_string_clears() {
        assertThat(accepted(EmailEntries.read(json("[]")))).isEmpty();
        assertThat(accepted(EmailEntries.read(json("''")))).isEmpty();
    }

    @Test
    void a_bad_string_is_refused_as_documented() {
        assertThat(refused(EmailEntries.read(json("'nope'")))).isEqualTo("must be a valid email address");
    }

    @Test
    void names_every_fault_with_its_index() {
        var given = json("['a@b.test', 'nope', {'value':'c@d.test','labl':'x','is_primary':1}, {}, 7, null]");
        assertThat(refused(EmailEntries.read(given)))
                .isEqualTo("at [1] must be a valid email address"
                        + "; at [2] has the unknown key 'labl'; did you mean 'label'?"
                        + "; at [2].is_primary must be true or false, not a number"
                        + "; at [3].value is missing"
                        + "; at [4] must be a string or an object, not a number"
                        + "; at [5] must be a string or an object, not null");
    }

    @Test
    void refuses_the_same_value_twice() {
        assertThat(refused(EmailEntries.read(json("['Ada@acme.test','ada@ACME.test']"))))
                .isEqualTo("at [1] must not repeat the value of [0]");
        assertThat(refused(PhoneEntries.read(json("['0612345678','+33 6 12 34 56 78']"), "FR")))
                .contains("[1] must not repeat");
    }

    @Test
    void refuses_two_primaries_and_too_many_entries() {
        assertThat(refused(EmailEntries.read(
                        json("[{'value':'a@b.test','is_primary':true},{'value':'c@d.test','is_primary':true}]"))))
                .isEqualTo("must have only one entry with is_primary true");
        var many = IntStream.range(0, 51)
                .mapToObj(i -> "'a%d@b.test'".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(refused(EmailEntries.read(json(many)))).isEqualTo("must have at most 50 entries");
    }

    @Test
    void refuses_what_is_neither_string_nor_array() {
        assertThat(refused(EmailEntries.read(json("{'value':'a@b.test'}"))))
                .isEqualTo("must be a string or an array, not an object");
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        var labels =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20).alpha().injectNull(0.3);
        var names = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
        return Combinators.combine(
                        names.set().ofMinSize(1).ofMaxSize(6),
                        labels,
                        Arbitraries.integers().between(0, 5))
                .as((values, label, primary) -> {
                    var list = List.copyOf(values);
                    return IntStream.range(0, list.size())
                            .mapToObj(i -> new Entry(list.get(i) + "@b.test", label, i == primary % list.size()))
                            .toList();
                });
    }

    @Property
    void reads_the_stored_form_back(@ForAll("entries") List<Entry> entries) {
        assertThat(accepted(EmailEntries.read(Json.read(written(entries), "stored"))))
                .isEqualTo(entries);
    }
}
