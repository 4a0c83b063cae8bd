package app.kasar.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages in a real browser. Screenshots are kept in {@code target/screenshots}. */
class BrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static RunningKasar kasar;
    private static TestOrganization acme;
    private static Playwright playwright;
    private static Browser browser;

    /** How a page is looked at. */
    private record Look(String name, int width, int height, ColorScheme scheme) {}

    private static final List<Look> LOOKS = List.of(
            new Look("wide-light", 1280, 900, ColorScheme.LIGHT), new Look("narrow-dark", 390, 844, ColorScheme.DARK));

    @BeforeAll
    static void start() {
        var chromium = chromium();
        assumeTrue(chromium.isPresent(), "no Chromium: install the package chromium, or name one in KASAR_CHROMIUM");
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        acme.admin()
                .post("/records/contacts", Map.of("first_name", "Ada", "last_name", "Byron"))
                .expect(201);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(QUIET));
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("KASAR_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser")
                .filter(name -> name != null && Files.isExecutable(Path.of(name)))
                .map(Path::of)
                .findFirst();
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (kasar != null) {
            kasar.close();
        }
    }

    private static String address(String path) {
        return kasar.address() + path;
    }

    /** A tab that takes note of what goes elsewhere and what goes wrong. */
    private static final class Tab implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> elsewhere = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();

        Tab(Look look) {
            context = browser.newContext(new Browser.NewContextOptions()
                    .setViewportSize(look.width(), look.height())
                    .setColorScheme(look.scheme()));
            page = context.newPage();
            page.onRequest(request -> {
                if (!request.url().startsWith(kasar.address().toString())
                        && !request.url().startsWith("data:")
                        && !request.url().startsWith("blob:")) {
                    elsewhere.add(request.url());
                }
            });
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
        }

        void screenshot(String name) {
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        }

        @Override
        public void close() {
            context.close();
        }
    }

    @Test
    void the_reference_lists_the_operations_and_sends_one_with_a_token() {
        try (var tab = new Tab(LOOKS.getFirst())) {
            tab.page.navigate(address("/docs"));
            tab.page.fill("#token", acme.token());
            tab.page.click("text=Show my organization");
            tab.page.waitForSelector("text=This is your organization");
            tab.page.locator("aside, nav").locator("text=List records").first().click();
            var list = tab.page.locator("section[aria-label='GET /records/contacts']");
            list.scrollIntoViewIfNeeded();
            list.locator("button:has-text('Test Request')").first().click();
            tab.screenshot("try-it-open");
            Response answer = tab.page.waitForResponse(
                    response -> response.url().contains("/api/v1/records/contacts"),
                    () -> tab.page.locator("button:has-text('Send')").last().click());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("\"first_name\":\"Ada\"");
            tab.page.waitForSelector("text=Byron");
            tab.screenshot("try-it-answered");
            assertThat(tab.elsewhere).isEmpty();
            assertThat(tab.complaints).isEmpty();
        }
    }

    @Test
    void a_wrong_token_is_answered_with_the_servers_own_words() {
        try (var tab = new Tab(LOOKS.getFirst())) {
            tab.page.navigate(address("/docs"));
            tab.page.fill("#token", "ksr_wrong");
            tab.page.click("text=Show my organization");
            tab.page.waitForSelector("#token-note:has-text('needs a valid API token')");
        }
    }

    @Test
    void every_page_passes_axe_and_fits_wide_and_narrow_in_light_and_dark() {
        var axe = Resource.text("/axe.min.js");
        var found = new ArrayList<String>();
        for (var look : LOOKS) {
            try (var tab = new Tab(look)) {
                for (var path : List.of("/", "/docs", "/docs/quickstart", "/docs/filters", "/docs/errors")) {
                    tab.page.navigate(address(path));
                    if (path.equals("/docs")) {
                        tab.page.waitForSelector("h1:has-text('Kasar CRM')");
                    }
                    tab.screenshot(look.name() + path.replace('/', '-'));
                    tab.page.evaluate(axe);
                    var violations = (String) tab.page.evaluate(
                            "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'best-practice']}))"
                                    + ".violations.map(v => v.id + ' ' + v.nodes[0].target).join('; ')");
                    if (!violations.isEmpty()) {
                        found.add(look.name() + " " + path + ": " + violations);
                    }
                    var wider = (Number) tab.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
                    if (wider.intValue() > 0) {
                        found.add(look.name() + " " + path + " is wider than the window by " + wider);
                    }
                }
                found.addAll(tab.elsewhere);
                found.addAll(tab.complaints);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_pages_are_reached_by_keyboard() {
        try (var tab = new Tab(LOOKS.getFirst())) {
            tab.page.navigate(address("/docs/quickstart"));
            tab.page.keyboard().press("Tab");
            assertThat(tab.page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to content");
            tab.page.keyboard().press("Tab");
            tab.page.keyboard().press("Tab");
            tab.page.keyboard().press("Enter");
            tab.page.waitForURL("**/docs");
        }
    }
}
