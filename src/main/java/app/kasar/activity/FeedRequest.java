package app.kasar.activity;

import app.kasar.interactions.Channels;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a feed was asked for.
 *
 * @param named whether the caller named the sections; those they may not read are left out otherwise
 * @param channels of interactions to show; empty means all
 * @param cursor the nextCursor of the page before; null on the first page
 */
record FeedRequest(
        List<Section> sections,
        boolean named,
        List<String> channels,
        int limit,
        @Nullable String cursor) {
    static final int DEFAULT_LIMIT = 20;
    static final int MOST = 100;

    FeedRequest {
        sections = List.copyOf(sections);
        channels = List.copyOf(channels);
    }

    /** @throws Problem VALIDATION_ERROR naming every unknown section */
    static FeedRequest of(Map<String, String> query) {
        var include = query.get("include");
        var channel = query.get("channel");
        var limit = query.get("limit");
        return new FeedRequest(
                include == null ? Section.DEFAULT : sections(include),
                include != null,
                channel == null ? List.of() : Channels.meantBy(channel),
                limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit),
                query.get("cursor"));
    }

    private static List<Section> sections(String include) {
        var sections = EnumSet.noneOf(Section.class);
        var faults = new Faults();
        for (var part : include.split(",", -1)) {
            var name = part.strip();
            Section.find(name).ifPresentOrElse(sections::add, () -> faults.invalid("include", unknown(name)));
        }
        faults.throwIfAny();
        return new ArrayList<>(sections);
    }

    private static String unknown(String name) {
        return "'include' takes %s, not '%s'%s"
                .formatted(String.join(", ", Section.wireNames()), name, NearestName.hint(name, Section.wireNames()));
    }

    /** Whatever decides which entries the feed has, as a short text: a cursor serves only the feed it was made for. */
    String identity() {
        return Integer.toString((sections + "\n" + channels).hashCode(), Character.MAX_RADIX);
    }
}
