package app.kasar.transfer;

import static app.kasar.transfer.Importing.counts;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportApiTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static RunningKasar kasar;
    private TestOrganization acme;
    private Client admin;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @BeforeEach
    void organize() {
        acme = kasar.organization("acme" + NUMBERS.incrementAndGet());
        admin = acme.admin();
    }

    private Client.Reply post(String object, Object... records) {
        return admin.post("/import/" + object, Map.of("records", List.of(records)));
    }

    private static String counted(Client.Reply reply) {
        return counts(reply.expect(200).body()).replaceFirst("^: ", "");
    }

    private long total(String object) {
        return admin.get("/records/" + object + "?limit=1")
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }

    @Test
    void imports_json_records_and_links_their_company_by_name() {
        admin.post("/records/companies", Map.of("name", "Acme Corp")).expect(201);
        var reply = post(
                "contacts",
                Map.of("first_name", "Ada", "email", "ada@example.com", "company_name", "ACME corp"),
                Map.of("first_name", "Bob", "email", "bob@example.com", "company_name", "New Ltd"),
                Map.of("first_name", "Cid", "email", "cid@example.com", "company_name", "new ltd"));
        assertThat(counted(reply)).isEqualTo("3 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(reply.body().path("object_name").asString()).isEqualTo("contacts");
        assertThat(total("companies")).isEqualTo(2);
        var people = admin.get("/records/contacts?sort_by=first_name&sort_dir=asc&fields=company_display")
                .data();
        assertThat(people.valueStream()
                        .map(person ->
                                person.path("company_display").path("display").asString()))
                .containsExactly("Acme Corp", "New Ltd", "New Ltd");
    }

    @Test
    void counts_duplicates_of_records_and_of_earlier_rows_without_creating_them() {
        admin.post(
                        "/records/contacts",
                        Map.of("first_name", "Ada", "email", List.of("ada@example.com", "a@example.com")))
                .expect(201);
        admin.post("/records/contacts", Map.of("first_name", "Zoe", "last_name", "Zed"))
                .expect(201);
        var reply = post(
                "contacts",
                Map.of("first_name", "Other", "email", "A@EXAMPLE.com"),
                Map.of("first_name", "New", "phone", "+33612345678"),
                Map.of("first_name", "Same phone", "phone", "+33 6 12 34 56 78"),
                Map.of("first_name", "zoe", "last_name", "ZED"),
                Map.of("first_name", "Zoe", "last_name", "Zed", "email", "zoe@example.com"),
                Map.of("first_name", "L", "linkedin_url", "https://www.linkedin.com/in/Someone/"),
                Map.of("first_name", "M", "linkedin_url", "https://linkedin.com/in/someone?x=1"));
        assertThat(counted(reply)).isEqualTo("3 created, 0 updated, 4 duplicates, 0 failed");
        var again = post("contacts", Map.of("first_name", "N", "linkedin_url", "http://linkedin.com/in/SOMEONE"));
        assertThat(counted(again)).isEqualTo("0 created, 0 updated, 1 duplicates, 0 failed");
    }

    @Test
    void a_duplicate_of_a_row_that_failed_is_none() {
        var reply = post(
                "contacts",
                Map.of(
                        "first_name",
                        "Ada",
                        "email",
                        "ada@example.com",
                        "company_id",
                        "00000000-0000-7000-8000-000000000000"),
                Map.of("first_name", "Ada", "email", "ada@example.com"));
        assertThat(counted(reply)).isEqualTo("1 created, 0 updated, 0 duplicates, 1 failed");
    }

    @Test
    void with_the_check_off_only_what_is_unique_is_refused() {
        var one = Map.of("first_name", "Ada", "phone", "+33612345678");
        var reply = admin.post(
                "/import/contacts?duplicate_check=off",
                Map.of(
                        "records",
                        List.of(
                                one,
                                one,
                                Map.of("first_name", "A", "email", "a@b.co"),
                                Map.of("first_name", "B", "email", "A@b.co"))));
        assertThat(counted(reply)).isEqualTo("3 created, 0 updated, 0 duplicates, 1 failed");
        assertThat(reply.body().path("errors").path(0).path("code").asString()).isEqualTo("DUPLICATE_RECORD");
        assertThat(reply.body().path("errors").path(0).path("index").asInt()).isEqualTo(3);
    }

    @Test
    void names_every_fault_of_a_record_by_its_index_and_writes_the_others() {
        var reply =
                post("companies", Map.of("name", "Good"), Map.of("employee_count", "many", "nme", "Bad"), "no record");
        assertThat(counted(reply)).isEqualTo("1 created, 0 updated, 0 duplicates, 2 failed");
        var bad = reply.body().path("errors").path(0);
        assertThat(bad.path("index").asInt()).isEqualTo(1);
        assertThat(bad.path("errors")
                        .valueStream()
                        .map(fault -> fault.path("field").asString()))
                .containsExactlyInAnyOrder("employee_count", "nme", "name");
    }

    @Test
    void refuses_more_than_a_thousand_records_and_writes_none() {
        var records = Collections.nCopies(1001, Map.of("name", "One"));
        var reply = admin.post("/import/companies", Map.of("records", records)).expect(400);
        assertThat(reply.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(reply.message()).contains("1,000");
        assertThat(total("companies")).isZero();
    }

    @Test
    void places_records_in_the_pipeline_and_takes_steps_by_name() {
        var reply = new Importing(admin)
                .csv("opportunities", "Deal Name,Stage,Amount\nOne,,10\nTwo,proposal,\"1,234.50\"\nThree,Nowhere,1\n");
        assertThat(counts(reply)).isEqualTo("done: 2 created, 0 updated, 0 duplicates, 1 failed");
        var deals = admin.get("/records/opportunities?sort_by=name&sort_dir=asc&fields=pipeline_step_display,amount")
                .data();
        assertThat(deals.path(0).path("pipeline_step_display").path("display").asString())
                .isEqualTo("Qualification");
        assertThat(deals.path(1).path("pipeline_step_display").path("display").asString())
                .isEqualTo("Proposal");
        assertThat(deals.path(1).path("amount").asDouble()).isEqualTo(1234.5);
    }

    @Test
    void only_administrators_import() {
        var member = acme.user("mo@acme.test", Role.MEMBER).client();
        assertThat(member.post("/import/companies", Map.of("records", List.of()))
                        .expect(403)
                        .code())
                .isEqualTo("PERMISSION_DENIED");
        member.upload("/import/companies", "text/csv", "name\nX\n".getBytes()).expect(403);
        assertThat(total("companies")).isZero();
    }

    @Test
    void updates_and_upserts_by_a_field() {
        admin.post("/records/contacts", Map.of("first_name", "Ada", "email", "ada@example.com"))
                .expect(201);
        var importing = new Importing(admin);
        var update =
                importing.csv("contacts?mode=update", "Email,Job Title\nADA@example.com,Countess\nno@example.com,X\n");
        assertThat(counts(update)).isEqualTo("done: 0 created, 1 updated, 0 duplicates, 1 failed");
        assertThat(importing.errors(update)).contains("no@example.com,X,3,RECORD_NOT_FOUND");
        var upsert = importing.csv(
                "contacts?mode=upsert&match_field=email",
                "Email,First name\nada@example.com,Augusta\nbob@example.com,Bob\n");
        assertThat(counts(upsert)).isEqualTo("done: 1 created, 1 updated, 0 duplicates, 0 failed");
        var people =
                admin.get("/records/contacts?sort_by=first_name&sort_dir=asc").data();
        assertThat(people.path(0).path("job_title").asString()).isEqualTo("Countess");
        assertThat(people.path(0).path("first_name").asString()).isEqualTo("Augusta");
    }

    @Test
    void a_dry_run_of_a_file_reports_and_writes_nothing() {
        var importing = new Importing(admin);
        var text =
                "first name,last name,email,company\nAda,L,ada@example.com,Acme\nAda,L,ada@example.com,Acme\nBob,,x,Acme\n";
        var dry = importing.csv("contacts?dry_run=true", text);
        assertThat(counts(dry)).isEqualTo("done: 1 created, 0 updated, 1 duplicates, 1 failed");
        assertThat(dry.path("details").path("dry_run").asBoolean()).isTrue();
        assertThat(importing.errors(dry)).contains("Bob,,x,Acme,4,VALIDATION_ERROR");
        assertThat(total("contacts")).isZero();
        assertThat(total("companies")).isZero();
        var real = importing.csv("contacts", text);
        assertThat(counts(real)).isEqualTo(counts(dry));
        assertThat(total("contacts")).isOne();
    }

    @Test
    void failed_rows_come_back_as_csv_that_can_be_corrected_and_sent_again() {
        var importing = new Importing(admin);
        var job = importing.csv(
                "contacts",
                "First Name;Last Name;Email\nAda;\"Love; lace\";ada@example.com\nBob;B;bob at example\n\nCid;C;\"c\nd\"\n");
        assertThat(counts(job)).isEqualTo("done: 1 created, 0 updated, 0 duplicates, 2 failed");
        var errors = importing.errors(job);
        assertThat(errors)
                .startsWith("First Name,Last Name,Email,kasar_line,kasar_code,kasar_message\r\n")
                .contains("Bob,B,bob at example,3,VALIDATION_ERROR,\"Field 'email'")
                .contains("Cid,C,\"c\nd\",5,VALIDATION_ERROR");
        var again = importing.csv("contacts", errors.replace("bob at example", "bob@example.com"));
        assertThat(counts(again)).isEqualTo("done: 1 created, 0 updated, 0 duplicates, 1 failed");
        assertThat(again.path("details").path("unmapped_columns").size()).isEqualTo(3);
    }

    @Test
    void maps_columns_as_it_is_told() {
        var importing = new Importing(admin);
        var mapping = java.net.URLEncoder.encode(
                "{\"A\":\"last_name\",\"Email\":null,\"C\":\"company\"}", java.nio.charset.StandardCharsets.UTF_8);
        var job = importing.csv("contacts?mapping=" + mapping, "A,Email,C\nLovelace,broken,Acme\n");
        assertThat(counts(job)).isEqualTo("done: 1 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(job.path("details").path("unmapped_columns").toString()).isEqualTo("[\"Email\"]");
    }

    @Test
    void refuses_a_file_no_column_of_which_is_known_and_two_columns_for_one_field() {
        var unknown = admin.upload("/import/contacts", "text/csv", "foo,bar\n1,2\n".getBytes())
                .expect(400);
        assertThat(unknown.message()).contains("foo, bar");
        var twice = admin.upload("/import/contacts", "text/csv", "last name,Last_Name\n1,2\n".getBytes())
                .expect(400);
        assertThat(twice.message()).contains("'last name' (1)", "'Last_Name' (2)");
    }

    @Test
    void a_cell_with_the_character_zero_fails_its_row_and_not_the_job() {
        var importing = new Importing(admin);
        var job = importing.csv("contacts", "first_name,last_name\nA\0da,Byron\nGrace,Hopper\n");
        assertThat(counts(job)).isEqualTo("done: 1 created, 0 updated, 0 duplicates, 1 failed");
        assertThat(importing.errors(job)).contains("A\ufffdda,Byron,2,VALIDATION_ERROR");
    }

    @Test
    void refuses_column_names_with_the_character_zero() {
        var refused = admin.upload("/import/contacts", "text/csv", "first_name,la\0st\nA,B\n".getBytes())
                .expect(400);
        assertThat(refused.message()).startsWith("the name of column 2 holds the character U+0000");
    }

    @Test
    void refuses_a_file_with_a_quote_that_is_never_closed_instead_of_taking_its_rest_for_one_cell() {
        var refused = admin.upload("/import/contacts", "text/csv", "first_name,last_name\nA,\"B\nC,D\nE,F\n".getBytes())
                .expect(400);
        assertThat(refused.message()).startsWith("the file cannot be read near line");
        assertThat(admin.get("/records/contacts?limit=1").body().path("total").asInt())
                .isZero();
    }

    @Test
    void rows_of_nothing_but_separators_are_passed_over_as_blank_lines_are() {
        var job = new Importing(admin).csv("contacts", ";;\nfirst_name;last_name;email\nAda;;\n;;\n ; ;\n");
        assertThat(counts(job)).isEqualTo("done: 1 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(job.path("total").asInt()).isOne();
    }

    @Test
    void says_of_an_empty_file_that_it_is_empty() {
        for (var type : java.util.List.of("text/csv", "application/x-ndjson")) {
            assertThat(admin.upload("/import/contacts", type, new byte[0])
                            .expect(400)
                            .message())
                    .isEqualTo("the file is empty");
        }
        assertThat(admin.post("/import/contacts", "").expect(400).message()).isEqualTo("this route needs a JSON body");
    }

    @Test
    void says_of_a_spreadsheet_that_its_table_must_be_saved_as_csv() {
        var workbook = new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0};
        var refused = admin.upload("/import/contacts", "text/csv", workbook).expect(400);
        assertThat(refused.message()).contains("save its table as CSV");
        assertThat(refused.body().path("errors").size()).isOne();
    }

    @Test
    void of_what_is_no_record_nothing_else_is_said() {
        var answer = admin.post("/import/contacts", "{\"records\": [5, null]}")
                .expect(200)
                .body();
        assertThat(answer.path("failed").asInt()).isEqualTo(2);
        assertThat(answer.at("/errors/0/errors").toString())
                .isEqualTo(
                        "[{\"field\":null,\"code\":\"VALIDATION_ERROR\",\"message\":\"a record must be a JSON object\"}]");
    }
}
