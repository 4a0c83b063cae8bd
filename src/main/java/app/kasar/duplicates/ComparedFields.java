package app.kasar.duplicates;

import app.kasar.db.SqlText;
import app.kasar.duplicates.fuzzy.Field;
import app.kasar.duplicates.fuzzy.Trait;
import app.kasar.problem.Faults;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an object's records are compared by when they are looked through for likeness. */
final class ComparedFields {
    /** Texts of the product's own that many records have in common by their nature. */
    private static final Set<String> SAYING_NOTHING = Set.of("full_name", "language", "time_zone", "currency", "color");

    private final ObjectSchema object;
    private final MatchKeys keys;
    private final List<ComparedField> found = new ArrayList<>();

    private ComparedFields(ObjectSchema object) {
        this.object = object;
        this.keys = new MatchKeys(object, MatchKeys.EmailRules.STRICT);
    }

    /**
     * @param asked names of fields, or of what exact detection compares; null means all that tell who or what a record is
     * @throws app.kasar.problem.Problem VALIDATION_ERROR naming every field that is not there or cannot be compared
     */
    static List<ComparedField> of(ObjectSchema object, @Nullable List<String> asked) {
        var fields = new ComparedFields(object);
        if (asked == null) {
            object.fields().stream().filter(fields::isTelling).forEach(fields::add);
        } else {
            fields.addAll(asked);
        }
        return List.copyOf(fields.found);
    }

    private void addAll(List<String> asked) {
        var faults = new Faults();
        var chosen = new HashSet<FieldDefinition>();
        for (var name : asked) {
            var meant = meant(name);
            if (meant == null) {
                faults.invalid("fields", object.unknownName(name));
            } else if (meant.stream().anyMatch(field -> !isComparable(field))) {
                faults.invalid(
                        "fields",
                        "'%s' cannot be compared: it holds %s"
                                .formatted(name, meant.getFirst().type()));
            } else {
                meant.stream().filter(chosen::add).forEach(this::add);
            }
        }
        faults.throwIfAny();
    }

    /** The fields a name stands for; none where the object has nothing of a match field; null when it is unknown. */
    private @Nullable List<FieldDefinition> meant(String name) {
        var own = object.findField(name);
        if (own.isPresent()) {
            return List.of(own.get());
        }
        return switch (name) {
            case "name" ->
                keys.nameColumns().stream()
                        .map(column -> object.field(column, "fields"))
                        .toList();
            case "email" -> keys.emailFields();
            case "phone" -> keys.phoneFields();
            case "linkedin" ->
                keys.linkedinColumns().stream()
                        .map(column -> object.field(column, "fields"))
                        .toList();
            case "domain" -> object.findField("website").map(List::of).orElse(List.of());
            default -> null;
        };
    }

    /** Whether a field is compared although nobody asked for it. */
    private boolean isTelling(FieldDefinition field) {
        return switch (field.type()) {
            case TEXT -> !SAYING_NOTHING.contains(field.name());
            case EMAIL, PHONE, URL, EMAILS, PHONES, ADDRESS, DATE -> true;
            case RELATION -> field.name().equals("company");
            case ID,
                    TEXTAREA,
                    NUMBER,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    INTEGER,
                    RATING,
                    BOOLEAN,
                    DATETIME,
                    SELECT,
                    MULTI_SELECT,
                    USER,
                    PIPELINE,
                    JSON -> false;
        };
    }

    private static boolean isComparable(FieldDefinition field) {
        return switch (field.type()) {
            case TEXT,
                    TEXTAREA,
                    EMAIL,
                    PHONE,
                    URL,
                    EMAILS,
                    PHONES,
                    ADDRESS,
                    DATE,
                    NUMBER,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    INTEGER,
                    RATING,
                    BOOLEAN,
                    SELECT,
                    MULTI_SELECT,
                    USER -> true;
            case RELATION -> field.relation() instanceof Relation.BelongsToOne;
            case ID, DATETIME, PIPELINE, JSON -> false;
        };
    }

    private void add(FieldDefinition field) {
        switch (field.type()) {
            case TEXT -> column(field.name(), textTrait(field), field.name());
            case TEXTAREA -> column(field.name(), Trait.TEXT, field.name());
            case EMAIL -> column(field.name(), Trait.EMAIL, field.name());
            case PHONE -> column(field.name(), Trait.PHONE, field.name());
            case EMAILS -> array(field.name(), Trait.EMAIL, FieldColumns.values(field));
            case PHONES -> array(field.name(), Trait.PHONE, FieldColumns.values(field));
            case URL -> url(field);
            case ADDRESS -> address(field);
            case DATE -> column(field.name(), Trait.DATE, field.name());
            case NUMBER, CURRENCY, PERCENTAGE, FLOAT, INTEGER, RATING, BOOLEAN, SELECT, USER, RELATION ->
                column(
                        field.name(),
                        field.name().equals("company") ? Trait.EMPLOYER : Trait.REFERENCE,
                        FieldColumns.stored(field).getFirst().name());
            case MULTI_SELECT -> array(field.name(), Trait.REFERENCE, field.name());
            case ID, DATETIME, PIPELINE, JSON -> throw new IllegalArgumentException(field.name());
        }
    }

    private Trait textTrait(FieldDefinition field) {
        var names = keys.nameColumns();
        if (keys.isPerson() && names.contains(field.name())) {
            return field.name().equals(names.getFirst()) ? Trait.FIRST_NAME : Trait.LAST_NAME;
        }
        if (names.contains(field.name())) {
            return Trait.ORGANIZATION;
        }
        return field.name().equals("domain") ? Trait.SITE : Trait.TEXT;
    }

    /** Where a page on LinkedIn is, is told by its last part alone. */
    private void url(FieldDefinition field) {
        if (keys.linkedinColumns().contains(field.name())) {
            found.add(new ComparedField(
                    new Field(field.name(), Trait.PROFILE),
                    (text, alias) -> joined(text, () -> keys.write(text, MatchField.LINKEDIN, alias))));
        } else {
            column(field.name(), Trait.SITE, field.name());
        }
    }

    private void address(FieldDefinition field) {
        part(field, Trait.STREET, "street", "street2");
        part(field, Trait.CITY, "city");
        part(field, Trait.POSTCODE, "postal_code");
        part(field, Trait.REGION, "state");
        part(field, Trait.REGION, "country");
    }

    private void part(FieldDefinition field, Trait trait, String... parts) {
        found.add(new ComparedField(new Field(field.name() + "." + parts[0], trait), (text, alias) -> {
            text.add("concat_ws(' '");
            for (var part : parts) {
                text.add(", ").name(alias, field.name()).add(" ->> ").literal(part);
            }
            text.add(")");
        }));
    }

    private void column(String name, Trait trait, String column) {
        found.add(new ComparedField(
                new Field(name, trait),
                (text, alias) -> text.name(alias, column).add("::text")));
    }

    private void array(String name, Trait trait, String column) {
        found.add(new ComparedField(
                new Field(name, trait), (text, alias) -> joined(text, () -> text.name(alias, column))));
    }

    private static void joined(SqlText text, Runnable array) {
        text.add("array_to_string(");
        array.run();
        text.add(", chr(" + (int) ComparedField.BETWEEN + "))");
    }
}
