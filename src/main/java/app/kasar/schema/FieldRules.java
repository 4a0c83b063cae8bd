package app.kasar.schema;

import java.util.EnumSet;
import java.util.Set;

/** What holds for a field's values beside their type. */
public record FieldRules(Set<Rule> rules) {
    public static final FieldRules NONE = new FieldRules(Set.of());

    /** One rule. */
    public enum Rule {
        REQUIRED,
        UNIQUE,
        /** Found by search. */
        SEARCHABLE,
        /** Filters and sorts by it are to be fast. */
        INDEXED,
        /** Part of the product: cannot be dropped. */
        SYSTEM,
        /** Set by the server alone. */
        READ_ONLY,
        /** Shown only where it is asked for by name. */
        ON_REQUEST
    }

    public FieldRules {
        rules = Set.copyOf(rules);
    }

    public static FieldRules of(Rule... rules) {
        return new FieldRules(Set.of(rules));
    }

    public boolean has(Rule rule) {
        return rules.contains(rule);
    }

    /** The same rules with {@code rule} on or off. */
    public FieldRules with(Rule rule, boolean on) {
        var changed = rules.isEmpty() ? EnumSet.noneOf(Rule.class) : EnumSet.copyOf(rules);
        if (on) {
            changed.add(rule);
        } else {
            changed.remove(rule);
        }
        return new FieldRules(changed);
    }
}
