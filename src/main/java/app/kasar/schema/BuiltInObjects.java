package app.kasar.schema;

import static app.kasar.schema.FieldRules.Rule.*;
import static app.kasar.schema.Relation.BelongsToMany.OTHER_COLUMN;
import static app.kasar.schema.Relation.BelongsToMany.OWNING_COLUMN;

import app.kasar.db.Database;
import app.kasar.json.Json;
import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects every organization starts with: contacts, companies, opportunities and tags. */
public final class BuiltInObjects {
    private final Database database;

    public BuiltInObjects(Database database) {
        this.database = database;
    }

    /** Fields every object has, custom ones too; they come before its own. */
    static List<FieldDefinition> systemFields() {
        return List.of(
                field("id", "ID", FieldType.ID, SYSTEM, READ_ONLY),
                field("created_at", "Created at", FieldType.DATETIME, SYSTEM, READ_ONLY, INDEXED),
                field("updated_at", "Updated at", FieldType.DATETIME, SYSTEM, READ_ONLY, INDEXED),
                field("created_by", "Created by", FieldType.USER, SYSTEM, READ_ONLY),
                field("owner", "Owner", FieldType.USER, SYSTEM));
    }

    /** Makes tables, catalogue and the first pipeline in a schema that has none of them. */
    public void install(String schema) {
        database.inTransaction(() -> {
            var store = new SchemaStore(database);
            var tables = new ObjectTables(database);
            var indexes = new ObjectIndexes(database);
            var objects = objects();
            for (var object : objects) {
                store.insertObject(schema, object.heading());
                object.fields().forEach(field -> store.saveField(schema, object.name(), field));
            }
            for (var object : inOrderOfReference(objects)) {
                tables.create(schema, object);
                indexes.createAll(schema, object);
            }
            objects.forEach(object -> createLinks(tables, schema, object));
            for (var object : SystemObjects.WITH_TABLES) {
                tables.create(schema, object);
                indexes.createAll(schema, object);
            }
            SystemObjects.WITH_LINKS.forEach(object -> tables.createEntityLinks(schema, object));
            new PipelineStore(database).insert(schema, salesPipeline(), 0);
            return schema;
        });
    }

    /** What a new organization has, without a database. */
    static SchemaSnapshot snapshot() {
        var byName = new LinkedHashMap<String, ObjectSchema>();
        objects().forEach(object -> byName.put(object.name(), object));
        return new SchemaSnapshot(0, "new", byName, List.of(), new SchemaSnapshot.Users(Map.of(), Set.of()), List.of());
    }

    private static void createLinks(ObjectTables tables, String schema, ObjectSchema object) {
        for (var field : object.fields()) {
            if (field.relation() instanceof Relation.BelongsToMany many && many.ownsLink()) {
                tables.createLink(schema, object.name(), many);
            }
        }
    }

    private static List<ObjectSchema> inOrderOfReference(List<ObjectSchema> objects) {
        var byName = new LinkedHashMap<String, ObjectSchema>();
        objects.forEach(object -> byName.put(object.name(), object));
        return List.of("tags", "companies", "contacts", "opportunities").stream()
                .map(name -> java.util.Objects.requireNonNull(byName.get(name)))
                .toList();
    }

    static List<ObjectSchema> objects() {
        return List.of(contacts(), companies(), opportunities(), tags());
    }

    private static ObjectSchema contacts() {
        return object(
                new ObjectSchema.Heading("contacts", "Contacts", "user", false, List.of("full_name", "email"), 0),
                field("first_name", "First Name", FieldType.TEXT, SYSTEM, SEARCHABLE),
                field("last_name", "Last Name", FieldType.TEXT, SYSTEM, SEARCHABLE),
                field("full_name", "Full Name", FieldType.TEXT, SYSTEM, READ_ONLY, INDEXED),
                field("email", "Email", FieldType.EMAILS, SYSTEM, UNIQUE, SEARCHABLE),
                field("phone", "Phone", FieldType.PHONES, SYSTEM, SEARCHABLE),
                field("job_title", "Job Title", FieldType.TEXT, SYSTEM, SEARCHABLE),
                toOne("company", "Company", "companies", "company_id", "contacts"),
                select("contact_status", "Status", INDEXED, "lead", "prospect", "qualified", "customer", "former"),
                select("lead_source", "Lead Source", SYSTEM, LEAD_SOURCES),
                field("linkedin_url", "LinkedIn", FieldType.URL, SYSTEM, SEARCHABLE),
                field("website", "Website", FieldType.URL, SYSTEM, SEARCHABLE),
                field("address", "Address", FieldType.ADDRESS, SYSTEM, SEARCHABLE),
                field("birthday", "Birthday", FieldType.DATE, SYSTEM),
                field("language", "Language", FieldType.TEXT, SYSTEM),
                field("time_zone", "Time Zone", FieldType.TEXT, SYSTEM),
                field("do_not_contact", "Do Not Contact", FieldType.BOOLEAN, SYSTEM),
                field("last_contacted_at", "Last Contacted", FieldType.DATETIME, SYSTEM),
                field("description", "Description", FieldType.TEXTAREA, SYSTEM, SEARCHABLE),
                toMany("tags", "Tags", "tags", "contacts_tags", "contacts"),
                inverseMany("opportunities", "Opportunities", "opportunities", "opportunities_contacts", "contacts"));
    }

