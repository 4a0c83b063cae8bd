package app.kasar.demo;

import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import java.time.LocalDate;

/**
 * Which demo data is asked for. The same set always holds the same values; a set with more contacts begins with the smaller
 * one of the same seed and date.
 *
 * @param seed sets of different seeds share no company and no person
 * @param asOf the day the dates of the data are counted from
 */
public record DemoSet(int seed, int contacts, LocalDate asOf) {
    static final int MOST_CONTACTS = 1_000_000;

    /** @throws Problem with every fault of the numbers */
    public static DemoSet of(int seed, int contacts, LocalDate asOf) {
        var faults = new Faults();
        if (seed < 0) {
            faults.invalid("--seed", "it must be a whole number from 0 to " + Integer.MAX_VALUE);
        }
        if (contacts < 1 || contacts > MOST_CONTACTS) {
            faults.invalid("--contacts", "it must be a whole number from 1 to " + MOST_CONTACTS);
        }
        faults.throwIfAny();
        return new DemoSet(seed, contacts, asOf);
    }
}
