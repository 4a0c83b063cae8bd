package app.kasar.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.DatabaseExtension;
import app.kasar.access.Organization;
import app.kasar.access.Role;
import app.kasar.access.Scope;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
class OrganizationsTest {
    private final HikariDataSource pool;
    private final Accounts accounts;

    OrganizationsTest(HikariDataSource pool) {
        this.pool = pool;
        this.accounts = new Accounts(pool);
    }

    @Test
    void makes_an_organization_whose_first_token_works() {
        var created = accounts.create("acme-one");
        assertThat(created.organization().schemaName()).matches("acme_one_[0-9a-f]{8}");
        var actor = accounts.actor(created.token());
        assertThat(actor.isAdmin()).isTrue();
        assertThat(actor.organization()).isEqualTo(created.organization());
        assertThat(actor.member()).isEqualTo(created.administrator().member());
        assertThat(actor.token().scopes()).containsExactlyInAnyOrder(Scope.MCP, Scope.INBOX_CONTENT);
        assertThat(actor.epoch()).isEqualTo(accounts.epoch(created));
    }

    @Test
    void a_person_is_one_identity_in_every_organization() {
        var first = accounts.create("first");
        var second = accounts.organizations.create(
                NewOrganization.of("second", "Second", "ADA@acme.test", "Ada under another name"));
        assertThat(second.administrator().member().userId())
                .isEqualTo(first.administrator().member().userId());
        assertThat(second.administrator().member().fullName()).isEqualTo("Ada under another name");
    }

    @Test
    void refuses_a_slug_that_is_taken_and_leaves_the_first_alone() {
        var first = accounts.create("taken");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> accounts.create("taken"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(accounts.actor(first.token()).isAdmin()).isTrue();
        assertThat(schemas("taken")).containsExactly(first.organization().schemaName());
    }

    @Test
    void of_two_who_take_a_slug_at_once_one_gets_it() throws Exception {
        Callable<String> create = () -> {
            try {
                return accounts.create("race").organization().schemaName();
            } catch (Problem refused) {
                return refused.code().name();
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads.invokeAll(List.of(create, create)).stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(outcomes).contains("CONFLICT").hasSize(2);
            assertThat(schemas("race")).hasSize(1).isSubsetOf(outcomes);
        }
    }

    @Test
    void leaves_nothing_when_a_step_fails() {
        var failing = new Accounts(pool, schema -> {
            throw new IllegalStateException("no objects today");
        });
        assertThatThrownBy(() -> failing.organizations.create(
                        NewOrganization.of("halfway", "Half", "new@person.test", "New Person")))
                .hasMessage("no objects today")
                .hasNoSuppressedExceptions();
        assertThat(schemas("halfway")).isEmpty();
        assertThat(accounts.organizations.findBySlug("halfway")).isEmpty();
        assertThat(accounts.texts("SELECT email FROM kasar.users WHERE email = 'new@person.test'"))
                .isEmpty();
    }

    @Test
    void names_the_nearest_slug() {
        accounts.create("globex");
        assertThatThrownBy(() -> accounts.organizations.getBySlug("globx"))
                .hasMessage("there is no organization 'globx'; did you mean 'globex'?");
        assertThat(accounts.organizations.list()).extracting(Organization::slug).contains("globex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Acme", "1acme", "ac_me", "acmé", "pg-acme", "a b", "-acme", ""})
    void refuses_a_slug_that_is_no_name(String slug) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> NewOrganization.of(slug, "Name", "a@b.test", "A"))
                .satisfies(refused ->
                        assertThat(refused.faults()).extracting(Fault::at).containsOnly("slug"));
    }

    @Test
    void names_every_fault_of_a_new_organization() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> NewOrganization.of("X", " ", "nobody", ""))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(Fault::at)
                        .containsExactly("slug", "name", "admin_email", "admin_name"));
    }

    @Test
    void the_first_user_is_an_administrator() {
        assertThat(accounts.create("roles").administrator().role()).isEqualTo(Role.ADMIN);
    }

    private List<String> schemas(String beginning) {
        return accounts.texts(
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE '%s!_________' ESCAPE '!'".formatted(beginning));
    }
}
