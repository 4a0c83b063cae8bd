package app.kasar.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects every fault of a request, so that one answer can name them all. Belongs to one thread. */
public final class Faults {
    private final List<Fault> found = new ArrayList<>();

    public void add(Fault fault) {
        found.add(fault);
    }

    public void addAll(List<Fault> faults) {
        found.addAll(faults);
    }

    public void invalid(@Nullable String at, String message) {
        found.add(Fault.invalid(at, message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Fault> list() {
        return List.copyOf(found);
    }

    /** @throws Problem with all faults, when there are any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new Problem(found);
        }
    }
}
