package app.kasar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SlotCountsTest {
    @Property
    void the_total_is_what_the_slots_still_in_the_window_hold(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> steps) {
        var counts = new SlotCounts(100, List.of());
        var slot = 100L;
        var taken = new int[1000];
        for (var step : steps) {
            slot += step;
            counts = counts.advancedTo(slot).changed(slot, step + 1);
            taken[(int) slot] += step + 1;
        }
        var expected = 0;
        for (var past = 0; past < SlotCounts.SLOTS; past++) {
            expected += taken[(int) slot - past];
        }
        assertThat(counts.total()).isEqualTo(expected);
    }

    @Property
    void the_window_covers_any_sixty_seconds(
            @ForAll @IntRange(max = 100_000) int then, @ForAll @IntRange(max = 60_000) int later) {
        var counts = new SlotCounts(SlotCounts.slotAt(then), List.of()).changed(SlotCounts.slotAt(then), 1);
        var seen = counts.advancedTo(SlotCounts.slotAt((long) then + later));
        assertThat(seen.total()).isEqualTo(1);
        assertThat(seen.oldestLeavesAt()).isBetween(then + 60_000L, then + 65_000L);
        assertThat(counts.advancedTo(SlotCounts.slotAt(counts.oldestLeavesAt())).total())
                .isZero();
    }

    @Property
    void giving_back_undoes_taking_while_the_slot_is_in_the_window(
            @ForAll @IntRange(max = 20) int passed, @ForAll @IntRange(min = 1, max = 50) int taken) {
        var counts = new SlotCounts(10, List.of(taken)).advancedTo(10L + passed).changed(10, -taken);
        assertThat(counts.total()).isZero();
    }

    @Property
    void the_past_is_not_revived(@ForAll @IntRange(max = 30) int back) {
        var counts = new SlotCounts(50, List.of(3));
        assertThat(counts.advancedTo(50L - back)).isEqualTo(counts);
    }
}
