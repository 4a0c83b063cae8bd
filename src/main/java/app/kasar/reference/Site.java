package app.kasar.reference;

import app.kasar.http.Answer;
import app.kasar.http.PublicPages;
import app.kasar.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a browser is shown: a first page, the interactive reference and the guides. All of it comes from this server. */
final class Site implements PublicPages {
    private static final String HTML = "text/html; charset=utf-8";

    /** Nothing is loaded from, sent to or framed by anybody else. */
    private static final Map<String, String> PROTECTION = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                    + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");

    private static final Map<String, String> ASSETS = Map.of(
            "site.css", "text/css; charset=utf-8",
            "reference.js", "text/javascript; charset=utf-8",
            "guides.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final Map<String, ReferenceDocument> files = new HashMap<>();
    private final String frame = Resource.text("/reference/page.html");

    Site() {
        put("/", HTML, page("Server", "home", Resource.text("/reference/home.html")));
        put("/docs", HTML, page("API reference", "reference", Resource.text("/reference/reference.html")));
        ASSETS.forEach((name, type) ->
                files.put("/docs/assets/" + name, ReferenceDocument.of(type, Resource.bytes("/reference/" + name))));
        files.put(
                "/docs/assets/scalar.js",
                ReferenceDocument.of(
                        "text/javascript; charset=utf-8",
                        Resource.bytes("/META-INF/resources/webjars/scalar/scalar.js")));
        var guides = Guides.all();
        guides.forEach((name, guide) -> put("/docs/" + name, HTML, guide(guides, name)));
    }

    @Override
    public Optional<Answer> find(String path, Request.Headers headers) {
        return Optional.ofNullable(files.get(path.equals("/docs/") ? "/docs" : path))
                .map(file -> file.answer(headers, PROTECTION));
    }

    private void put(String path, String type, String text) {
        files.put(path, ReferenceDocument.of(type, text.getBytes(StandardCharsets.UTF_8)));
    }

    private String guide(Map<String, Guides.Guide> guides, String name) {
        var guide = guides.getOrDefault(name, new Guides.Guide("", ""));
        var list = guides.entrySet().stream()
                .map(entry -> "<li><a href=\"/docs/%s\"%s>%s</a></li>"
                        .formatted(
                                entry.getKey(),
                                here(entry.getKey().equals(name)),
                                escaped(entry.getValue().title())))
                .collect(Collectors.joining("\n"));
        var body = Resource.text("/reference/guide.html")
                .replace("{{guides}}", list)
                .replace("{{guide}}", guide.html());
        return page(guide.title(), "guides", body);
    }

    private String page(String title, String kind, String body) {
        return frame.replace("{{title}}", escaped(title))
                .replace("{{kind}}", kind)
                .replace("{{here-reference}}", here(kind.equals("reference")))
                .replace("{{here-guides}}", here(kind.equals("guides")))
                .replace("{{body}}", body);
    }

    private static String here(boolean isHere) {
        return isHere ? " aria-current=\"page\"" : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
