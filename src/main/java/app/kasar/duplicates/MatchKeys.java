package app.kasar.duplicates;

import app.kasar.db.SqlText;
import app.kasar.duplicates.fuzzy.PlainWords;
import app.kasar.duplicates.fuzzy.PublicHosts;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SearchDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The values by which records are found to be the same, however they were written: e-mail addresses without case, numbers
 * in E.164, the vanity name in any LinkedIn address, bare domains, and names without case, accents, order, titles and
 * legal forms. All of it is SQL on the columns of one row, so it serves whole tables and rows not yet written alike.
 */
public final class MatchKeys {
    private static final String[] PUBLIC_HOSTS = Stream.concat(PublicHosts.WEB.stream(), PublicHosts.MAIL.stream())
            .sorted()
            .toArray(String[]::new);

    private final ObjectSchema object;
    private final EmailRules emails;

    /**
     * Which spellings of an address are the same mailbox, beside case.
     *
     * @param ignorePlusTags {@code ada+news@acme.test} is {@code ada@acme.test}
     * @param ignoreGmailDots {@code a.d.a@gmail.com} is {@code ada@gmail.com}, and so is {@code ada@googlemail.com}
     */
    public record EmailRules(boolean ignorePlusTags, boolean ignoreGmailDots) {
        public static final EmailRules STRICT = new EmailRules(false, false);
    }

    public MatchKeys(ObjectSchema object, EmailRules emails) {
        this.object = object;
        this.emails = emails;
    }

    /** The match fields that records of the object have anything for, in the order of {@link MatchField}. */
    public List<MatchField> fields() {
        return List.of(MatchField.values()).stream().filter(this::applies).toList();
    }

    private boolean applies(MatchField field) {
        return switch (field) {
            case EMAIL -> !emailFields().isEmpty();
            case PHONE -> !phoneFields().isEmpty();
            case LINKEDIN -> !linkedinFields().isEmpty();
            case DOMAIN -> isOrganization();
            case NAME -> !nameColumns().isEmpty();
        };
    }

    /**
     * Appends an array of the row's keys, which may hold repeats and NULL.
     *
     * @param field one of {@link #fields}
     * @param alias of the row
     */
    public void write(SqlText text, MatchField field, String alias) {
        switch (field) {
            case EMAIL -> emailKeys(text, alias);
            case PHONE -> values(text, phoneFields(), alias);
            case LINKEDIN -> linkedinKeys(text, alias);
            case DOMAIN -> domainKeys(text, alias);
            case NAME -> nameKey(text, alias);
        }
    }

    private void emailKeys(SqlText text, String alias) {
        var fields = emailFields();
        if (emails.equals(EmailRules.STRICT)) {
            values(text, fields, alias);
            return;
        }
        text.add("ARRAY(SELECT ");
        mailbox(text);
        text.add(" FROM unnest(");
        values(text, fields, alias);
        text.add(") v)");
    }

    /** The mailbox behind an address {@code v}, as far as the rules say. */
    private void mailbox(SqlText text) {
        var local = emails.ignorePlusTags() ? "regexp_replace(v, '(.)[+][^@]*@', '\\1@')" : "v";
        if (emails.ignoreGmailDots()) {
            text.add("CASE WHEN v ~ '@(gmail|googlemail)[.]com$' THEN translate(split_part(" + local
                    + ", '@', 1), '.', '') || '@gmail.com' ELSE " + local + " END");
        } else {
            text.add(local);
        }
    }

    /** The values of several fields as one array, lower-cased; those of lists are stored so. */
    private static void values(SqlText text, List<FieldDefinition> fields, String alias) {
        text.add("(");
        for (var index = 0; index < fields.size(); index++) {
            var field = fields.get(index);
            text.add(index == 0 ? "" : " || ");
            if (field.type().hasEntries()) {
                text.name(alias, FieldColumns.values(field));
            } else {
                text.add("array_remove(ARRAY[lower(").name(alias, field.name()).add(")], NULL)");
            }
        }
        text.add(")");
    }

    private void linkedinKeys(SqlText text, String alias) {
        text.add("ARRAY[");
        var fields = linkedinFields();
        for (var index = 0; index < fields.size(); index++) {
            text.add(index == 0 ? "" : ", ");
            linkedinKey(text, fields.get(index), alias);
        }
        text.add("]");
    }

