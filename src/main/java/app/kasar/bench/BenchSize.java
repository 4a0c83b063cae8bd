package app.kasar.bench;

/**
 * How many records there are to be.
 *
 * @param contacts companies are a tenth, opportunities a fifth of them
 */
record BenchSize(long contacts) {
    long companies() {
        return Math.max(1, contacts / 10);
    }

    long opportunities() {
        return contacts / 5;
    }

    long tasks() {
        return contacts;
    }

    /** In a mailbox of its own. */
    long messages() {
        return contacts;
    }

    long rows() {
        return companies() + contacts + opportunities();
    }
}
