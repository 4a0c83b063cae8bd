package app.kasar.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementTest {
    private static final String TEXT = "SELECT 1 FROM t WHERE a = ANY(?) AND b = ?";

    @Test
    void statements_with_equal_lists_of_values_are_one() {
        var one = Statement.fixed(TEXT, new String[] {"a", "b"}, 1);
        var same = Statement.fixed(TEXT, new String[] {"a", "b"}, 1);

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @Test
    void statements_with_other_values_or_another_planning_are_not() {
        var one = Statement.fixed(TEXT, new String[] {"a", "b"}, 1);

        assertThat(one)
                .isNotEqualTo(Statement.fixed(TEXT, new String[] {"a", "c"}, 1))
                .isNotEqualTo(Statement.fixed(TEXT, new String[] {"a", "b"}, 2))
                .isNotEqualTo(one.planned(Statement.Planning.EACH_TIME));
    }
}
