package app.kasar.duplicates.fuzzy;

import java.util.List;

/** Compares some columns of two records. Holds no state that changes; may be shared by threads. */
interface Comparison {
    List<Measure> measures();

    /** Writes a level for each measure into {@code levels}, from {@code at} on. */
    void compare(int one, int other, byte[] levels, int at);

    /**
     * The most that two records may be thought to be the same, in bits, however much else they have in common: what is called
     * quite differently is not the same, though it shares an address and a telephone.
     */
    default double ceiling(byte[] levels, int at) {
        return Double.MAX_VALUE;
    }

    /**
     * How often a record has the value two records agree in; 0 when that is not known or says nothing more than the level.
     *
     * @param measure which of {@link #measures}
     */
    double frequency(int measure, int one, int other, int level);
}
