package app.kasar.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionsTest {
    private static final ObjectGrants OWN_ONLY =
            new ObjectGrants(Grant.OWN, Grant.ALL, Grant.OWN, Grant.NONE, Set.of("salary"));
    private static final Map<String, ObjectGrants> GRANTS =
            Map.of("contacts", OWN_ONLY, Permissions.EVERY_OTHER_OBJECT, ObjectGrants.READ_ONLY);

    @ParameterizedTest
    @CsvSource({
        "ADMIN, contacts, READ, ALL", "ADMIN, contacts, DELETE, ALL", "ADMIN, other, CREATE, ALL",
        "MEMBER, contacts, READ, OWN", "MEMBER, contacts, CREATE, ALL", "MEMBER, contacts, UPDATE, OWN",
        "MEMBER, contacts, DELETE, NONE", "MEMBER, other, READ, ALL", "MEMBER, other, UPDATE, NONE",
        "VIEWER, contacts, READ, OWN", "VIEWER, other, READ, ALL", "VIEWER, other, DELETE, NONE"
    })
    void an_objects_own_grants_come_before_those_of_every_other(Role role, String object, Action action, Grant grant) {
        assertThat(new Permissions(role, GRANTS, false, null).grant(object, action))
                .isEqualTo(grant);
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN, READ, ALL", "ADMIN, UPDATE, ALL", "MEMBER, READ, ALL", "MEMBER, DELETE, ALL",
        "VIEWER, READ, ALL", "VIEWER, CREATE, NONE", "VIEWER, UPDATE, NONE", "VIEWER, DELETE, NONE"
    })
    void without_grants_members_do_everything_and_viewers_read(Role role, Action action, Grant grant) {
        assertThat(new Permissions(role, Map.of(), false, null).grant("contacts", action))
                .isEqualTo(grant);
    }

    @Property
    void a_read_only_token_never_writes(@ForAll Role role, @ForAll Action action) {
        var granted = new Permissions(role, GRANTS, true, null).grant("contacts", action);
        assertThat(granted)
                .isEqualTo(
                        action == Action.READ
                                ? new Permissions(role, GRANTS, false, null).grant("contacts", action)
                                : Grant.NONE);
    }

    @Property
    void a_token_limited_to_objects_reaches_no_other_even_for_an_administrator(
            @ForAll Role role, @ForAll Action action, @ForAll boolean readOnly) {
        var limited = new Permissions(role, GRANTS, readOnly, Set.of("contacts"));
        assertThat(limited.grant("companies", action)).isEqualTo(Grant.NONE);
        assertThat(limited.grant("contacts", action))
                .isEqualTo(new Permissions(role, GRANTS, readOnly, null).grant("contacts", action));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void hidden_fields_are_hidden_from_all_but_administrators(Role role) {
        var permissions = new Permissions(role, GRANTS, false, null);
        assertThat(permissions.isHidden("contacts", "salary")).isEqualTo(role != Role.ADMIN);
        assertThat(permissions.isHidden("contacts", "email")).isFalse();
        assertThat(permissions.isHidden("companies", "salary")).isFalse();
    }

    @Property
    void notifications_are_ones_own_to_read_and_mark_whatever_the_role(@ForAll Role role, @ForAll Action action) {
        var nothing = Map.of(Permissions.EVERY_OTHER_OBJECT, ObjectGrants.NOTHING);
        var granted = new Permissions(role, nothing, false, null).grant("notifications", action);
        assertThat(granted).isEqualTo(action == Action.READ || action == Action.UPDATE ? Grant.OWN : Grant.NONE);
    }

    @Test
    void a_token_limited_to_no_object_reaches_none() {
        assertThat(new Permissions(Role.ADMIN, Map.of(), false, Set.of()).grant("contacts", Action.READ))
                .isEqualTo(Grant.NONE);
    }
}
