package app.kasar.accounts;

import static app.kasar.accounts.Accounts.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.DatabaseExtension;
import app.kasar.access.Author;
import app.kasar.access.Role;
import app.kasar.db.StaleSnapshot;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import com.github.f4b6a3.uuid.UuidCreator;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatabaseExtension.class)
class WorkspaceUsersTest {
    private static final WorkspaceUserChange DEMOTION = new WorkspaceUserChange(null, Role.MEMBER, null, null);

    private final Accounts accounts;

    WorkspaceUsersTest(HikariDataSource pool) {
        this.accounts = new Accounts(pool);
    }

    @Test
    void changes_only_what_is_named() {
        var acme = accounts.create("change");
        var bob = accounts.add(acme, "bob@acme.test", Role.MEMBER);
        var changed = accounts.users.change(
                operator(acme), bob.member().id(), new WorkspaceUserChange("Robert", null, null, null));
        assertThat(changed.member().fullName()).isEqualTo("Robert");
        assertThat(changed.role()).isEqualTo(Role.MEMBER);
        assertThat(changed.isActive()).isTrue();
        assertThat(accounts.users.getByEmail(acme.organization(), "BOB@acme.test"))
                .isEqualTo(changed);
    }

    @Test
    void refuses_an_address_that_is_there_in_any_case() {
        var acme = accounts.create("twice");
        accounts.add(acme, "bob@acme.test", Role.MEMBER);
        assertConflict(() -> accounts.add(acme, "Bob@Acme.test", Role.VIEWER));
    }

    @Test
    void the_last_active_administrator_stays() {
        var acme = accounts.create("last");
        var ada = acme.administrator().member().id();
        assertConflict(() -> accounts.users.change(operator(acme), ada, DEMOTION));
        assertConflict(() -> accounts.users.change(operator(acme), ada, WorkspaceUserChange.DEACTIVATION));
        var bob = accounts.add(acme, "bob@acme.test", Role.ADMIN);
        accounts.users.change(operator(acme), bob.member().id(), WorkspaceUserChange.DEACTIVATION);
        assertConflict(() -> accounts.users.change(operator(acme), ada, DEMOTION));
        assertThat(accounts.actor(acme.token()).isAdmin()).isTrue();
    }

    @RepeatedTest(5)
    void of_two_administrators_demoted_at_once_one_stays() throws Exception {
        var acme = accounts.create(
                "race-" + UuidCreator.getTimeOrderedEpoch().toString().substring(24));
        var bob = accounts.add(acme, "bob@acme.test", Role.ADMIN);
        var together = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads
                    .invokeAll(List.of(
                            demotion(acme, acme.administrator().member().id(), together),
                            demotion(acme, bob.member().id(), together)))
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(outcomes).containsExactlyInAnyOrder("done", "CONFLICT");
        }
        assertThat(accounts.users.list(acme.organization()).stream().filter(user -> user.role() == Role.ADMIN))
                .hasSize(1);
    }

    @Test
    void a_caller_who_was_demoted_meanwhile_changes_nothing() {
        var acme = accounts.create("meanwhile");
        var bob = accounts.add(acme, "bob@acme.test", Role.ADMIN);
        var asBob = new Author.Caller(
                accounts.actor(accounts.token(acme, bob.member().id())));
        accounts.users.change(operator(acme), bob.member().id(), DEMOTION);
        assertThatExceptionOfType(StaleSnapshot.class)
                .isThrownBy(() -> accounts.users.change(
                        asBob, acme.administrator().member().id(), DEMOTION));
    }

    @Test
    void members_change_nobody() {
        var acme = accounts.create("members");
        var bob = accounts.add(acme, "bob@acme.test", Role.MEMBER);
        var asBob = new Author.Caller(
                accounts.actor(accounts.token(acme, bob.member().id())));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> accounts.users.change(asBob, bob.member().id(), DEMOTION))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    }

    @Test
    void names_the_nearest_address() {
        var acme = accounts.create("nearest");
        assertThatThrownBy(() -> accounts.users.getByEmail(acme.organization(), "ad@acme.test"))
                .hasMessageEndingWith("did you mean 'ada@acme.test'?");
    }

    private Callable<String> demotion(CreatedOrganization of, UUID user, CyclicBarrier together) {
        return () -> {
            together.await();
            try {
                accounts.users.change(operator(of), user, DEMOTION);
                return "done";
            } catch (Problem refused) {
                return refused.code().name();
            }
        };
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(work)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT));
    }
}
