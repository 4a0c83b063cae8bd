package app.kasar.accounts;

/** Puts the built-in objects into a new organization's schema, inside the open transaction. */
@FunctionalInterface
public interface ObjectInstaller {
    void install(String schemaName);
}
