package app.kasar.search;

import java.util.ArrayList;
import java.util.List;

/** The search over one object: what the words find, and where that is not enough, what is near. */
final class ObjectSearch {
    private final ObjectMatches matches;
    private final Typed typed;
    private final Widening widening;

    ObjectSearch(ObjectMatches matches, Typed typed, Widening widening) {
        this.matches = matches;
        this.typed = typed;
        this.widening = widening;
    }

    List<Hit> find(SearchRequest asked) {
        var narrow = matches.find(typed.ranks(), asked.offset(), asked.limit());
        var hits = new ArrayList<Hit>();
        narrow.ids().forEach(id -> hits.add(new Hit(id, typed.anyBeginning())));
        var missing = asked.limit() - hits.size();
        if (missing > 0) {
            var skip = (int) Math.max(0, asked.offset() - narrow.count());
            widening.ranks()
                    .ifPresent(ranks -> matches.find(ranks, skip, missing)
                            .ids()
                            .forEach(id -> hits.add(new Hit(id, widening.anyMatch()))));
        }
        return hits;
    }
}
