package app.kasar.demo;

import java.util.List;

/** Counts what has been added. */
final class Tally {
    private int companies;
    private int contacts;
    private int opportunities;
    private int companiesBefore;

    void add(List<Family> written, int before) {
        companies += written.size();
        written.forEach(family -> {
            contacts += family.people().size();
            opportunities += family.deals().size();
        });
        companiesBefore += before;
    }

    DemoSummary summary(int tags, int users) {
        return new DemoSummary(companies, contacts, opportunities, tags, users, companiesBefore);
    }
}
