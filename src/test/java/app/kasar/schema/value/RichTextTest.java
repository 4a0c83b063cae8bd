package app.kasar.schema.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest {
    private static final int LIMIT = TextLimits.TEXTAREA;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<h1>Plan</h1><h6>Small</h6>",
                "<ul><li>one</li></ul><ol start=\"3\"><li>two</li></ol>",
                "<table><caption>T</caption><thead><tr><th colspan=\"2\">A</th></tr></thead>"
                        + "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
                "<pre><code class=\"language-java\">int a;</code></pre>",
                "<p>a <b>b</b> <i>c</i> <u>d</u> <s>e</s><br />f</p><hr /><blockquote>q</blockquote>",
                "<img src=\"https://acme.test/a.png\" alt=\"A\" width=\"20\" height=\"10\" />",
                "<span data-mention-id=\"0192f0c1-0000-7000-8000-000000000001\">@Bob</span>",
                "<p>don't, a+b=c, alice@acme.test 😀 &amp;#39; &lt;</p>"
            })
    void keeps_what_people_write_and_format_with(String html) {
        assertThat(html(html)).isEqualTo(html);
    }

    @Test
    void makes_links_that_open_elsewhere_keep_the_page_they_came_from_out_of_reach() {
        assertThat(html("<a href=\"https://acme.test/\" target=\"_blank\">Acme</a>"))
                .isEqualTo("<a href=\"https://acme.test/\" target=\"_blank\" rel=\"noopener noreferrer\">Acme</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a<script>alert(1)</script>",
                "a<img src=x onerror=alert(1)>",
                "a<a href=\"javascript:alert(1)\">",
                "a<a href=\"JaVaScRiPt&#58;alert(1)\">",
                "a<a href=\" &#1; javascript:alert(1)\">",
                "a<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
                "a<img src=\"http://plain.test/a.png\">",
                "a<svg><script>alert(1)</script></svg>",
                "a<style>p{background:url(javascript:alert(1))}</style>",
                "a<iframe src=\"https://evil.test\"></iframe>",
                "a<form action=\"https://evil.test\"><input name=x></form>",
                "a<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></mtext></math>",
                "a<p style=\"position:fixed\" onclick=\"alert(1)\" id=\"x\">",
                "a<scr<script>ipt>alert(1)</scr</script>ipt>"
            })
    void takes_out_what_runs_or_loads_or_covers(String html) {
        assertThat(html(html).toLowerCase(Locale.ROOT))
                .doesNotContain("<script", "onerror", "onload", "onclick", "javascript", "data:", "<svg", "style")
                .doesNotContain("<iframe", "<form", "<input", "http://plain", " id=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "<p></p>",
                "<p>&nbsp;</p>",
                "<script>a()</script>",
                "<img src=\"javascript:a\">",
                "<!-- x -->"
            })
    void refuses_what_shows_nothing(String html) {
        assertThat(RichText.read(html, LIMIT)).isInstanceOf(Reading.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>one</p><p>two</p>|one/two",
                "a<br>b|a/b",
                "<p>in<b>side</b> a word</p>|inside a word",
                "<ul><li>x</li><li>y</li></ul>|x/y",
                "<p>5 &lt; 6 &amp; alice@acme.test</p>|5 < 6 & alice@acme.test"
            })
    void reads_as_a_person_does(String html, String lines) {
        assertThat(read(html).text()).isEqualTo(lines.replace('/', '\n'));
    }

    @Test
    void refuses_more_than_the_limit_and_says_so() {
        assertThat(refusal("<p>" + "a".repeat(1_000_000) + "</p>")).contains("100,000");
        assertThat(refusal("<".repeat(60_000))).contains("100,000");
    }

    @Test
    void refuses_deep_nesting_and_says_so_without_delay() {
        var deep = "<div>".repeat(19_000) + "x";
        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> assertThat(refusal(deep)).contains("100 deep"));
        assertThat(read("<div>".repeat(100) + "x").text()).isEqualTo("x");
        assertThat(refusal("<div>".repeat(101) + "x")).contains("100 deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<", "<a ", "<b><i>", "&", "<table><tr>", " ", "<p>", "</p>", "<!--", "<a href=\"", "<b a=b c=d>"
            })
    void reads_any_amount_of_anything_without_delay(String piece) {
        var source = "x" + piece.repeat(90_000 / piece.length());
        Assertions.assertTimeout(Duration.ofSeconds(3), () -> {
            var unused = RichText.read(source, LIMIT);
        });
    }

    @Property(tries = 500)
    void stays_safe_and_storable_and_the_same_to_a_reader_when_read_again(@ForAll("htmlLike") String source) {
        if (RichText.read(source, LIMIT) instanceof Reading.Accepted<RichText>(var once)) {
            assertThat(read(once.html()).text()).isEqualTo(once.text());
            assertThat(PlainText.isStorable(once.html() + once.text())).isTrue();
            assertThat(once.html().replaceAll("\"[^\"]*\"", "")).doesNotContainPattern("(?i)<script|<[^>]*\\son");
        }
    }

    @Provide
    Arbitrary<String> htmlLike() {
        return Arbitraries.of(
                        "<p>",
                        "</p>",
                        "<b",
                        ">",
                        "<",
                        "/",
                        "\"",
                        "'",
                        "=",
                        "a",
                        " ",
                        "&#0;",
                        "&#xD800;",
                        "&lt;",
                        "&",
                        ";",
                        "<script>",
                        "</script>",
                        "<img src=https://a.test/",
                        " onerror=",
                        "<a href=",
                        "javascript:",
                        "<td>",
                        "<table>",
                        "<!--",
                        "-->",
                        "<svg>",
                        "<style>",
                        "</style>",
                        "<textarea>",
                        "é",
                        "😀",
                        "\n",
                        "<li>",
                        "<ul>",
                        "<span data-mention-id=",
                        "x",
                        "<br>",
                        "<plaintext>",
                        "<noscript>",
                        "<title>",
                        "`")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static RichText read(String html) {
        return switch (RichText.read(html, LIMIT)) {
            case Reading.Accepted<RichText>(var rich) -> rich;
            case Reading.Refused<RichText>(var message) -> throw new AssertionError(message + ": " + html);
        };
    }

    private static String html(String html) {
        return read(html).html();
    }

    private static String refusal(String html) {
        return RichText.read(html, LIMIT) instanceof Reading.Refused<RichText>(var message) ? message : "accepted";
    }
}
