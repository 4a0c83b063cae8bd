package app.kasar.search;

/**
 * How much is done before another way to find matches is tried. It decides what a search costs, never what it finds.
 *
 * @param few up to so many matches are found and sorted
 * @param several up to so many are sorted when they are not met among the newest records
 * @param sample so many of the newest records are looked at to learn whether most have what is asked for
 * @param manyOfSample so many of them are taken for most
 * @param newestAtFirst so many of the newest are looked through before the index on words
 * @param newest and so many when that has shown that there are more than few
 */
record Effort(int few, int several, int sample, int manyOfSample, int newestAtFirst, int newest) {
    /** Measured on a million records, where none of the ways tried before the last takes more than about 20 ms. */
    static final Effort USUAL = new Effort(2_000, 20_000, 300, 6, 2_000, 20_000);

    /** So few of the sample are taken for so rare a word that looking at all that have it costs little. */
    int rareOfSample() {
        return manyOfSample / 10;
    }
}
