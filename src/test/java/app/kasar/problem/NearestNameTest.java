package app.kasar.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> NAMES =
            List.of("limit", "cursor", "equals", "eq", "email", "name", "filter_field");

    @Test
    void finds_the_name_one_slip_away() {
        assertThat(NearestName.of("lmit", NAMES)).contains("limit");
        assertThat(NearestName.of("equls", NAMES)).contains("equals");
        assertThat(NearestName.of("FILTER_FEILD", NAMES)).contains("filter_field");
    }

    @Test
    void counts_swapped_letters_as_one_slip_even_in_short_names() {
        assertThat(NearestName.of("nmae", NAMES)).contains("name");
        assertThat(NearestName.of("emial", NAMES)).contains("email");
    }

    @Test
    void finds_the_name_by_its_beginning() {
        assertThat(NearestName.of("filt", NAMES)).contains("filter_field");
    }

    @Test
    void names_nothing_when_nothing_is_near() {
        assertThat(NearestName.of("banana", NAMES)).isEmpty();
        assertThat(NearestName.hint("banana", NAMES)).isEmpty();
    }

    @Test
    void hints_at_nothing_where_every_letter_differs() {
        assertThat(NearestName.of("z", List.of("x", "y"))).isEmpty();
        assertThat(NearestName.of("", List.of("x"))).isEmpty();
    }

    @Test
    void prefers_the_name_of_like_length_among_equally_near_ones() {
        assertThat(NearestName.of("filter", List.of("filter_field", "filters"))).contains("filters");
    }
}
