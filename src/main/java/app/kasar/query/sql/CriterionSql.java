package app.kasar.query.sql;

import app.kasar.db.SqlText;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.Hop;
import app.kasar.query.plan.SearchWords;
import app.kasar.schema.Attribute;
import app.kasar.schema.ColumnType;
import app.kasar.schema.Relation;
import app.kasar.schema.SearchDocument;
import java.util.List;
import java.util.UUID;

/** {@link Criterion} to a SQL condition that is never NULL where it is negated. */
public final class CriterionSql {
    private final String schema;
    private final SqlText text;
    private int aliases;

    private CriterionSql(String schema, SqlText text) {
        this.schema = schema;
        this.text = text;
    }

    /** Appends the condition on the row known as {@code alias}. */
    public static void write(SqlText text, Criterion criterion, String schema, String alias) {
        new CriterionSql(schema, text).condition(criterion, alias);
    }

    private void condition(Criterion criterion, String alias) {
        switch (criterion) {
            case Criterion.Everything() -> text.add("true");
            case Criterion.Nothing() -> text.add("false");
            case Criterion.All(var parts) -> joined(parts, alias, " AND ", "true");
            case Criterion.Any(var parts) -> joined(parts, alias, " OR ", "false");
            case Criterion.Equal(var attribute, var value) -> comparison(attribute, alias, " = ", value);
            case Criterion.Differs(var attribute, var value) ->
                comparison(attribute, alias, " IS DISTINCT FROM ", value);
            case Criterion.Ordered(var attribute, var side, var value) ->
                comparison(attribute, alias, symbol(side), value);
            case Criterion.OneOf oneOf -> oneOf(oneOf, alias);
            case Criterion.Like like -> like(like, alias);
            case Criterion.Empty(var attribute, var negated) -> empty(attribute, negated, alias);
            case Criterion.Overlaps(var column, var values, var negated) ->
                array(column, alias, " && ", values, negated);
            case Criterion.SameSet sameSet -> sameSet(sameSet, alias);
            case Criterion.AnyLike anyLike -> anyLike(anyLike, alias);
            case Criterion.Related(var hop, var inner, var negated) -> related(hop, inner, negated, alias);
            case Criterion.OwnedBy(var columns, var user) -> ownedBy(columns, user, alias);
            case Criterion.LinkedTo linked -> linkedTo(linked, alias);
            case Criterion.Words words -> words(words, alias);
        }
    }

    private void joined(List<Criterion> parts, String alias, String between, String ofNone) {
        if (parts.isEmpty()) {
            text.add(ofNone);
            return;
        }
        text.add("(");
        for (var index = 0; index < parts.size(); index++) {
            text.add(index == 0 ? "" : between);
            condition(parts.get(index), alias);
        }
        text.add(")");
    }

    private void comparison(Attribute attribute, String alias, String symbol, Object value) {
        column(text, attribute, alias);
        text.add(symbol).value(value);
    }

    private static String symbol(Criterion.Side side) {
        return switch (side) {
            case ABOVE -> " > ";
            case AT_OR_ABOVE -> " >= ";
            case BELOW -> " < ";
            case AT_OR_BELOW -> " <= ";
        };
    }

    private void oneOf(Criterion.OneOf oneOf, String alias) {
        if (oneOf.negated()) {
            text.add("(");
            column(text, oneOf.attribute(), alias);
            text.add(" IS NULL OR ");
        }
        column(text, oneOf.attribute(), alias);
        text.add(oneOf.negated() ? " <> ALL(" : " = ANY(")
                .value(
                        oneOf.values().stream().map(String::valueOf).toArray(String[]::new),
                        "text[]::" + oneOf.attribute().type().sqlName() + "[]")
                .add(oneOf.negated() ? "))" : ")");
    }

    private void like(Criterion.Like like, String alias) {
        if (like.negated()) {
            text.add("(");
            column(text, like.attribute(), alias);
            text.add(" IS NULL OR ");
        }
        column(text, like.attribute(), alias);
        text.add(like.negated() ? " NOT ILIKE " : " ILIKE ").value(pattern(like.place(), like.text()));
        text.add(like.negated() ? ")" : "");
    }

    /** The pattern of LIKE that finds exactly this text: its own wildcards are taken literally. */
    private static String pattern(Criterion.Place place, String literal) {
        var escaped = literal.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return switch (place) {
            case ANYWHERE -> "%" + escaped + "%";
            case START -> escaped + "%";
            case END -> "%" + escaped;
        };
    }

    private void empty(Attribute attribute, boolean negated, String alias) {
        var isText = attribute.type() == ColumnType.TEXT;
        var isArray = attribute.type() == ColumnType.TEXT_ARRAY;
        text.add("(");
        column(text, attribute, alias);
        text.add(negated ? " IS NOT NULL" : " IS NULL");
        if (isText || isArray) {
            text.add(negated ? " AND " : " OR ");
            column(text, attribute, alias);
            text.add(negated ? " <> " : " = ").add(isText ? "''" : "'{}'");
        }
        text.add(")");
    }

    private void array(String column, String alias, String operator, List<String> values, boolean negated) {
        if (negated) {
            text.add("(").name(alias, column).add(" IS NULL OR NOT ");
        }
        text.name(alias, column).add(operator).value(values.toArray(String[]::new), "text[]");
        text.add(negated ? ")" : "");
    }

