package app.kasar.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The users' guides in {@code docs/}, made into HTML. */
final class Guides {
    /** In the order in which they are shown. */
    static final List<String> NAMES = List.of(
            "quickstart",
            "records",
            "filters",
            "pagination",
            "search",
            "aggregate",
            "bulk",
            "import",
            "export",
            "jobs",
            "duplicates",
            "inbox",
            "tasks",
            "notes",
            "pipelines",
            "activity",
            "interactions",
            "notifications",
            "users",
            "administration",
            "configuration",
            "errors",
            "reference",
            "operations",
            "benchmarks");

    private static final List<org.commonmark.Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                // What scrolls sideways has to be reachable by keyboard.
                if (tag.equals("pre")) {
                    attributes.put("tabindex", "0");
                }
            })
            .build();

    private Guides() {}

    /** A guide, its title taken from its first heading. */
    record Guide(String title, String html) {}

    /** By name. */
    static Map<String, Guide> all() {
        var all = new LinkedHashMap<String, Guide>();
        NAMES.forEach(name -> all.put(name, read(Resource.text("/guides/" + name + ".md"))));
        return all;
    }

    private static Guide read(String markdown) {
        var document = PARSER.parse(markdown);
        var links = new Links(Set.copyOf(NAMES));
        document.accept(links);
        return new Guide(title(document), scrollable(RENDERER.render(document)));
    }

    private static String title(Node document) {
        return document.getFirstChild() instanceof Heading heading && heading.getFirstChild() instanceof Text text
                ? text.getLiteral()
                : "Guide";
    }

    /** Wide tables scroll by themselves, not the page. */
    private static String scrollable(String html) {
        return html.replace(
                        "<table>", "<div class=\"table\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>");
    }

    /** Leads links from file to file to the pages made of them; a link to what is not shown becomes plain text. */
    private static final class Links extends AbstractVisitor {
        private final Set<String> known;

        Links(Set<String> known) {
            this.known = known;
        }

        @Override
        public void visit(Link link) {
            var target = link.getDestination();
            if (target.startsWith("#") || target.contains("://")) {
                return;
            }
            var file = target.split("#", 2);
            var name = file[0].endsWith(".md") ? file[0].substring(0, file[0].length() - 3) : "";
            if (known.contains(name)) {
                link.setDestination("/docs/" + name + (file.length > 1 ? "#" + file[1] : ""));
            } else {
                unwrap(link);
            }
        }

        private static void unwrap(Link link) {
            while (link.getFirstChild() != null) {
                link.insertBefore(link.getFirstChild());
            }
            link.unlink();
        }
    }
}
