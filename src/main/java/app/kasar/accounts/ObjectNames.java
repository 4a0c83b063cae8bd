package app.kasar.accounts;

import app.kasar.access.Organization;
import java.util.Map;
import java.util.Set;

/** Which objects and fields grants and tokens may name. */
@FunctionalInterface
public interface ObjectNames {
    /** The names of each object's fields, by the object's name. */
    Map<String, Set<String>> of(Organization organization);
}
