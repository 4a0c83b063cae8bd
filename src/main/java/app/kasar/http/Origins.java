package app.kasar.http;

/** The browser origins that any organization allows: what a preflight, which carries no token, is checked against. */
@FunctionalInterface
public interface Origins {
    boolean isAllowed(String origin);
}
