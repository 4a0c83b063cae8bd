package app.kasar.search;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.plan.Criterion;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SearchDocument;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records of one object: by rank, and within a rank the newest first. The index on words knows nothing of that
 * order, and an index on the order nothing of words; so few matches are found first and sorted, and where there are many,
 * some are soon met among the newest records.
 */
final class ObjectMatches {
    private static final String NEWEST_FIRST = "t.created_at DESC, t.id DESC";

    private static final int ALL = Integer.MAX_VALUE;

    private final Database database;
    private final ObjectSchema object;
    private final Effort effort;
    private final String schemaName;
    private final Criterion access;
    private final boolean hidesSomething;
    private final Statement.Planning planning;

    ObjectMatches(Database database, VisibleSchema schema, ObjectSchema object, Effort effort) {
        this.database = database;
        this.effort = effort;
        this.object = object;
        this.schemaName = schema.snapshot().schemaName();
        this.access = AccessRules.rows(schema, object.name(), Action.READ);
        var all = schema.snapshot().any(object.name()).searchableFields().size();
        this.hidesSomething = object.searchableFields().size() < all;
        this.planning = access instanceof Criterion.Everything ? Statement.Planning.ONCE : Statement.Planning.EACH_TIME;
    }

    /** The matches after the first {@code skip}, {@code limit} at most. */
    Matches find(Ranks asked, int skip, int limit) {
        var few = new Part(skip, limit, effort.few());
        if (asked.parts().size() < 2) {
            return orRankByRank(sorted(asked, few, true), asked, few);
        }
        var sample = ofParts(asked);
        var ranks = asked.beginningWith(sample.rarest());
        return sample.areAmongMost()
                ? rankByRank(ranks, skip, limit)
                : orRankByRank(sorted(ranks, few, false), ranks, few);
    }

    private Matches orRankByRank(Matches found, Ranks ranks, Part part) {
        return found.isCounted() ? found : rankByRank(ranks, part.skip(), part.limit());
    }

    /**
     * What some of the newest records tell.
     *
     * @param areAmongMost the first letters of common words are so frequent that the index on words would take its time to
     *     list them all
     * @param rarest the part to begin with, because another is so frequent; null where that makes no difference
     */
    private record Sample(boolean areAmongMost, @Nullable WordQuery rarest) {}

    /** The index on words lists all that a frequent part finds, even where another part finds nothing. */
    private Sample ofParts(Ranks ranks) {
        var counts = counts(ranks);
        var ofParts = counts.subList(1, counts.size());
        var least = Collections.min(ofParts);
        var isUneven = least <= effort.rareOfSample() && Collections.max(ofParts) >= effort.manyOfSample();
        return new Sample(
                counts.getFirst() >= effort.manyOfSample(),
                isUneven ? ranks.parts().get(ofParts.indexOf(least)) : null);
    }

    /** How many of the sample meet all parts, and how many each. */
    private List<Long> counts(Ranks ranks) {
        var parts = ranks.parts();
        var columns =
                IntStream.range(0, parts.size()).mapToObj(index -> "m" + index).toList();
        var text = new SqlText().add("SELECT count(*) FILTER (WHERE " + String.join(" AND ", columns) + ")");
        columns.forEach(column -> text.add(", count(*) FILTER (WHERE " + column + ")"));
        text.add(" FROM (SELECT ");
        for (var index = 0; index < parts.size(); index++) {
            matches(text.add(index == 0 ? "" : ", "), parts.get(index));
            text.add(" AS " + columns.get(index));
        }
        newestOf(text.add(" FROM "), effort.sample());
        text.add(" OFFSET 0) s");
        var all = IntStream.rangeClosed(1, parts.size() + 1);
        return database.find(statement(text), row -> all.mapToObj(row::number).toList())
                .orElseThrow();
    }

    private Matches rankByRank(Ranks ranks, int skip, int limit) {
        var ids = new ArrayList<UUID>();
        var passed = 0L;
        for (var rank : ranks.oneByOne()) {
            var found = ofOne(rank, (int) Math.max(0, skip - passed), limit - ids.size());
            ids.addAll(found.ids());
            passed += found.count();
            if (ids.size() == limit) {
                return new Matches(ids, passed, false);
            }
        }
        return new Matches(ids, passed, true);
    }

    /** Each way gives what the next would, or cannot tell; what is cheap where it can comes first. */
    private Matches ofOne(Ranks rank, int skip, int limit) {
        return amongNewest(rank, skip, limit, effort.newestAtFirst())
                .or(() -> counted(sorted(rank, new Part(skip, limit, effort.few()))))
                .or(() -> amongNewest(rank, skip, limit, effort.newest()))
                .or(() -> counted(sorted(rank, new Part(skip, limit, effort.several()))))
                .or(() -> amongNewest(rank, skip, limit, ALL))
                .orElseGet(() -> sorted(rank, new Part(skip, limit, ALL)));
    }

    private static Optional<Matches> counted(Matches matches) {
        return Optional.of(matches).filter(Matches::isCounted);
    }

    private Optional<Matches> amongNewest(Ranks rank, int skip, int limit, int records) {
        if (records <= skip + limit) {
            return Optional.empty();
        }
        return Optional.of(newest(rank, skip, limit, records))
                .filter(found -> found.ids().size() == limit);
    }

