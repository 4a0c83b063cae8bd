package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;

class CellRoundTripTest {
    private static final int TRIES = 60;
    private static final List<String> OPTIONS = List.of("a", "b", "c,d", "É\"\\");

    private static RunningKasar kasar;
    private static Client acme;
    private static String other;

    @BeforeContainer
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        var fields = new ArrayList<Map<String, Object>>();
        for (var type : List.of(
                "TEXT",
                "TEXTAREA",
                "EMAIL",
                "PHONE",
                "URL",
                "NUMBER",
                "CURRENCY",
                "PERCENTAGE",
                "FLOAT",
                "INTEGER",
                "RATING",
                "BOOLEAN",
                "DATE",
                "DATETIME",
                "EMAILS",
                "PHONES",
                "ADDRESS",
                "JSON")) {
            fields.add(Map.of("name", name(type), "label", type, "type", type));
        }
        for (var type : List.of("SELECT", "MULTI_SELECT")) {
            fields.add(Map.of("name", name(type), "label", type, "type", type, "options", OPTIONS));
        }
        acme.post("/schema", Map.of("name", "cells", "label", "Cells", "fields", fields))
                .expect(201);
        other = acme.post("/records/cells", Map.of()).expect(201).id();
    }

    /** Field names that are no words of SQL. */
    private static String name(String type) {
        return "cell_" + type.toLowerCase(java.util.Locale.ROOT);
    }

    @AfterContainer
    static void stop() {
        kasar.close();
    }

    /** All the ways a value can be read, after it went in by create and by update; it must be the same in each. */
    private static JsonNode everywhere(String field, Object value) {
        var body = escaped(Map.of(field, value));
        var created = acme.post("/records/cells", body).expect(201);
        var flat = created.data().path(field);
        var got = acme.get("/records/cells/" + created.id()).expect(200).data().path(field);
        if (!field.endsWith("s")) {
            assertThat(got).isEqualTo(flat);
        }
        var filter = Map.of("field", "id", "operator", "equals", "value", created.id());
        assertThat(search(List.of(filter)).get(0).path(field)).isEqualTo(flat);
        assertThat(acme.put("/records/cells/" + other, body).expect(200).data().path(field))
                .isEqualTo(flat);
        assertThat(acme.get("/records/cells/" + other).expect(200).data().path(field))
                .isEqualTo(got);
        return flat;
    }

    private static JsonNode search(List<?> conditions) {
        return acme.post("/records/cells/search", escaped(Map.of("filters", Map.of("conditions", conditions))))
                .expect(200)
                .data();
    }

    /** Some record must be found whose value is this one, and nothing whose value is another. */
    private static void assertFound(String field, Object operand, JsonNode flat) {
        var found = search(List.of(Map.of("field", field, "operator", "equals", "value", operand)));
        assertThat(found.size()).isPositive();
        found.forEach(row -> assertThat(row.path(field)).isEqualTo(flat));
    }

    /** JSON in ASCII alone, so that half a surrogate pair survives the way to the server. */
    private static String escaped(Object value) {
        return Json.MAPPER
                .writeValueAsString(value)
                .chars()
                .mapToObj(unit -> unit < 0x7f ? Character.toString(unit) : "\\u%04x".formatted(unit))
                .collect(Collectors.joining());
    }

    @Provide
    Arbitrary<String> anyText() {
        var units = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.chars().all().map(String::valueOf)),
                net.jqwik.api.Tuple.of(
                        2,
                        Arbitraries.of(
                                "\u0000", "\ud800", "\udc00", "\n", "\r", "\t", "\u200f", "\ufeff", "\ufffe", "\u0001",
                                "'", "\"", "\\", "%", "e\u0301", "é", " ")),
                net.jqwik.api.Tuple.of(
                        2, Arbitraries.integers().between(0x10000, 0x10ffff).map(Character::toString)),
                net.jqwik.api.Tuple.of(6, Arbitraries.strings().ascii().ofLength(1)));
        return units.list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void text_comes_back_unit_for_unit_or_is_refused(@ForAll("anyText") String text, @ForAll boolean isLong) {
        var field = isLong ? "cell_textarea" : "cell_text";
        if (!isStorable(text)) {
            acme.post("/records/cells", escaped(Map.of(field, text))).expect(400);
            refusesAsOperand(text);
            return;
        }
        var flat = everywhere(field, text);
        assertThat(flat.stringValue()).isEqualTo(text);
        assertFound(field, text, flat);
    }

    private static boolean isStorable(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || point >= 0xd800 && point <= 0xdfff);
    }

    private static void refusesAsOperand(String text) {
        for (var test : List.of(
                "cell_text equals",
                "cell_text contains",
                "cell_emails equals",
                "cell_emails contains",
                "cell_phones in",
                "cell_multi_select contains",
                "cell_multi_select in",
                "cell_address ends_with",
                "cell_address.city in")) {
            var parts = test.split(" ");
            var condition = Map.of(
                    "field", parts[0], "operator", parts[1], "value", parts[1].equals("in") ? List.of(text) : text);
            var answer = acme.post(
                    "/records/cells/search", escaped(Map.of("filters", Map.of("conditions", List.of(condition)))));
            assertThat(answer.status()).as(test).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        var digits = Arbitraries.bigIntegers()
                .between(
                        BigInteger.TEN.pow(30).negate().add(BigInteger.ONE),
                        BigInteger.TEN.pow(30).subtract(BigInteger.ONE));
        return Combinators.combine(digits, Arbitraries.integers().between(0, 4)).as(BigDecimal::new);
    }

    @Property(tries = TRIES)
    void decimals_come_back_to_the_last_digit(@ForAll("decimals") BigDecimal number, @ForAll boolean asText) {
        for (var field : List.of("cell_number", "cell_currency")) {
            var flat = everywhere(field, asText ? number.toPlainString() : number);
            assertThat(flat.decimalValue()).isEqualByComparingTo(number);
            assertFound(field, number, flat);
        }
    }

    @Property(tries = TRIES)
    void whole_numbers_come_back(@ForAll long number) {
        var flat = everywhere("cell_integer", number);
        assertThat(flat.longValue()).isEqualTo(number);
        assertFound("cell_integer", number, flat);
    }

    @Property(tries = TRIES)
    void floats_come_back_bit_for_bit(@ForAll("doubles") double number) {
        var flat = everywhere("cell_float", number);
        assertThat(flat.doubleValue()).isEqualTo(number + 0.0);
        assertFound("cell_float", number, flat);
    }

    @Provide
    Arbitrary<Double> doubles() {
        return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    }

    @Property(tries = TRIES)
    void moments_come_back_to_the_microsecond(@ForAll("moments") Instant moment) {
        var flat = everywhere("cell_datetime", moment.toString());
        assertThat(Instant.parse(flat.stringValue())).isEqualTo(moment);
        assertFound("cell_datetime", moment.toString(), flat);
    }

    @Provide
    Arbitrary<Instant> moments() {
        var seconds = Arbitraries.longs()
                .between(
                        Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());
        return Combinators.combine(seconds, Arbitraries.integers().between(0, 999_999))
                .as((second, micros) -> Instant.ofEpochSecond(second, micros * 1_000L));
    }

    @Property(tries = TRIES)
    void days_come_back(@ForAll("days") LocalDate day) {
        var flat = everywhere("cell_date", day.toString());
        assertThat(flat.stringValue()).isEqualTo(day.toString());
        assertFound("cell_date", day.toString(), flat);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1, 1, 1).toEpochDay(),
                        LocalDate.of(9999, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Property(tries = TRIES)
    void chosen_options_come_back_in_their_order(@ForAll("chosen") List<String> chosen) {
        var flat = everywhere("cell_multi_select", chosen);
        assertThat(flat.valueStream().map(JsonNode::stringValue)).containsExactlyElementsOf(chosen);
        var found = search(List.of(Map.of("field", "cell_multi_select", "operator", "equals", "value", chosen)));
        assertThat(found.size()).isPositive();
        var one = everywhere("cell_select", chosen.getFirst());
        assertThat(one.stringValue()).isEqualTo(chosen.getFirst());
        assertFound("cell_select", chosen.getFirst(), one);
    }

    @Provide
    Arbitrary<List<String>> chosen() {
        return Arbitraries.shuffle(OPTIONS)
                .flatMap(all -> Arbitraries.integers().between(1, all.size()).map(size -> all.subList(0, size)));
    }

    @Property(tries = TRIES)
    void several_addresses_come_back_in_their_order(
            @ForAll("mailboxes") LinkedHashSet<String> mailboxes, @ForAll("label") String label) {
        var entries = new ArrayList<Map<String, Object>>();
        for (var mailbox : mailboxes) {
            entries.add(Map.of("value", mailbox + "@example.com", "label", label, "is_primary", entries.isEmpty()));
        }
        var created = acme.post("/records/cells", escaped(Map.of("cell_emails", entries)))
                .expect(201);
        var got = acme.get("/records/cells/" + created.id()).expect(200).data().path("cell_emails");
        assertThat(got).isEqualTo(Json.MAPPER.valueToTree(entries));
        for (var entry : entries) {
            var filter = List.of(
                    Map.of("field", "cell_emails", "operator", "equals", "value", entry.get("value")),
                    Map.of("field", "id", "operator", "equals", "value", created.id()));
            assertThat(search(filter).size()).isEqualTo(1);
        }
        assertThat(created.data().path("cell_emails").stringValue())
                .isEqualTo(entries.getFirst().get("value"));
    }

    @Provide
    Arbitrary<LinkedHashSet<String>> mailboxes() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars("+-_")
                .ofMinLength(1)
                .ofMaxLength(20)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(LinkedHashSet::new);
    }

    @Provide
    Arbitrary<String> label() {
        return anyText().filter(text -> isStorable(text) && !text.isEmpty());
    }

    @Property(tries = TRIES)
    void an_address_comes_back_part_by_part(@ForAll("label") String street, @ForAll("label") String city) {
        var sent = Map.of("street", street, "city", city);
        var created = acme.post("/records/cells", escaped(Map.of("cell_address", sent)))
                .expect(201);
        var got = acme.get("/records/cells/" + created.id()).expect(200).data().path("cell_address");
        assertThat(got.path("street").stringValue()).isEqualTo(street);
        assertThat(got.path("city").stringValue()).isEqualTo(city);
        assertThat(got.path("country").isNull()).isTrue();
        var filter = List.of(
                Map.of("field", "cell_address.city", "operator", "equals", "value", city),
                Map.of("field", "id", "operator", "equals", "value", created.id()));
        assertThat(search(filter).size()).isEqualTo(1);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void a_document_comes_back_with_the_same_meaning(@ForAll("documents") Object document) {
        var flat = everywhere("cell_json", document);
        assertThat(sameMeaning(flat, Json.MAPPER.valueToTree(document)))
                .as("%s is %s", flat, document)
                .isTrue();
    }

    @Provide
    Arbitrary<Object> documents() {
        return documents(3);
    }

    private Arbitrary<Object> documents(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                label().asGeneric(),
                decimals().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.longs().asGeneric(),
                doubles().asGeneric());
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                documents(depth - 1).list().ofMaxSize(3).asGeneric(),
                Combinators.combine(
                                label().list().ofMaxSize(3).uniqueElements(),
                                documents(depth - 1).list().ofSize(3))
                        .as((keys, values) -> {
                            var object = new LinkedHashMap<String, Object>();
                            keys.forEach(key -> object.put(key, values.get(object.size())));
                            return (Object) object;
                        }));
    }

    private static boolean sameMeaning(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size()
                    && java.util.stream.IntStream.range(0, one.size())
                            .allMatch(index -> sameMeaning(one.get(index), other.get(index)));
        }
        if (one.isObject() && other.isObject()) {
            return one.size() == other.size()
                    && one.propertyStream()
                            .allMatch(entry -> other.has(entry.getKey())
                                    && sameMeaning(entry.getValue(), other.get(entry.getKey())));
        }
        return Objects.equals(one, other);
    }

    @Example
    void what_is_brought_into_one_form_stays_in_it() {
        var sent = Map.of(
                "cell_email", List.of(" Ann@EXAMPLE.com", "józef@bücher.example", "o'neil+tag@x.example"),
                "cell_phone", List.of("+33 6 12 34 56 78", "+1 (415) 555-2671 ext. 12", "tel:+442079460018"),
                "cell_url", List.of("HTTPS://Example.COM/A?q=é#x", "example.com", "http://bücher.example:80/"),
                "cell_percentage", List.of("12.50", -3, "1e2"),
                "cell_rating", List.of(0, 5, "3"),
                "cell_boolean", List.of(true, false));
        sent.forEach((field, values) -> values.forEach(value -> {
            var first = everywhere(field, value);
            assertThat(everywhere(field, first)).isEqualTo(first);
            assertFound(field, first, first);
        }));
    }
}