    private static ObjectSchema companies() {
        return object(
                new ObjectSchema.Heading("companies", "Companies", "building", false, List.of("name"), 1),
                field("name", "Name", FieldType.TEXT, SYSTEM, REQUIRED, SEARCHABLE, INDEXED),
                field("domain", "Domain", FieldType.TEXT, SYSTEM, UNIQUE, SEARCHABLE),
                field("website", "Website", FieldType.URL, SYSTEM, SEARCHABLE),
                field("industry", "Industry", FieldType.TEXT, SYSTEM, SEARCHABLE),
                field("employee_count", "Employees", FieldType.INTEGER, SYSTEM),
                field("annual_revenue", "Annual Revenue", FieldType.CURRENCY, SYSTEM),
                field("email", "Email", FieldType.EMAILS, SYSTEM, SEARCHABLE),
                field("phone", "Phone", FieldType.PHONES, SYSTEM, SEARCHABLE),
                field("linkedin_url", "LinkedIn", FieldType.URL, SYSTEM, SEARCHABLE),
                field("address", "Address", FieldType.ADDRESS, SYSTEM, SEARCHABLE),
                toOne("parent_company", "Parent Company", "companies", "parent_company_id", "subsidiaries"),
                field("description", "Description", FieldType.TEXTAREA, SYSTEM, SEARCHABLE),
                toMany("tags", "Tags", "tags", "companies_tags", "companies"),
                hasMany("contacts", "Contacts", "contacts", "company_id", "company"),
                hasMany("opportunities", "Opportunities", "opportunities", "company_id", "company"),
                hasMany("subsidiaries", "Subsidiaries", "companies", "parent_company_id", "parent_company"));
    }

    private static ObjectSchema opportunities() {
        return object(
                new ObjectSchema.Heading("opportunities", "Opportunities", "target", false, List.of("name"), 2),
                field("name", "Name", FieldType.TEXT, SYSTEM, REQUIRED, SEARCHABLE, INDEXED),
                field("amount", "Amount", FieldType.CURRENCY, SYSTEM, INDEXED),
                field("currency", "Currency", FieldType.TEXT, SYSTEM),
                select("status", "Status", INDEXED, "open", "negotiation", "closed_won", "closed_lost"),
                field("probability", "Probability", FieldType.PERCENTAGE, SYSTEM),
                field("expected_close_date", "Expected Close Date", FieldType.DATE, SYSTEM, INDEXED),
                field("closed_at", "Closed At", FieldType.DATETIME, SYSTEM),
                select("lead_source", "Lead Source", SYSTEM, LEAD_SOURCES),
                field("lost_reason", "Lost Reason", FieldType.TEXT, SYSTEM, SEARCHABLE),
                toOne("company", "Company", "companies", "company_id", "opportunities"),
                toMany("contacts", "Contacts", "contacts", "opportunities_contacts", "opportunities"),
                field("pipeline", "Pipeline", FieldType.PIPELINE, SYSTEM),
                field("description", "Description", FieldType.TEXTAREA, SYSTEM, SEARCHABLE),
                toMany("tags", "Tags", "tags", "opportunities_tags", "opportunities"));
    }

    private static ObjectSchema tags() {
        return object(
                new ObjectSchema.Heading("tags", "Tags", "tag", false, List.of("name"), 3),
                field("name", "Name", FieldType.TEXT, SYSTEM, REQUIRED, UNIQUE, SEARCHABLE),
                field("color", "Color", FieldType.TEXT, SYSTEM),
                inverseMany("contacts", "Contacts", "contacts", "contacts_tags", "tags"),
                inverseMany("companies", "Companies", "companies", "companies_tags", "tags"),
                inverseMany("opportunities", "Opportunities", "opportunities", "opportunities_tags", "tags"));
    }