    private void sameSet(Criterion.SameSet same, String alias) {
        var values = same.values().toArray(String[]::new);
        text.add(same.negated() ? "(" : "")
                .add(same.negated() ? "NOT coalesce(" : "")
                .add("(");
        text.name(alias, same.arrayColumn()).add(" @> ").value(values, "text[]").add(" AND ");
        text.name(alias, same.arrayColumn()).add(" <@ ").value(values, "text[]").add(")");
        text.add(same.negated() ? ", false))" : "");
    }

    private void anyLike(Criterion.AnyLike any, String alias) {
        text.add(any.negated() ? "NOT EXISTS (SELECT 1 FROM unnest(" : "EXISTS (SELECT 1 FROM unnest(")
                .name(alias, any.arrayColumn())
                .add(") AS entry WHERE entry LIKE ")
                .value(pattern(any.place(), any.text()))
                .add(")");
    }

    private void related(Hop hop, Criterion inner, boolean negated, String alias) {
        var target = "r" + ++aliases;
        text.add(negated ? "NOT EXISTS (SELECT 1 FROM " : "EXISTS (SELECT 1 FROM ");
        joinFrom(text, schema, hop, target, alias);
        text.add(" AND ");
        condition(hop.access(), target);
        text.add(" AND ");
        condition(inner, target);
        text.add(")");
    }

    /** Appends {@code table target WHERE …} that reaches the hop's records from the row known as {@code alias}. */
    static void joinFrom(SqlText text, String schema, Hop hop, String target, String alias) {
        var relation = hop.relation();
        text.name(schema, relation.target()).add(" ").name(target);
        switch (relation) {
            case Relation.BelongsToOne one ->
                text.add(" WHERE ").name(target, "id").add(" = ").name(alias, one.foreignKey());
            case Relation.HasMany many ->
                text.add(" WHERE ").name(target, many.foreignKey()).add(" = ").name(alias, "id");
            case Relation.BelongsToMany many -> {
                var link = target + "l";
                text.add(" JOIN ").name(schema, many.link()).add(" ").name(link);
                text.add(" ON ").name(link, many.far()).add(" = ").name(target, "id");
                text.add(" WHERE ").name(link, many.near()).add(" = ").name(alias, "id");
            }
        }
    }

    private void ownedBy(List<String> columns, UUID user, String alias) {
        text.add("(");
        for (var index = 0; index < columns.size(); index++) {
            text.add(index == 0 ? "" : " OR ")
                    .name(alias, columns.get(index))
                    .add(" = ")
                    .value(user);
        }
        text.add(")");
    }

    private void linkedTo(Criterion.LinkedTo linked, String alias) {
        var link = "k" + ++aliases;
        text.add("EXISTS (SELECT 1 FROM ")
                .name(schema, linked.linkTable())
                .add(" ")
                .name(link);
        text.add(" WHERE ").name(link, "source_id").add(" = ").name(alias, "id");
        if (linked.object() != null) {
            text.add(" AND ").name(link, "object_name").add(" = ").literal(linked.object());
            linkedRecord(linked.object(), linked.access(), link);
        }
        if (linked.record() != null) {
            text.add(" AND ").name(link, "record_id").add(" = ").value(linked.record());
        }
        text.add(")");
    }

    private void linkedRecord(String object, Criterion access, String link) {
        if (access instanceof Criterion.Everything) {
            return;
        }
        var target = "r" + ++aliases;
        text.add(" AND EXISTS (SELECT 1 FROM ").name(schema, object).add(" ").name(target);
        text.add(" WHERE ")
                .name(target, "id")
                .add(" = ")
                .name(link, "record_id")
                .add(" AND ");
        condition(access, target);
        text.add(")");
    }

    private void words(Criterion.Words words, String alias) {
        text.name(alias, SearchDocument.COLUMN).add(" @@ ");
        query(words.terms());
        if (words.recheck()) {
            text.add(" AND ");
            SearchDocument.words(text, words.object(), column -> text.name(alias, column));
            text.add(" @@ ");
            query(words.terms());
        }
    }

    private void query(List<SearchWords.Term> terms) {
        text.add("(");
        for (var index = 0; index < terms.size(); index++) {
            text.add(index == 0 ? "" : " && ");
            term(terms.get(index));
        }
        text.add(")");
    }

    private void term(SearchWords.Term term) {
        text.add("((");
        beginnings(term.words());
        text.add(")");
        if (!term.numbers().isEmpty()) {
            text.add(" || ").value(String.join(":* | ", term.numbers()) + ":*", "tsquery");
        }
        text.add(")");
    }

    /** Every word as the beginning of a stored one. Folding may make several words of one, which then follow each other. */
    private void beginnings(List<String> words) {
        for (var index = 0; index < words.size(); index++) {
            var word = words.get(index);
            text.add(index == 0 ? "" : " && ").add("to_tsquery('simple', quote_literal(");
            SearchDocument.foldSearched(text, word);
            text.add(") || ':*')");
        }
    }

    /** Appends the value of an attribute of the row known as {@code alias}. */
    public static void column(SqlText text, Attribute attribute, String alias) {
        var part = attribute.part();
        if (part == null) {
            text.name(alias, attribute.column());
        } else {
            text.add("(")
                    .name(alias, attribute.column())
                    .add(" ->> ")
                    .literal(part)
                    .add(")");
        }
    }
}
