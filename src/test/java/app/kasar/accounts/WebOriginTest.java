package app.kasar.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://app.example.com",
        "HTTPS://App.Example.COM, https://app.example.com",
        "https://app.example.com:443, https://app.example.com",
        "http://localhost:3000, http://localhost:3000",
        "http://localhost:443, http://localhost:443",
        "http://127.0.0.1:80, http://127.0.0.1",
        "http://[::1]:5173, http://[::1]:5173",
        "capacitor://localhost, capacitor://localhost"
    })
    void is_kept_as_browsers_send_it(String given, String kept) {
        assertThat(WebOrigin.find(given)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "https://*",
                "https://*.example.com",
                "https://example.com/",
                "https://example.com/a",
                "example.com",
                "https://",
                "https://a b",
                "https://user@example.com",
                "https://example.com?x",
                "https://example.com:0",
                "https://example.com:65536",
                "https://example.com:",
                "https://ex..com",
                "https://example.com\n",
                "https://exämple.com"
            })
    void refuses_what_no_browser_sends(String given) {
        assertThat(WebOrigin.find(given)).isEmpty();
    }

    @Property
    void is_stable_under_reading_again(@ForAll @IntRange(min = 1, max = 65_535) int port, @ForAll boolean secure) {
        var once = WebOrigin.find((secure ? "https" : "http") + "://Host.test:" + port)
                .orElseThrow();
        assertThat(WebOrigin.find(once)).contains(once);
    }
}
