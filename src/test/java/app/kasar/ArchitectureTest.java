package app.kasar;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ArchitectureTest {
    private static final Set<String> PLATFORM_FOR_ALL = Set.of("http", "access", "db", "html", "json", "problem");

    private static final Set<String> FEATURES = Set.of(
            "schema",
            "query",
            "records",
            "accounts",
            "notifications",
            "tasks",
            "notes",
            "interactions",
            "activity",
            "pipelines",
            "search",
            "aggregate",
            "bulk",
            "transfer",
            "inbox",
            "duplicates",
            "demo");

    /** The map of the house: a room, and the rooms it may walk into. Change it only with a decision record. */
    static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("problem", Set.of()),
            entry("html", Set.of()),
            entry("json", Set.of("problem")),
            entry("db", Set.of("problem")),
            entry("access", Set.of("db", "problem")),
            entry("http", Set.of("access", "db", "json", "problem")),
            entry("schema", PLATFORM_FOR_ALL),
            entry("query", and(PLATFORM_FOR_ALL, "schema")),
            entry("records", and(PLATFORM_FOR_ALL, "query", "schema")),
            entry("accounts", and(PLATFORM_FOR_ALL, "records", "query", "schema")),
            entry("notifications", and(PLATFORM_FOR_ALL, "records", "query", "schema")),
            entry("tasks", and(PLATFORM_FOR_ALL, "records", "query", "schema", "notifications")),
            entry("notes", and(PLATFORM_FOR_ALL, "records", "query", "schema", "notifications")),
            entry("interactions", and(PLATFORM_FOR_ALL, "records", "query", "schema")),
            entry("activity", and(PLATFORM_FOR_ALL, "records", "query", "schema", "interactions", "tasks", "notes")),
            entry("pipelines", and(PLATFORM_FOR_ALL, "records", "query", "schema")),
            entry("jobs", PLATFORM_FOR_ALL),
            entry("search", and(PLATFORM_FOR_ALL, "records", "query", "schema")),
            entry("aggregate", and(PLATFORM_FOR_ALL, "records", "query", "schema")),
            entry("bulk", and(PLATFORM_FOR_ALL, "records", "query", "schema", "jobs")),
            entry("duplicates", and(PLATFORM_FOR_ALL, "records", "query", "schema", "jobs")),
            entry("transfer", and(PLATFORM_FOR_ALL, "records", "query", "schema", "duplicates", "jobs")),
            entry("inbox", and(PLATFORM_FOR_ALL, "interactions", "records", "query", "schema", "jobs")),
            entry("reference", and(PLATFORM_FOR_ALL, "query", "schema")),
            entry("demo", and(PLATFORM_FOR_ALL, "accounts", "records", "query", "schema")),
            entry("server", and(PLATFORM_FOR_ALL, FEATURES, "jobs", "reference")),
            entry("bench", and(PLATFORM_FOR_ALL, FEATURES, "jobs", "reference", "server")),
            entry("cli", and(PLATFORM_FOR_ALL, FEATURES, "jobs", "reference", "server", "bench")));

    static final Set<String> ROOMS = MAY_USE.keySet();

    static final JavaClasses KASAR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("app.kasar");

    @ParameterizedTest
    @FieldSource("ROOMS")
    void a_room_walks_only_into_rooms_the_map_allows(String room) {
        var forbidden = ROOMS.stream()
                .filter(other -> !other.equals(room) && !MAY_USE.get(room).contains(other))
                .map(other -> "app.kasar." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("app.kasar." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(KASAR);
    }

    @Test
    void every_package_is_on_the_map() {
        var onDisk = KASAR.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("app.kasar"))
                .map(name -> name.split("\\.")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ROOMS).containsAll(onDisk);
    }

    @Test
    void the_stages_of_a_query_never_look_back() {
        noClassesIn("app.kasar.query.request..").dependOn("app.kasar.query.plan..", "app.kasar.query.sql..");
        noClassesIn("app.kasar.query.plan..").dependOn("app.kasar.query.sql..");
    }

    @Test
    void asking_and_planning_touch_neither_database_nor_http() {
        noClassesIn("app.kasar.query..").dependOn("java.sql..", "javax.sql..", "app.kasar.http..");
    }

    @Test
    void only_the_imap_client_and_the_message_reader_know_the_mail_library() {
        noClasses()
                .that()
                .resideOutsideOfPackages("app.kasar.inbox.imap..", "app.kasar.inbox.message..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
                .check(KASAR);
    }

    @Test
    void reading_a_message_touches_neither_database_nor_http_nor_the_rest_of_the_inbox() {
        noClassesIn("app.kasar.inbox.message..")
                .dependOn("java.sql..", "org.jooq..", "app.kasar.http..", "app.kasar.db..", "app.kasar.records..");
    }

    @Test
    void only_routes_know_http_inside_a_feature() {
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES.stream()
                        .map(room -> "app.kasar." + room + "..")
                        .toArray(String[]::new))
                .and()
                .haveSimpleNameNotEndingWith("Routes")
                .and()
                .areTopLevelClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("app.kasar.http..")
                .allowEmptyShould(true)
                .check(KASAR);
    }

    @Test
    void names_say_what_a_thing_is() {
        var vague = List.of("Manager", "Helper", "Util", "Utils", "Impl", "Base", "Abstract", "Common");
        assertThat(KASAR.stream().map(JavaClass::getSimpleName))
                .noneMatch(name -> vague.stream().anyMatch(word -> name.startsWith(word) || name.endsWith(word)));
    }

    private record Importer(String from) {
        void dependOn(String... forbidden) {
            noClasses()
                    .that()
                    .resideInAPackage(from)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true)
                    .check(KASAR);
        }
    }

    private static Importer noClassesIn(String from) {
        return new Importer(from);
    }

    private static Set<String> and(Set<String> rooms, String... more) {
        return and(rooms, Set.of(more));
    }

    private static Set<String> and(Set<String> rooms, Set<String> others, String... more) {
        var all = new HashSet<>(rooms);
        all.addAll(others);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
