package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.json;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {
    private static final List<String> STATUS = List.of("lead", "prospect", "customer");

    @Test
    void takes_an_option_in_its_own_case_only() {
        assertThat(accepted(Choice.read(json("'lead'"), STATUS))).isEqualTo("lead");
        assertThat(refused(Choice.read(json("'Lead'"), STATUS)))
                .isEqualTo("must be one of 'lead', 'prospect', 'customer'; did you mean 'lead'?");
        assertThat(refused(Choice.read("zzz", STATUS))).isEqualTo("must be one of 'lead', 'prospect', 'customer'");
    }

    @Test
    void shows_ten_options_at_most() {
        var options = IntStream.range(0, 12).mapToObj(i -> "option-" + i).toList();
        assertThat(refused(Choice.read("zzz", options)))
                .contains("'option-9' and 2 more")
                .doesNotContain("option-10");
        assertThat(refused(Choice.read("zzz", List.of()))).isEqualTo("has no options to choose from yet");
    }

    @Test
    void takes_many_in_the_order_given() {
        assertThat(accepted(Choice.readMany(json("['customer','lead']"), STATUS)))
                .containsExactly("customer", "lead");
        assertThat(accepted(Choice.readMany(json("'lead'"), STATUS))).containsExactly("lead");
        assertThat(accepted(Choice.readMany(json("[]"), STATUS))).isEmpty();
    }

    @Test
    void names_every_fault_of_many_with_its_index() {
        assertThat(refused(Choice.readMany(json("['lead','lead','led',3]"), STATUS)))
                .isEqualTo("at [1] must not repeat 'lead'"
                        + "; at [2] must be one of 'lead', 'prospect', 'customer'; did you mean 'lead'?"
                        + "; at [3] must be a string, not a number");
        assertThat(refused(Choice.readMany(json("['a','b','c','d','e']"), STATUS)))
                .isEqualTo("must not repeat options; there are only 3");
    }

    @Property
    void reads_every_id_it_wrote(@ForAll long high, @ForAll long low) {
        var id = new UUID(high, low);
        assertThat(accepted(Ids.read(id.toString()))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0198c5a27d3e7abc8def0123456789ab",
                "{0198c5a2-7d3e-7abc-8def-0123456789ab}",
                "0198c5a2-7d3e-7abc-8def-0123456789ag"
            })
    void refuses_other_forms_of_ids(String written) {
        assertThat(refused(Ids.read(written))).startsWith("must be an id");
    }
}