    private static final String[] LEAD_SOURCES = {
        "website", "referral", "event", "advertisement", "outbound", "partner", "import", "other"
    };

    private static Pipeline salesPipeline() {
        return new Pipeline(
                UuidCreator.getTimeOrderedEpoch(),
                "opportunities",
                "Sales Pipeline",
                List.of(
                        step("Qualification", 0, Pipeline.Outcome.OPEN, 10),
                        step("Discovery", 1, Pipeline.Outcome.OPEN, 25),
                        step("Proposal", 2, Pipeline.Outcome.OPEN, 50),
                        step("Negotiation", 3, Pipeline.Outcome.OPEN, 75),
                        step("Closed Won", 4, Pipeline.Outcome.WON, 100),
                        step("Closed Lost", 5, Pipeline.Outcome.LOST, 0)));
    }

    private static Pipeline.Step step(String name, int index, Pipeline.Outcome outcome, int probability) {
        return new Pipeline.Step(
                UuidCreator.getTimeOrderedEpoch(), name, index, outcome, BigDecimal.valueOf(probability));
    }

    /** An object of the given fields behind the system's own. */
    static ObjectSchema object(ObjectSchema.Heading heading, FieldDefinition... own) {
        return new ObjectSchema(heading, placed(own));
    }

    /** The system's fields and then these, each at its place. */
    static List<FieldDefinition> placed(FieldDefinition... own) {
        var fields = new ArrayList<>(systemFields());
        fields.addAll(List.of(own));
        var placed = new ArrayList<FieldDefinition>();
        for (var field : fields) {
            placed.add(new FieldDefinition(
                    field.name(), field.label(), field.type(), field.rules(), field.details(), placed.size()));
        }
        return placed;
    }

    private static FieldDefinition field(String name, String label, FieldType type, FieldRules.Rule... rules) {
        return new FieldDefinition(name, label, type, FieldRules.of(rules), FieldDefinition.Details.NONE, 0);
    }

    private static FieldDefinition select(String name, String label, FieldRules.Rule rule, String... values) {
        var rules = rule == SYSTEM ? FieldRules.of(SYSTEM) : FieldRules.of(SYSTEM, rule);
        var options =
                java.util.Arrays.stream(values).map(BuiltInObjects::option).toList();
        var first = rule == INDEXED ? values[0] : null;
        return new FieldDefinition(name, label, FieldType.SELECT, rules, selectDetails(options, first), 0);
    }

    private static FieldDefinition.Details selectDetails(List<Option> options, @Nullable String byDefault) {
        return new FieldDefinition.Details(
                byDefault == null ? null : Json.MAPPER.getNodeFactory().stringNode(byDefault), options, null);
    }

    private static Option option(String value) {
        var words = value.replace('_', ' ');
        return new Option(value, Character.toUpperCase(words.charAt(0)) + words.substring(1), COLORS.get(value));
    }

    private static final Map<String, String> COLORS = Map.of(
            "lead", "blue",
            "prospect", "yellow",
            "qualified", "orange",
            "customer", "green",
            "former", "gray",
            "open", "blue",
            "negotiation", "yellow",
            "closed_won", "green",
            "closed_lost", "red");

    private static FieldDefinition relation(String name, String label, Relation relation) {
        return new FieldDefinition(
                name,
                label,
                FieldType.RELATION,
                FieldRules.of(SYSTEM),
                new FieldDefinition.Details(null, List.of(), relation),
                0);
    }

    private static FieldDefinition toOne(String name, String label, String target, String key, String inverse) {
        return relation(name, label, new Relation.BelongsToOne(target, key, inverse));
    }

    private static FieldDefinition hasMany(String name, String label, String target, String key, String inverse) {
        return relation(name, label, new Relation.HasMany(target, key, inverse));
    }

    private static FieldDefinition toMany(String name, String label, String target, String link, String inverse) {
        return relation(name, label, new Relation.BelongsToMany(target, link, OWNING_COLUMN, OTHER_COLUMN, inverse));
    }

    private static FieldDefinition inverseMany(String name, String label, String target, String link, String inverse) {
        return relation(name, label, new Relation.BelongsToMany(target, link, OTHER_COLUMN, OWNING_COLUMN, inverse));
    }
}
