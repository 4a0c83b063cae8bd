package app.kasar.demo;

/**
 * What was added.
 *
 * @param companiesBefore companies of the set that were there already and were left as they are, with their people and
 *     deals
 */
public record DemoSummary(int companies, int contacts, int opportunities, int tags, int users, int companiesBefore) {

    /** Records added, of all kinds. */
    public int records() {
        return companies + contacts + opportunities + tags;
    }
}
