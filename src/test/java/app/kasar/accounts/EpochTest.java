package app.kasar.accounts;

import static app.kasar.accounts.Accounts.operator;
import static app.kasar.accounts.Accounts.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.kasar.DatabaseExtension;
import app.kasar.access.Author;
import app.kasar.access.ObjectGrants;
import app.kasar.access.OrganizationEpoch;
import app.kasar.access.Role;
import app.kasar.db.StaleSnapshot;
import app.kasar.json.Json;
import app.kasar.problem.Problem;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(DatabaseExtension.class)
class EpochTest {
    private final Accounts accounts;

    EpochTest(HikariDataSource pool) {
        this.accounts = new Accounts(pool);
    }

    enum Change {
        ADD_USER,
        CHANGE_USER,
        ISSUE_TOKEN,
        REVOKE_TOKEN,
        REPLACE_GRANTS,
        CHANGE_SETTINGS
    }

    private void make(Change change, CreatedOrganization in, Author author) {
        var ada = in.administrator().member().id();
        switch (change) {
            case ADD_USER -> accounts.users.add(author, new NewWorkspaceUser("bob@acme.test", "Bob", Role.MEMBER));
            case CHANGE_USER ->
                accounts.users.change(author, ada, new WorkspaceUserChange("A. Byron", null, null, null));
            case ISSUE_TOKEN -> accounts.tokens.issue(author, new NewApiToken(ada, terms(), null));
            case REVOKE_TOKEN ->
                accounts.tokens.revoke(author, in.token().token().id());
            case REPLACE_GRANTS ->
                accounts.roles.replace(author, new RoleGrants(Role.MEMBER, Map.of("contacts", ObjectGrants.READ_ONLY)));
            case CHANGE_SETTINGS ->
                accounts.settings.change(author, Json.MAPPER.createObjectNode().put("name", "New"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void grows_with_every_change_and_makes_earlier_knowledge_stale(Change change) {
        var acme =
                accounts.create("grow-" + change.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var known = accounts.actor(acme.token());
        new OrganizationEpoch(accounts.database).requireCurrent(known);
        make(change, acme, new Author.Caller(known));
        assertThat(accounts.epoch(acme)).isEqualTo(known.epoch() + 1);
        assertThatExceptionOfType(StaleSnapshot.class)
                .isThrownBy(() -> new OrganizationEpoch(accounts.database).requireCurrent(known));
    }

    @ParameterizedTest
    @EnumSource
    void a_caller_with_stale_knowledge_changes_nothing(Change change) {
        var acme = accounts.create(
                "stale-" + change.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var known = accounts.actor(acme.token());
        accounts.add(acme, "carol@acme.test", Role.MEMBER);
        var epoch = accounts.epoch(acme);
        assertThatExceptionOfType(StaleSnapshot.class).isThrownBy(() -> make(change, acme, new Author.Caller(known)));
        assertThat(accounts.epoch(acme)).isEqualTo(epoch);
    }

    @Test
    void stays_when_a_change_is_refused_or_of_another_organization() {
        var acme = accounts.create("acme-still");
        var other = accounts.create("other-still");
        var epoch = accounts.epoch(acme);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> accounts.users.change(
                        operator(acme), acme.administrator().member().id(), WorkspaceUserChange.DEACTIVATION));
        accounts.add(other, "bob@acme.test", Role.MEMBER);
        assertThat(accounts.epoch(acme)).isEqualTo(epoch);
    }
}
