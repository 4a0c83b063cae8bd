package app.kasar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderedIndexesTest {
    private static boolean lead(String object, String order, String... given) {
        var schema = VisibleSchema.ofNewOrganization().snapshot();
        var found = schema.find(object).orElseGet(() -> Objects.requireNonNull(SystemObjects.find(object)));
        return OrderedIndexes.lead(found, Set.of(given), order);
    }

    @Test
    void the_order_of_all_records_is_led_by_an_index_of_its_field() {
        assertThat(lead("contacts", "created_at")).isTrue();
        assertThat(lead("contacts", "full_name")).isTrue();
        assertThat(lead("contacts", "job_title")).isFalse();
    }

    @Test
    void the_order_of_records_with_one_value_is_led_by_an_index_of_both() {
        assertThat(lead("contacts", "created_at", "contact_status")).isTrue();
        assertThat(lead("contacts", "full_name", "contact_status")).isFalse();
        assertThat(lead("threads", "last_message_at", "owner_id")).isTrue();
        assertThat(lead("threads", "last_message_at", "is_read", "owner_id")).isTrue();
        assertThat(lead("threads", "last_message_at", "is_read")).isFalse();
    }

    @Test
    void an_index_of_some_records_leads_no_list_of_others() {
        assertThat(lead("notifications", "created_at", "recipient_id")).isTrue();
        assertThat(lead("threads", "id", "mailbox_id")).isFalse();
    }
}
