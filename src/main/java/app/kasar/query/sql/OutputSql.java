package app.kasar.query.sql;

import app.kasar.db.SqlText;
import app.kasar.query.plan.Hop;
import app.kasar.query.plan.Output;
import app.kasar.query.plan.Output.Compound;
import app.kasar.query.plan.Output.Flat;
import app.kasar.query.plan.Output.FurtherEntries;
import app.kasar.query.plan.Output.LinkedRecords;
import app.kasar.query.plan.Output.Path;
import app.kasar.query.plan.Output.PipelineDisplay;
import app.kasar.query.plan.Output.RelatedAll;
import app.kasar.query.plan.Output.RelatedDisplay;
import app.kasar.query.plan.Output.RelatedMany;
import app.kasar.query.plan.Output.UserDisplay;
import app.kasar.schema.Attribute;
import app.kasar.schema.ColumnType;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import java.util.List;

/** The SELECT list of a plan: exactly one column an output, in order. */
public final class OutputSql {
    private final SqlText text;
    private final String schema;
    private int aliases;

    private OutputSql(SqlText text, String schema) {
        this.text = text;
        this.schema = schema;
    }

    /** Appends the columns for the row known as {@code alias}, separated by commas. */
    public static void write(SqlText text, List<Output> outputs, String schema, String alias) {
        var list = new OutputSql(text, schema);
        for (var index = 0; index < outputs.size(); index++) {
            text.add(index == 0 ? "" : ", ");
            list.output(outputs.get(index), alias);
        }
    }

    private void output(Output output, String alias) {
        switch (output) {
            case Flat(var key, var attribute) -> CriterionSql.column(text, attribute, alias);
            case Compound(var key, var field) ->
                text.name(alias, FieldColumns.stored(field).getFirst().name());
            case UserDisplay(var key, var user) -> CriterionSql.column(text, user, alias);
            case PipelineDisplay(var key, var column) -> CriterionSql.column(text, column, alias);
            case RelatedDisplay(var key, var foreignKey, var hop) -> display(hop, alias);
            case RelatedMany(var key, var hop) -> many(hop, alias);
            case RelatedAll(var key, var hop, var value) -> all(hop, value, alias);
            case FurtherEntries(var key, var field) -> furtherEntries(field, alias);
            case Path path -> path(path, alias);
            case LinkedRecords linked -> linked(linked, alias);
        }
    }

    /** A JSON array of {@code {id, type, display}} over the objects there are, in the order of linking. */
    private void linked(LinkedRecords linked, String alias) {
        text.add("(SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, ").literal(linked.objectKey());
        text.add(", x.type, 'display', x.display) ORDER BY x.created_at, x.id), '[]') FROM (");
        if (linked.objects().isEmpty()) {
            text.add("SELECT NULL::uuid AS id, NULL AS type, NULL AS display, now() AS created_at WHERE false");
        }
        for (var index = 0; index < linked.objects().size(); index++) {
            text.add(index == 0 ? "" : " UNION ALL ");
            linked(linked, linked.objects().get(index), alias);
        }
        text.add(") x)");
    }

    private void linked(LinkedRecords linked, Output.Linkable linkable, String alias) {
        var target = next();
        text.add("SELECT ")
                .name(target, "id")
                .add(" AS id, ")
                .literal(linkable.object().name())
                .add(" AS type, ");
        label(text, linkable.object(), target);
        text.add(" AS display, k.created_at FROM ")
                .name(schema, linked.linkTable())
                .add(" k JOIN ");
        text.name(schema, linkable.object().table()).add(" ").name(target);
        text.add(" ON ")
                .name(target, "id")
                .add(" = k.record_id WHERE k.source_id = ")
                .name(alias, "id");
        text.add(" AND k.object_name = ").literal(linkable.object().name()).add(" AND ");
        CriterionSql.write(text, linkable.access(), schema, target);
    }

    /** The id (36 characters) and label of the one record a foreign key leads to, as one text. */
    private void display(Hop hop, String alias) {
        var target = next();
        text.add("(SELECT ").name(target, "id").add("::text || ");
        label(text, hop.target(), target);
        text.add(" FROM ");
        reach(hop, target, alias);
        text.add(")");
    }