    /** @param most when there are more matches, they are not looked for */
    private record Part(int skip, int limit, int most) {}

    private Matches sorted(Ranks ranks, Part part) {
        return sorted(ranks, part, false);
    }

    /** @param isSampled whether, where many of the newest match, the others are not looked for either */
    private Matches sorted(Ranks ranks, Part part, boolean isSampled) {
        var text = new SqlText().add("WITH ");
        if (isSampled) {
            sample(text, ranks.all());
        }
        text.add("found AS MATERIALIZED (SELECT t.id, t.created_at, CASE");
        for (var index = 0; index < ranks.queries().size(); index++) {
            matches(text.add(" WHEN "), ranks.queries().get(index));
            text.add(" THEN " + index);
        }
        table(text.add(" END AS rank FROM "), ranks);
        conditions(text.add(isSampled ? " WHERE NOT (SELECT has_many FROM sample) AND " : " WHERE "), ranks);
        access(text.add(" AND "));
        text.add(" LIMIT ").value((long) part.most() + 1).add("), n AS (SELECT count(*)");
        if (isSampled) {
            text.add(" + CASE WHEN (SELECT has_many FROM sample) THEN ")
                    .value((long) part.most() + 1)
                    .add(" ELSE 0 END");
        }
        text.add(" AS count FROM found)");
        text.add(" SELECT n.count, t.id FROM n LEFT JOIN (SELECT * FROM found WHERE (SELECT count FROM n) <= ");
        text.value((long) part.most())
                .add(" ORDER BY rank, created_at DESC, id DESC OFFSET ")
                .value(part.skip());
        text.add(" LIMIT ").value(part.limit());
        return matches(text.add(") t ON true ORDER BY t.rank, " + NEWEST_FIRST), part.most());
    }

    private void sample(SqlText text, WordQuery query) {
        newestOf(
                text.add("sample AS MATERIALIZED (SELECT count(*) = ")
                        .value(effort.manyOfSample())
                        .add(" AS has_many FROM (SELECT 1 FROM "),
                effort.sample());
        matches(text.add(" WHERE "), query);
        text.add(" LIMIT ").value(effort.manyOfSample()).add(") s), ");
    }

    private Matches matches(SqlText text, int most) {
        var ids = new ArrayList<UUID>();
        var counts = database.list(statement(text), row -> {
            addId(row, ids);
            return row.number(1);
        });
        var count = counts.getFirst();
        return new Matches(ids, count, count <= most);
    }

    private static void addId(Row row, List<UUID> ids) {
        var id = row.uuid(2);
        if (id != null) {
            ids.add(id);
        }
    }

    /** Only what is among so many of the newest records. */
    private Matches newest(Ranks rank, int skip, int limit, int records) {
        var text = new SqlText().add("SELECT t.id FROM ");
        newestOf(text, records);
        conditions(text.add(" WHERE "), rank);
        text.add(" ORDER BY " + NEWEST_FIRST + " OFFSET ")
                .value(skip)
                .add(" LIMIT ")
                .value(limit);
        var ids = database.list(statement(text), row -> row.requiredUuid(1));
        return new Matches(ids, (long) skip + ids.size(), false);
    }

    private void newestOf(SqlText text, int records) {
        access(text.add("(SELECT t.* FROM ").name(schemaName, object.table()).add(" t WHERE "));
        text.add(" ORDER BY " + NEWEST_FIRST + " LIMIT ").value(records).add(") t");
        shown(text);
    }

    /** One plan serves all words, where words alone decide: there is one index to look in, and one to go along. */
    private Statement statement(SqlText text) {
        return text.toStatement().planned(planning);
    }

    private void table(SqlText text, Ranks ranks) {
        if (ranks.first() == null) {
            text.name(schemaName, object.table()).add(" t");
        } else {
            stored(
                    text.add("(SELECT t.* FROM ")
                            .name(schemaName, object.table())
                            .add(" t WHERE "),
                    ranks.first());
            text.add(" OFFSET 0) t");
        }
        shown(text);
    }

    /** What is stored holds the words of all fields; for a caller who does not see them all it is made anew of the others. */
    private void shown(SqlText text) {
        if (hidesSomething) {
            SearchDocument.write(text.add(", LATERAL (SELECT "), object, column -> text.name("t", column));
            text.add(" AS words OFFSET 0) v");
        }
    }

    private void conditions(SqlText text, Ranks ranks) {
        stored(text, ranks.all());
        if (hidesSomething) {
            matches(text.add(" AND "), ranks.all());
        }
        if (ranks.except() != null) {
            matches(text.add(" AND NOT "), Objects.requireNonNull(ranks.except()));
        }
    }

    private static void stored(SqlText text, WordQuery query) {
        text.name("t", SearchDocument.COLUMN).add(" @@ ").value(query.text(), "tsquery");
    }

    private void matches(SqlText text, WordQuery query) {
        if (hidesSomething) {
            text.add("v.words @@ ").value(query.text(), "tsquery");
        } else {
            stored(text, query);
        }
    }

    private void access(SqlText text) {
        CriterionSql.write(text, access, schemaName, "t");
    }
}
