package app.kasar.transfer.imports;

import app.kasar.problem.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What became of some rows. Belongs to one thread. */
final class Report {
    private long created;
    private long updated;
    private long duplicates;
    private long near;
    private final List<Refused> refused = new ArrayList<>();

    /** @param index among the rows */
    record Refused(int index, List<Fault> faults) {
        String code() {
            return faults.getFirst().code().name();
        }

        /** All of them, each once. */
        String message() {
            return faults.stream().map(Fault::message).distinct().collect(Collectors.joining("; "));
        }
    }

    void created() {
        created++;
    }

    void updated() {
        updated++;
    }

    void duplicate() {
        duplicates++;
    }

    /** Somebody should look whether it really is the same. */
    void nearDuplicate(int index, Fault fault) {
        duplicates++;
        near++;
        refused.add(new Refused(index, List.of(fault)));
    }

    void refuse(int index, List<Fault> faults) {
        refused.add(new Refused(index, faults));
    }

    long countCreated() {
        return created;
    }

    long countUpdated() {
        return updated;
    }

    long countDuplicates() {
        return duplicates;
    }

    long countFailed() {
        return refused.size() - near;
    }

    /** In the order of the rows. */
    List<Refused> refused() {
        return refused.stream().sorted(Comparator.comparingInt(Refused::index)).toList();
    }
}