    /**
     * An array of texts as {@link #display}'s, in the order of linking; one more than are shown, to tell that there are more.
     * Building JSON in the database and reading it here cost more than both did without.
     */
    private void many(Hop hop, String alias) {
        var target = next();
        text.add("ARRAY(SELECT ").name(target, "id").add("::text || ");
        label(text, hop.target(), target);
        text.add(" FROM ");
        reach(hop, target, alias);
        text.add(" ORDER BY ").name(target + "l", "created_at").add(", ").name(target, "id");
        text.add(" LIMIT " + (Output.MOST_RELATED + 1) + ")");
    }

    private void all(Hop hop, Attribute value, String alias) {
        var target = next();
        text.add("ARRAY(SELECT ");
        CriterionSql.column(text, value, target);
        text.add("::text FROM ");
        reach(hop, target, alias);
        text.add(" ORDER BY ").name(target + "l", "created_at").add(", ").name(target, "id");
        text.add(")");
    }

    private void furtherEntries(FieldDefinition field, String alias) {
        var column = FieldColumns.stored(field).getFirst().name();
        text.add("CASE WHEN jsonb_array_length(").name(alias, column).add(") > 1 OR ");
        text.name(alias, column).add(" -> 0 ->> 'label' IS NOT NULL THEN ").name(alias, column);
        text.add(" END");
    }

    /** The value at the end of a path; a JSON array of all of them where a hop leads to many. */
    private void path(Path path, String alias) {
        text.add(path.leadsToMany() ? "(SELECT coalesce(jsonb_agg(v.value), '[]') FROM (SELECT " : "(SELECT ");
        CriterionSql.column(text, path.attribute(), "p" + (aliases + path.hops().size()));
        text.add(path.leadsToMany() ? " AS value FROM " : " FROM ");
        var from = alias;
        for (var index = 0; index < path.hops().size(); index++) {
            var target = next();
            text.add(index == 0 ? "(SELECT " : ", LATERAL (SELECT ")
                    .name(target)
                    .add(".* FROM ");
            reach(path.hops().get(index), target, from);
            text.add(") ").name(target);
            from = target;
        }
        text.add(path.leadsToMany() ? " LIMIT " + Output.MOST_VALUES + ") v)" : ")");
    }

    private void reach(Hop hop, String target, String alias) {
        CriterionSql.joinFrom(text, schema, hop, target, alias);
        text.add(" AND ");
        CriterionSql.write(text, hop.access(), schema, target);
    }

    private String next() {
        return "p" + ++aliases;
    }

    /** Appends the text that names a record to a person; its id where it has no other. */
    public static void label(SqlText text, ObjectSchema object, String alias) {
        text.add("coalesce(");
        for (var attribute : object.labelAttributes()) {
            if (attribute.type() == ColumnType.TEXT) {
                text.add("nullif(");
                CriterionSql.column(text, attribute, alias);
                text.add(", ''), ");
            } else {
                CriterionSql.column(text, attribute, alias);
                text.add("::text, ");
            }
        }
        text.name(alias, "id").add("::text)");
    }

    /** The type in which an output's column arrives. */
    public static ColumnType typeOf(Output output) {
        return switch (output) {
            case Flat(var key, var attribute) -> attribute.type();
            case Compound compound -> ColumnType.JSONB;
            case UserDisplay display -> ColumnType.UUID;
            case PipelineDisplay display -> ColumnType.UUID;
            case RelatedDisplay display -> ColumnType.TEXT;
            case RelatedMany many -> ColumnType.TEXT_ARRAY;
            case RelatedAll all -> ColumnType.TEXT_ARRAY;
            case FurtherEntries further -> ColumnType.JSONB;
            case LinkedRecords linked -> ColumnType.JSONB;
            case Path path -> path.leadsToMany() ? ColumnType.JSONB : scalar(path.attribute());
        };
    }

    private static ColumnType scalar(Attribute attribute) {
        return attribute.field().type() == FieldType.JSON ? ColumnType.JSONB : attribute.type();
    }
}
