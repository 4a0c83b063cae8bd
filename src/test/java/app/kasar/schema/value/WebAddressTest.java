package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://www.linkedin.com/in/Ada-Byron/?x=1&y=a|b#Top, https://www.linkedin.com/in/Ada-Byron/?x=1&y=a|b#Top",
        "HTTP://Acme.COM/Path, http://acme.com/Path",
        "acme.com/path, https://acme.com/path",
        "acme.com:8080, https://acme.com:8080",
        "'  www.acme.com ', https://www.acme.com",
        "https://acme.test?q=1, https://acme.test?q=1",
        "https://münchen.de/straße, https://münchen.de/straße",
        "http://localhost:8080/x, http://localhost:8080/x",
        "http://192.168.0.1/, http://192.168.0.1/",
        "https://[2001:db8::1]:8443/, https://[2001:db8::1]:8443/",
        "https://my_shop.example.com, https://my_shop.example.com",
        "https://web.archive.org/web/2020/http://acme.com/@ada, https://web.archive.org/web/2020/http://acme.com/@ada"
    })
    void reads(String written, String stored) {
        assertThat(accepted(WebAddress.read(written))).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "localhost:80",
                "javascript:alert(1)",
                "javascript://acme.com/%0aalert(1)",
                "data:text/html,x",
                "mailto:ada@acme.test",
                "ftp://acme.com",
                "file:///etc/passwd",
                "//acme.com",
                "https://",
                "https:///path",
                "https:acme.com",
                "https://good.com@evil.com/",
                "https://good.com\\@evil.com/",
                "https://ada:secret@acme.com",
                "https://acme.com/a b",
                "https://acme.com/\na",
                "https://acme.com/\"><script>",
                "https://acme..com",
                "https://-acme.com",
                "https://300.1.1.1/",
                "https://acme.com:99999/",
                "https://acme.com:/",
                "https://[::1",
                "https://acme.com/\u202Egpj.exe",
                "1.5"
            })
    void refuses(String written) {
        assertThat(refused(WebAddress.read(written))).startsWith("must be a");
    }

    @Test
    void is_at_most_2048_characters_with_what_was_added() {
        assertThat(refused(WebAddress.read("acme.com/" + "x".repeat(2_039))))
                .isEqualTo("must be at most 2,048 characters long");
        assertThat(accepted(WebAddress.read("https://acme.com/" + "x".repeat(2_031))))
                .hasSize(2_048);
    }

    @ParameterizedTest
    @CsvSource({
        "Acme.com, acme.com",
        "www.acme.com, acme.com",
        "https://www.Acme.com:443/about?x#y, acme.com",
        "acme.com., acme.com",
        "mail.acme.co.uk, mail.acme.co.uk",
        "www.www.acme.com, acme.com",
        "www.www.com, www.com",
        "www.com, www.com",
        "XN--MNCHEN-3YA.de, münchen.de",
        "MÜNCHEN.de, münchen.de",
        "xn--strae-oqa.de, xn--strae-oqa.de"
    })
    void reduces_a_domain_to_its_one_form(String written, String stored) {
        assertThat(accepted(Domain.read(written))).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "ada@acme.com",
                "10.0.0.1",
                "acme .com",
                "ftp://acme.com",
                "https://",
                "a..b",
                "http://u@acme.com"
            })
    void refuses_what_is_no_domain(String written) {
        assertThat(refused(Domain.read(written))).isEqualTo("must be a domain such as example.com");
    }
}
