package app.kasar.aggregate;

import app.kasar.db.SqlText;
import app.kasar.query.plan.Hop;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The joins that lead to the values of an aggregate. Values reached over the same relations are those of the same record. */
final class JoinSql {
    private final String schema;
    private final String root;
    private final SqlText text = new SqlText();
    private final Map<List<Relation>, String> aliases = new HashMap<>();
    private int elements;

    /** @param root the alias of the aggregated records */
    JoinSql(String schema, String root) {
        this.schema = schema;
        this.root = root;
    }

    /** Every join asked for so far, to stand behind the root's table. */
    SqlText text() {
        return text;
    }

    /** The alias of the records at the end of the hops. A record none leads from has one of empty values there. */
    String alias(List<Hop> hops) {
        var path = new ArrayList<Relation>();
        var from = root;
        for (var hop : hops) {
            path.add(hop.relation());
            var known = aliases.get(path);
            from = known == null ? join(hop, from, List.copyOf(path)) : known;
        }
        return from;
    }

    private String join(Hop hop, String from, List<Relation> path) {
        var target = "j" + (aliases.size() + 1);
        aliases.put(path, target);
        switch (hop.relation()) {
            case Relation.BelongsToOne one -> {
                table(hop, target);
                text.add(" ON ").name(target, "id").add(" = ").name(from, one.foreignKey());
                access(hop, target);
            }
            case Relation.HasMany many -> {
                table(hop, target);
                text.add(" ON ").name(target, many.foreignKey()).add(" = ").name(from, "id");
                access(hop, target);
            }
            case Relation.BelongsToMany many -> linked(hop, many, target, from);
        }
        return target;
    }

    private void table(Hop hop, String target) {
        text.add(" LEFT JOIN ").name(schema, hop.relation().target()).add(" ").name(target);
    }

    private void access(Hop hop, String target) {
        CriterionSql.write(text.add(" AND "), hop.access(), schema, target);
    }

    private void linked(Hop hop, Relation.BelongsToMany many, String target, String from) {
        var link = target + "l";
        text.add(" LEFT JOIN (").name(schema, many.link()).add(" ").name(link).add(" JOIN ");
        text.name(schema, many.target()).add(" ").name(target);
        text.add(" ON ").name(target, "id").add(" = ").name(link, many.far());
        access(hop, target);
        text.add(") ON ").name(link, many.near()).add(" = ").name(from, "id");
    }

    /** A row for each element of an array column, and one of NULL where there is none; the alias of the element. */
    String elements(String alias, String column) {
        var element = "u" + ++elements;
        text.add(" LEFT JOIN LATERAL unnest(").name(alias, column).add(") AS ").name(element);
        text.add("(value) ON true");
        return element;
    }
}
