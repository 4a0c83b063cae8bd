package app.kasar.schema.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class EveryReaderTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final List<String> OPTIONS = List.of("open", "true", "a@b.c");
    private static final List<Function<JsonNode, Reading<?>>> READERS = List.of(
            node -> PlainText.read(node, 20),
            EmailAddress::read,
            node -> PhoneNumber.read(node, "FR"),
            WebAddress::read,
            Domain::read,
            node -> Numbers.read(node, NumberLimits.NUMBER),
            node -> Numbers.read(node, NumberLimits.PROBABILITY),
            Numbers::readFloat,
            Numbers::readInteger,
            Numbers::readRating,
            Booleans::read,
            Dates::read,
            node -> Instants.read(node, PARIS),
            EmailEntries::read,
            node -> PhoneEntries.read(node, "US"),
            PostalAddress::read,
            JsonValue::read,
            node -> Choice.read(node, OPTIONS),
            node -> Choice.readMany(node, OPTIONS),
            Ids::read);

    @Provide
    Arbitrary<JsonNode> anyJson() {
        return AnyJson.nodes();
    }

    @Provide
    Arbitrary<String> anyText() {
        return AnyJson.strings();
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void no_json_makes_a_reader_throw(@ForAll("anyJson") JsonNode node) {
        READERS.forEach(reader -> assertTold(reader.apply(node)));
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void no_text_makes_a_reader_throw(@ForAll("anyText") String text) {
        var node = JsonNodeFactory.instance.stringNode(text);
        READERS.forEach(reader -> assertTold(reader.apply(node)));
        assertTold(Booleans.read(text));
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void an_accepted_text_reads_to_itself(@ForAll("anyText") String text) {
        stays(text, EmailAddress::read);
        stays(text, number -> PhoneNumber.read(number, "FR"));
        stays(text, WebAddress::read);
        stays(text, Domain::read);
    }

    private static void stays(String text, Function<String, Reading<String>> reader) {
        if (reader.apply(text) instanceof Reading.Accepted<String>(var value)) {
            assertThat(reader.apply(value)).isEqualTo(Reading.accepted(value));
        }
    }

    private static void assertTold(Reading<?> reading) {
        switch (reading) {
            case Reading.Accepted<?>(var value) -> assertThat(value).isNotNull();
            case Reading.Refused<?>(var message) -> assertThat(message).matches("(?s)(must|has|at) .+");
        }
    }
}
