package app.kasar.accounts;

import static app.kasar.accounts.Accounts.operator;
import static app.kasar.accounts.Accounts.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.kasar.DatabaseExtension;
import app.kasar.access.Action;
import app.kasar.access.Actor;
import app.kasar.access.Authentication;
import app.kasar.access.Author;
import app.kasar.access.Grant;
import app.kasar.access.OrganizationEpoch;
import app.kasar.access.Role;
import app.kasar.access.SchemaTable;
import app.kasar.access.Scope;
import app.kasar.access.TokenSecret;
import app.kasar.db.SqlFailure;
import app.kasar.db.StaleSnapshot;
import app.kasar.db.Statement;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
class TokenLifeTest {
    private final HikariDataSource pool;
    private final Accounts accounts;

    TokenLifeTest(HikariDataSource pool) {
        this.pool = pool;
        this.accounts = new Accounts(pool);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "ksr_", "ksr_short", "xyz_abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstu", "ksr_\0"})
    void refuses_what_is_no_token(String text) {
        assertRefused(text);
    }

    @Test
    void refuses_a_token_nobody_issued() {
        assertRefused(TokenSecret.generate(new SecureRandom()).reveal());
    }

    @Test
    void a_token_stops_at_its_expiry_without_being_loaded_again() {
        var acme = accounts.create("expiry");
        var expiresAt = accounts.time.instant().plus(Duration.ofHours(1));
        var token = accounts.tokens.issue(
                operator(acme), new NewApiToken(acme.administrator().member().id(), terms(), expiresAt));
        assertThat(accounts.actor(token).token().expiresAt()).isEqualTo(expiresAt);
        accounts.pass(Duration.ofMinutes(59));
        accounts.actor(token);
        accounts.pass(Duration.ofMinutes(1));
        assertRefused(token.secret().reveal());
    }

    @Test
    void a_revoked_token_is_refused_here_and_noticed_on_other_nodes() {
        var acme = accounts.create("revoked");
        var token = accounts.token(acme, acme.administrator().member().id());
        var otherNode = new Accounts(pool);
        var known = otherNode.actor(token);
        var again = accounts.tokens.revoke(operator(acme), token.token().id());
        assertThat(again.life().revokedAt()).isEqualTo(accounts.time.instant());
        assertStale(otherNode, known);
        otherNode.authentication.forget(known);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> otherNode.actor(token));
        assertRefused(token.secret().reveal());
    }

    @Test
    void an_inactive_users_tokens_are_refused_and_work_again_later() {
        var acme = accounts.create("inactive");
        var bob = accounts.add(acme, "bob@acme.test", Role.MEMBER);
        var token = accounts.token(acme, bob.member().id());
        var known = accounts.actor(token);
        accounts.users.change(operator(acme), bob.member().id(), WorkspaceUserChange.DEACTIVATION);
        assertStale(accounts, known);
        accounts.authentication.forget(known);
        assertRefused(token.secret().reveal());
        accounts.users.change(operator(acme), bob.member().id(), new WorkspaceUserChange(null, null, true, null));
        assertThat(accounts.actor(token).member()).isEqualTo(bob.member());
    }

    @Test
    void an_actor_stays_known_until_it_is_forgotten() {
        var acme = accounts.create("known");
        var first = accounts.actor(acme.token());
        accounts.add(acme, "bob@acme.test", Role.MEMBER);
        assertThat(accounts.actor(acme.token())).isSameAs(first);
        accounts.authentication.forget(first);
        var second = accounts.actor(acme.token());
        assertThat(second.epoch()).isEqualTo(accounts.epoch(acme)).isGreaterThan(first.epoch());
        accounts.authentication.forget(first);
        assertThat(accounts.actor(acme.token())).as("newer knowledge stays").isSameAs(second);
    }

    @Test
    void the_secret_is_nowhere_in_the_database() {
        var acme = accounts.create("secret");
        var secret = acme.token().secret();
        assertThat(accounts.texts("SELECT string_agg(t::text, ' ') FROM kasar.tokens t")
                        .getFirst())
                .contains(secret.prefix())
                .doesNotContain(secret.reveal());
        assertThat(secret.toString()).doesNotContain(secret.reveal());
    }

    @Test
    void last_use_is_written_at_the_flush_and_not_before() {
        var acme = accounts.create("last-use");
        accounts.actor(acme.token());
        assertThat(lastUse(acme)).isNull();
        accounts.lastUses.flush();
        var first = accounts.time.instant();
        assertThat(lastUse(acme)).isEqualTo(first);
        accounts.pass(Duration.ofMinutes(5));
        accounts.lastUses.flush();
        assertThat(lastUse(acme)).as("not used since").isEqualTo(first);
        accounts.actor(acme.token());
        accounts.lastUses.close();
        assertThat(lastUse(acme)).isEqualTo(first.plus(Duration.ofMinutes(5)));
    }

    @Test
    void a_flush_never_puts_the_last_use_back() {
        var acme = accounts.create("backwards");
        var late = accounts.time.instant();
        accounts.lastUses.note(acme.token().token().id(), late);
        accounts.lastUses.flush();
        accounts.lastUses.note(acme.token().token().id(), late.minusSeconds(100));
        accounts.lastUses.flush();
        assertThat(lastUse(acme)).isEqualTo(late);
    }

    @Test
    void a_last_use_that_could_not_be_written_is_written_later() {
        var acme = accounts.create("later");
        accounts.actor(acme.token());
        accounts.database.executeScript("ALTER TABLE kasar.tokens RENAME TO away");
        try {
            assertThatExceptionOfType(SqlFailure.class).isThrownBy(accounts.lastUses::flush);
        } finally {
            accounts.database.executeScript("ALTER TABLE kasar.away RENAME TO tokens");
        }
        accounts.lastUses.flush();
        assertThat(lastUse(acme)).isEqualTo(accounts.time.instant());
    }

    @Test
    void what_a_token_says_narrows_what_its_user_may_do() {
        var acme = accounts.create("narrow");
        var terms = new TokenTerms("reader", EnumSet.of(Scope.MCP), true, Set.of("contacts"));
        var token = accounts.tokens.issue(
                operator(acme), new NewApiToken(acme.administrator().member().id(), terms, null));
        var permissions = accounts.actor(token).permissions();
        assertThat(permissions.grant("contacts", Action.READ)).isEqualTo(Grant.ALL);
        assertThat(permissions.grant("contacts", Action.UPDATE)).isEqualTo(Grant.NONE);
        assertThat(permissions.grant("companies", Action.READ)).isEqualTo(Grant.NONE);
    }

    @Test
    void members_see_and_revoke_their_own_tokens_only() {
        var acme = accounts.create("own");
        var bob = accounts.add(acme, "bob@acme.test", Role.MEMBER);
        var token = accounts.token(acme, bob.member().id());
        var asBob = accounts.actor(token);
        assertThat(accounts.tokens.list(asBob)).containsExactly(token.token());
        assertThat(accounts.tokens.list(accounts.actor(acme.token()))).hasSize(2);
        assertCode(
                ErrorCode.RECORD_NOT_FOUND,
                () -> accounts.tokens.revoke(
                        new Author.Caller(asBob), acme.token().token().id()));
        assertCode(
                ErrorCode.PERMISSION_DENIED,
                () -> issue(asBob, new NewApiToken(acme.administrator().member().id(), terms(), null)));
        assertThat(issue(asBob, new NewApiToken(bob.member().id(), terms(), null))
                        .token()
                        .workspaceUserId())
                .isEqualTo(bob.member().id());
    }

    @Test
    void a_token_issues_none_that_reaches_further_than_itself() {
        var acme = accounts.create("wider");
        var ada = acme.administrator().member().id();
        var soon = accounts.time.instant().plus(Duration.ofDays(1));
        var asAda = accounts.actor(accounts.tokens.issue(operator(acme), new NewApiToken(ada, terms(), soon)));
        var inbox = new TokenTerms("inbox", EnumSet.allOf(Scope.class), false, null);
        assertCode(ErrorCode.PERMISSION_DENIED, () -> issue(asAda, new NewApiToken(ada, inbox, soon)));
        assertCode(ErrorCode.PERMISSION_DENIED, () -> issue(asAda, new NewApiToken(ada, terms(), null)));
        assertCode(ErrorCode.PERMISSION_DENIED, () -> issue(asAda, new NewApiToken(ada, terms(), soon.plusSeconds(1))));
        var limited = new TokenTerms("limited", EnumSet.of(Scope.MCP), false, Set.of("contacts"));
        var asLimited = accounts.actor(issue(asAda, new NewApiToken(ada, limited, soon)));
        assertCode(ErrorCode.PERMISSION_DENIED, () -> issue(asLimited, new NewApiToken(ada, terms(), soon)));
    }

    @Test
    void refuses_a_token_that_would_be_born_expired_or_for_unknown_objects() {
        var acme = accounts.create("born");
        var terms = new TokenTerms("x", EnumSet.of(Scope.MCP), false, Set.of("contcts"));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> accounts.tokens.issue(
                        operator(acme),
                        new NewApiToken(acme.administrator().member().id(), terms, accounts.time.instant())))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(fault -> fault.message())
                        .containsExactly(
                                "'expires_at' must be in the future",
                                "there is no object 'contcts'; did you mean 'contacts'?"));
    }

    private IssuedToken issue(Actor actor, NewApiToken token) {
        return accounts.tokens.issue(new Author.Caller(current(actor)), token);
    }

    private Actor current(Actor actor) {
        var epoch = accounts.database
                .find(
                        Statement.fixed("SELECT epoch FROM "
                                + SchemaTable.of(actor.organization().schemaName(), "state")),
                        row -> row.number(1))
                .orElseThrow();
        return new Actor(actor.organization(), actor.member(), actor.token(), actor.permissions(), epoch);
    }

    private Instant lastUse(CreatedOrganization of) {
        return accounts.tokens.list(of.organization()).getFirst().life().lastUsedAt();
    }

    private void assertRefused(String text) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> accounts.authentication.authenticate(text))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED))
                .withMessage(Authentication.refusal().getMessage());
    }

    private static void assertStale(Accounts node, Actor actor) {
        assertThatExceptionOfType(StaleSnapshot.class)
                .isThrownBy(() -> new OrganizationEpoch(node.database).requireCurrent(actor));
    }

    private static void assertCode(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(work)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
