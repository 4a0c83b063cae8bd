package app.kasar.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.TestPostgres;
import app.kasar.access.Organization;
import app.kasar.accounts.NewOrganization;
import app.kasar.db.Statement;
import app.kasar.server.Wiring;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoDataTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 15);
    private static final int CONTACTS = 450;

    private final TestPostgres.FreshDatabase fresh = TestPostgres.migrated();
    private final Wiring wiring =
            new Wiring(fresh.pool(), fresh.database(), () -> Instant.parse("2026-03-15T10:30:00Z"));
    private final DemoData data = wiring.demo().data();
    private Organization filled;

    @BeforeAll
    void fill() {
        filled = organization("filled");
        var added = data.fill(filled, DemoSet.of(7, CONTACTS, TODAY), reached -> {});
        assertThat(added.contacts()).isEqualTo(CONTACTS);
    }

    @AfterAll
    void close() {
        fresh.close();
    }

    @Test
    void the_same_seed_gives_the_same_values() {
        var other = organization("other");
        data.fill(other, DemoSet.of(7, CONTACTS, TODAY), reached -> {});
        assertThat(values(other)).isEqualTo(values(filled));
    }

    @Test
    void a_filling_that_was_interrupted_goes_on_where_it_ended() {
        var interrupted = organization("interrupted");
        var set = DemoSet.of(7, CONTACTS, TODAY);
        assertThatThrownBy(() -> data.fill(interrupted, set, reached -> {
                    if (reached > CONTACTS / 2) {
                        throw new IllegalStateException("interrupted");
                    }
                }))
                .hasMessage("interrupted");
        var rest = data.fill(interrupted, set, reached -> {});
        assertThat(rest.companiesBefore()).isPositive();
        assertThat(rest.contacts()).isBetween(1, CONTACTS / 2);
        assertThat(values(interrupted)).isEqualTo(values(filled));
    }

    @Test
    void a_second_time_adds_nothing_and_another_seed_other_data() {
        var organization = organization("twice");
        var first = data.fill(organization, DemoSet.of(1, 100, TODAY), reached -> {});
        var again = data.fill(organization, DemoSet.of(1, 100, TODAY), reached -> {});
        var other = data.fill(organization, DemoSet.of(2, 100, TODAY), reached -> {});
        assertThat(first.tags()).isPositive();
        assertThat(again.records()).isZero();
        assertThat(again.companiesBefore()).isEqualTo(first.companies());
        assertThat(other.contacts()).isEqualTo(100);
        assertThat(other.tags() + other.users()).isZero();
        assertThat(count(organization, "contacts")).isEqualTo(200);
    }

    @Test
    void status_and_probability_agree_with_the_step() {
        var disagreeing = """
                SELECT o.id FROM %1$s.opportunities o JOIN %1$s.pipeline_steps s ON s.id = o.pipeline_step_id
                WHERE o.status <> CASE WHEN s.outcome = 'won' THEN 'closed_won' WHEN s.outcome = 'lost' THEN 'closed_lost'
                    WHEN s.name = 'Negotiation' THEN 'negotiation' ELSE 'open' END
                OR o.probability <> s.probability OR (s.outcome = 'open') <> (o.closed_at IS NULL)
                """;
        assertThat(rows(disagreeing)).isEmpty();
        assertThat(rows("SELECT DISTINCT pipeline_step_id FROM %1$s.opportunities"))
                .hasSize(6);
    }

    @Test
    void contacts_of_a_deal_work_at_its_company() {
        var strangers = """
                SELECT o.id FROM %1$s.opportunities o
                LEFT JOIN %1$s.opportunities_contacts l ON l.source_id = o.id
                LEFT JOIN %1$s.contacts c ON c.id = l.target_id
                WHERE c.company_id IS DISTINCT FROM o.company_id
                """;
        assertThat(rows(strangers)).isEmpty();
    }

    @Test
    void several_users_own_records() {
        assertThat(rows("SELECT DISTINCT owner_id FROM %1$s.contacts")).hasSize(SalesTeam.SIZE);
    }

    @Test
    void every_record_has_its_event() {
        var silent = """
                SELECT c.id FROM %1$s.contacts c WHERE NOT EXISTS (
                    SELECT FROM %1$s.events e WHERE e.record_id = c.id AND e.kind = 'created' AND e.request_id = 'demo-7')
                """;
        assertThat(rows(silent)).isEmpty();
    }

    private Organization organization(String slug) {
        var asked = new NewOrganization(slug, slug, "ada@" + slug + ".test", "Ada Byron");
        return wiring.administration().organizations().create(asked).organization();
    }

    private long count(Organization organization, String table) {
        var statement = "SELECT count(*) FROM %s.%s".formatted(organization.schemaName(), table);
        return fresh.database()
                .find(Statement.fixed(statement), row -> row.number(1))
                .orElseThrow();
    }

    private List<String> rows(String query) {
        return fresh.database().list(Statement.fixed(query.formatted(filled.schemaName())), row -> row.requiredText(1));
    }

    /** Everything a person sees, without ids and the moment of writing. */
    private List<String> values(Organization organization) {
        var query = """
                SELECT jsonb_build_array(to_jsonb(c) - '{id,created_at,updated_at,created_by,owner_id,company_id}'::text[],
                    m.domain, m.employee_count, p.domain, u.full_name,
                    (SELECT jsonb_agg(t.name ORDER BY t.name) FROM %1$s.contacts_tags l
                        JOIN %1$s.tags t ON t.id = l.target_id WHERE l.source_id = c.id),
                    (SELECT jsonb_agg(jsonb_build_array(o.name, o.amount, o.status, o.closed_at, o.expected_close_date)
                        ORDER BY o.name, o.amount) FROM %1$s.opportunities_contacts l
                        JOIN %1$s.opportunities o ON o.id = l.source_id WHERE l.target_id = c.id))::text
                FROM %1$s.contacts c JOIN %1$s.companies m ON m.id = c.company_id
                LEFT JOIN %1$s.companies p ON p.id = m.parent_company_id
                JOIN %1$s.workspace_users u ON u.id = c.owner_id ORDER BY c.email_primary
                """.formatted(organization.schemaName());
        return fresh.database().list(Statement.fixed(query), row -> row.requiredText(1));
    }
}
