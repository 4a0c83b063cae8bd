package app.kasar.schema.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Any JSON value, with a liking for what readers look at. */
final class AnyJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TELLING = List.of(
            "",
            " ",
            "@",
            "a@b.c",
            "\"\\@b.c",
            "[",
            "a@[",
            "a@[IPv6:",
            "xn--",
            "a@xn--.de",
            "xn--a.xn--zzzzzzzzzz",
            "http://",
            "https://[",
            "https://a:99999",
            "www.",
            "www.com",
            ".",
            "..",
            "+",
            "+3",
            "tel:",
            ";ext=1",
            "00",
            "1e999",
            "-",
            "0.",
            "NaN",
            "2025-02-30",
            "0000-00-00",
            "2025-01-15T",
            "2025-01-15T25:61:61Z",
            "9999-12-31T23:59:60Z",
            "\0",
            "\uD800",
            "1-1-1-1-1",
            "true",
            "ß.de",
            "\u200d.de");

    private AnyJson() {}

    static Arbitrary<JsonNode> nodes() {
        return nodes(2);
    }

    private static Arbitrary<JsonNode> nodes(int depth) {
        var flat = Arbitraries.oneOf(texts(), numbers(), others());
        return depth == 0 ? flat : Arbitraries.oneOf(flat, arrays(depth - 1), objects(depth - 1), entries(depth - 1));
    }

    static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.of(TELLING),
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("+0123456789 ()-/.:;,Tze@[]\"\\xnwé")
                        .ofMaxLength(30),
                Arbitraries.of(TELLING).list().ofMaxSize(4).map(parts -> String.join("", parts)));
    }

    private static Arbitrary<JsonNode> texts() {
        return strings().map(NODES::stringNode);
    }

    private static Arbitrary<JsonNode> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0).map(NODES::numberNode),
                Arbitraries.of(Float.NaN, Float.NEGATIVE_INFINITY).map(NODES::numberNode),
                Arbitraries.bigIntegers().map(NODES::numberNode).map(JsonNode.class::cast),
                Arbitraries.of("1e999999999", "-1e-999999999", "0e2147483647", "1e400")
                        .map(text -> NODES.numberNode(new BigDecimal(text))),
                Arbitraries.of(BigInteger.TEN.pow(390)).map(NODES::numberNode));
    }

    private static Arbitrary<JsonNode> others() {
        return Arbitraries.of(
                NODES.booleanNode(true),
                NODES.booleanNode(false),
                NODES.nullNode(),
                NODES.missingNode(),
                NODES.binaryNode(new byte[3]),
                NODES.pojoNode(3));
    }

    private static Arbitrary<JsonNode> arrays(int depth) {
        return nodes(depth).list().ofMaxSize(4).map(items -> NODES.arrayNode().addAll(items));
    }

    private static Arbitrary<JsonNode> objects(int depth) {
        return Arbitraries.maps(strings(), nodes(depth)).ofMaxSize(3).map(AnyJson::object);
    }

    private static Arbitrary<JsonNode> entries(int depth) {
        var keys = Arbitraries.of("value", "label", "is_primary", "street", "city", "postal_code");
        return Arbitraries.maps(keys, nodes(depth))
                .ofMaxSize(4)
                .map(AnyJson::object)
                .list()
                .ofMaxSize(3)
                .map(items -> NODES.arrayNode().addAll(items));
    }

    private static JsonNode object(Map<String, JsonNode> properties) {
        return NODES.objectNode().setAll(properties);
    }
}