    /** The name in the address, with what kind of page it is unless it is a person's. */
    private static void linkedinKey(SqlText text, FieldDefinition field, String alias) {
        text.add("CASE WHEN ").name(alias, field.name()).add(" IS NULL THEN NULL");
        for (var kind : List.of("in", "company", "school", "showcase", "pub")) {
            text.add(kind.equals("in") ? " ELSE CASE " : "");
            if (kind.equals("in")) {
                part(text, field, alias, 1);
            }
            text.add(" WHEN '" + kind + "' THEN ");
            text.add(kind.equals("in") ? "" : "'" + kind + "/' || ");
            if (kind.equals("pub")) {
                text.add("rtrim(split_part(").add("substr(");
                path(text, field, alias);
                text.add(", 5), '//', 1), '/')");
            } else {
                part(text, field, alias, 2);
            }
        }
        if (isNamedLinkedin(field)) {
            text.add(" WHEN '' THEN CASE WHEN ").name(alias, field.name()).add(" !~ '[/.:[:space:]]' THEN ltrim(");
            ascii(text, field, alias);
            text.add(", '@') END");
        }
        text.add(" END END");
    }

    private static void part(SqlText text, FieldDefinition field, String alias, int number) {
        text.add("split_part(");
        path(text, field, alias);
        text.add(", '/', " + number + ")");
    }

    /** What follows the host, with a slash for whatever ends it. */
    private static void path(SqlText text, FieldDefinition field, String alias) {
        text.add("translate(split_part(");
        ascii(text, field, alias);
        text.add(", 'linkedin.com/', 2), '?#', '//')");
    }

    /** Letters beyond ASCII are written out or as %xx, by whoever copied the address; both become %xx. */
    private static void ascii(SqlText text, FieldDefinition field, String alias) {
        text.add("CASE WHEN octet_length(").name(alias, field.name()).add(") = char_length(");
        text.name(alias, field.name()).add(") THEN lower(").name(alias, field.name());
        text.add(
                ") ELSE (SELECT string_agg(CASE WHEN c ~ '[ -~]' THEN c ELSE regexp_replace(encode(convert_to(c, 'UTF8'),"
                        + " 'hex'), '(..)', '%\\1', 'g') END, '' ORDER BY n) FROM regexp_split_to_table(lower(");
        text.name(alias, field.name()).add("), '') WITH ORDINALITY s(c, n)) END");
    }

    private void domainKeys(SqlText text, String alias) {
        text.add("ARRAY[");
        var first = true;
        for (var name : List.of("domain", "website")) {
            if (object.findField(name).isPresent()) {
                text.add(first ? "" : ", ").add("(SELECT CASE WHEN h <> ALL (");
                text.value(PUBLIC_HOSTS, "text[]");
                text.add(") THEN h END FROM (SELECT ");
                host(text, () -> text.name(alias, name));
                text.add(" AS h) s)");
                first = false;
            }
        }
        text.add("]");
    }

    private static void host(SqlText text, Runnable address) {
        text.add(
                "(SELECT CASE WHEN b LIKE 'www.%' THEN substr(b, 5) ELSE b END FROM (SELECT split_part(split_part(split_part("
                        + "split_part(CASE WHEN strpos(a, '://') > 0 THEN split_part(a, '://', 2) ELSE a END, '/', 1), '?', 1), '#',"
                        + " 1), ':', 1) AS b FROM (SELECT lower(");
        address.run();
        text.add(") AS a) l) w)");
    }

    /**
     * The words in order. Two words of plain letters, as most names are, come first: to fold and to sort words costs more than
     * all else here.
     */
    private void nameKey(SqlText text, String alias) {
        text.add("ARRAY[(SELECT CASE WHEN p ~ '^[a-z]+ [a-z]+$'");
        areKept(text, "p");
        ordered(text.add(" THEN "), "p");
        text.add(" ELSE ");
        foldedKey(text, alias);
        text.add(" END FROM (SELECT lower(");
        name(text, alias);
        text.add(" COLLATE \"C\") AS p OFFSET 0) w)]");
    }

    private void foldedKey(SqlText text, String alias) {
        text.add(
                "(SELECT CASE WHEN strpos(f, ' ') = 0 THEN f WHEN split_part(f, ' ', 3) = '' AND split_part(f, ' ', 1) <> ''"
                        + " AND split_part(f, ' ', 2) <> ''");
        areKept(text, "f");
        ordered(text.add(" THEN "), "f");
        text.add(" ELSE coalesce((SELECT string_agg(w, ' ' ORDER BY w COLLATE \"C\")"
                + " FROM unnest(string_to_array(f, ' ')) w WHERE w <> '' AND w <> ALL (");
        dropped(text).add(")), nullif(btrim(f), '')) END FROM (SELECT ");
        SearchDocument.fold(text, () -> plainName(text, alias));
        text.add(" AS f OFFSET 0) n)");
    }

