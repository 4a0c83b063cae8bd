package app.kasar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuidesTest {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");
    private static final Pattern ANCHOR = Pattern.compile("id=\"([^\"]*)\"");

    @Test
    void every_page_of_the_documentation_is_shown() throws Exception {
        try (var files = Files.list(Path.of("docs"))) {
            var pages = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - 3))
                    .toList();
            assertThat(Guides.NAMES).containsExactlyInAnyOrderElementsOf(pages);
        }
    }

    @Test
    void every_link_between_pages_leads_to_a_page_and_a_heading() {
        var guides = Guides.all();
        var broken = new TreeSet<String>();
        guides.forEach((name, guide) -> LINK.matcher(guide.html()).results().forEach(link -> {
            var target = link.group(1);
            if (!target.contains("://") && !leads(target, name, guides)) {
                broken.add(name + " -> " + target);
            }
        }));
        assertThat(broken).isEmpty();
    }

    private static boolean leads(String target, String from, Map<String, Guides.Guide> guides) {
        var parts = target.split("#", 2);
        var name = parts[0].isEmpty() ? from : parts[0].replace("/docs/", "");
        var page = guides.get(name);
        return page != null && (parts.length == 1 || anchors(page).contains(parts[1]));
    }

    private static HashSet<String> anchors(Guides.Guide guide) {
        var anchors = new HashSet<String>();
        ANCHOR.matcher(guide.html()).results().forEach(found -> anchors.add(found.group(1)));
        return anchors;
    }

    @Test
    void html_in_a_guide_is_shown_and_not_obeyed() {
        assertThat(Guides.all().values())
                .allSatisfy(guide -> assertThat(guide.html()).doesNotContain("<script", "onerror="));
    }
}
