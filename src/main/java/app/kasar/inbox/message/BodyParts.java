package app.kasar.inbox.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which parts of a message are its text, which its HTML and which its files, as RFC 8621 section 4.1.4 decides it. */
final class BodyParts {
    private final List<MimePart> text = new ArrayList<>();
    private final List<MimePart> html = new ArrayList<>();
    private final Set<MimePart> files = new LinkedHashSet<>();

    private BodyParts() {}

    static BodyParts of(MimePart message) {
        var parts = new BodyParts();
        parts.sort(List.of(message), "mixed", new Targets(false, parts.text, parts.html));
        return parts;
    }

    List<MimePart> text() {
        return text.stream().filter(MimePart::isText).toList();
    }

    List<MimePart> html() {
        return html.stream().filter(MimePart::isText).toList();
    }

    /** In the order of the message. Pictures shown between texts are files too: that is how their bytes are asked for. */
    List<MimePart> files() {
        return List.copyOf(files);
    }

    /** @param texts null where an alternative above has its text from elsewhere; likewise for the HTML */
    private record Targets(
            boolean alternative,
            @Nullable List<MimePart> texts,
            @Nullable List<MimePart> htmls) {
        Targets within(String kind) {
            return new Targets(alternative || kind.equals("alternative"), texts, htmls);
        }

        /** Beside a part of one kind within an alternative, the other kind is said by a sibling. */
        Targets beside(MimePart part) {
            return !alternative || !part.isText()
                    ? this
                    : part.is("text/plain") ? new Targets(true, texts, null) : new Targets(true, null, htmls);
        }
    }

    /** Empty texts say nothing, and as one of the alternatives would hide what the other says. */
    private void sort(List<MimePart> parts, String kind, Targets given) {
        var targets = given;
        var textBefore = text.size();
        var htmlBefore = html.size();
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (part.wholeness() == Wholeness.SPOILT) {
                files.add(part);
            }
            if (part.isMultipart()) {
                var inner = part.type().value().substring("multipart/".length());
                sort(part.children(), inner, targets.within(inner));
            } else if (part.isText() && part.anyName().isEmpty() && part.body().isBlank()) {
                continue;
            } else if (!isBody(part, i, kind)) {
                files.add(part);
            } else if (kind.equals("alternative")) {
                choose(part, targets);
            } else {
                targets = targets.beside(part);
                show(part, targets);
            }
        }
        if (kind.equals("alternative") && given.texts() != null && given.htmls() != null) {
            levelOut(textBefore, htmlBefore);
        }
    }

    /** The first part of a related is its root; a named text further on was meant as a file. */
    private static boolean isBody(MimePart part, int place, String kind) {
        return !part.disposition().value().equals("attachment")
                && (part.isText() || part.isMedia())
                && (place == 0
                        || !kind.equals("related")
                                && (part.isMedia() || part.anyName().isEmpty()));
    }

    private void choose(MimePart part, Targets targets) {
        var target = part.is("text/plain") ? targets.texts() : targets.htmls();
        if (!part.isText()) {
            files.add(part);
        } else if (target != null) {
            target.add(part);
        }
    }

    private void show(MimePart part, Targets targets) {
        if (targets.texts() != null) {
            targets.texts().add(part);
        }
        if (targets.htmls() != null) {
            targets.htmls().add(part);
        }
        if (part.isMedia()) {
            files.add(part);
        }
    }

    /** An alternative that offers one kind only serves as the other too. */
    private void levelOut(int textBefore, int htmlBefore) {
        if (text.size() == textBefore) {
            text.addAll(html.subList(htmlBefore, html.size()));
        } else if (html.size() == htmlBefore) {
            html.addAll(text.subList(textBefore, text.size()));
        }
    }
}