    /** Appends that neither of two words is one that names are without. */
    private void areKept(SqlText text, String words) {
        for (var number = 1; number <= 2; number++) {
            text.add(" AND split_part(" + words + ", ' ', " + number + ") <> ALL (");
            dropped(text).add(")");
        }
    }

    private static void ordered(SqlText text, String words) {
        var one = "split_part(" + words + ", ' ', 1)";
        var two = "split_part(" + words + ", ' ', 2)";
        text.add("least(" + one + " COLLATE \"C\", " + two + ") || ' ' || greatest(" + one + " COLLATE \"C\", " + two
                + ")");
    }

    private SqlText dropped(SqlText text) {
        return text.value(droppedWords().toArray(String[]::new), "text[]");
    }

    /** The name without the marks that some write and some do not; dots hold the letters of S.A. together. */
    private void plainName(SqlText text, String alias) {
        name(text.add("translate("), alias);
        text.add(isPerson() ? ", '''’`´ʼ', '')" : ", '.''’`´ʼ', '')");
    }

    private void name(SqlText text, String alias) {
        text.add("concat_ws(' '");
        nameColumns().forEach(column -> text.add(", ").name(alias, column));
        text.add(")");
    }

    /** The columns a record's keys are made of; without any of them it has none. */
    List<String> columns(MatchField field) {
        return switch (field) {
            case EMAIL -> columns(emailFields());
            case PHONE -> columns(phoneFields());
            case LINKEDIN -> columns(linkedinFields());
            case DOMAIN ->
                Stream.of("domain", "website")
                        .filter(name -> object.findField(name).isPresent())
                        .toList();
            case NAME -> nameColumns();
        };
    }

    /** Whether a record may have the same key twice over. Lists hold no value twice, but may hold two of one mailbox. */
    boolean mayRepeat(MatchField field) {
        return switch (field) {
            case EMAIL -> emailFields().size() > 1 || !emails.equals(EmailRules.STRICT);
            case PHONE, LINKEDIN, DOMAIN -> columns(field).size() > 1;
            case NAME -> false;
        };
    }

    private static List<String> columns(List<FieldDefinition> fields) {
        return fields.stream()
                .map(field -> field.type().hasEntries() ? FieldColumns.values(field) : field.name())
                .toList();
    }

    /** The columns that hold the record's name, in order; empty when it has none. */
    List<String> nameColumns() {
        if (isPerson()) {
            return List.of("first_name", "last_name");
        }
        return findText("name")
                .or(() -> findText("full_name"))
                .or(this::label)
                .map(FieldDefinition::name)
                .map(List::of)
                .orElse(List.of());
    }

    private Optional<FieldDefinition> label() {
        return object.heading().labelFields().stream()
                .map(this::findText)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<FieldDefinition> findText(String name) {
        return object.findField(name).filter(field -> field.type() == FieldType.TEXT);
    }

    /** Whether the object's records are people: they have a first and a last name. */
    boolean isPerson() {
        return findText("first_name").isPresent() && findText("last_name").isPresent();
    }

    /** Whether the object's records are companies: they have a domain. */
    boolean isOrganization() {
        return !isPerson() && object.findField("domain").isPresent();
    }

    /** The words that no name key holds, unless it would be empty. */
    List<String> droppedWords() {
        return new ArrayList<>(new TreeSet<>(isPerson() ? PlainWords.TITLES : PlainWords.LEGAL_FORMS));
    }

    List<FieldDefinition> emailFields() {
        return fields(type -> type == FieldType.EMAIL || type == FieldType.EMAILS);
    }

    List<FieldDefinition> phoneFields() {
        return fields(type -> type == FieldType.PHONE || type == FieldType.PHONES);
    }

    List<String> linkedinColumns() {
        return linkedinFields().stream()
                .filter(MatchKeys::isNamedLinkedin)
                .map(FieldDefinition::name)
                .toList();
    }

    List<FieldDefinition> linkedinFields() {
        return object.fields().stream()
                .filter(field ->
                        field.type() == FieldType.URL || field.type() == FieldType.TEXT && isNamedLinkedin(field))
                .toList();
    }

    private static boolean isNamedLinkedin(FieldDefinition field) {
        return field.name().contains("linkedin");
    }

    private List<FieldDefinition> fields(Predicate<FieldType> chosen) {
        var found = new ArrayList<FieldDefinition>();
        object.fields().stream().filter(field -> chosen.test(field.type())).forEach(found::add);
        return found;
    }
}
