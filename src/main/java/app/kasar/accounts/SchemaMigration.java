package app.kasar.accounts;

/** Makes an organization's schema with all that every organization has. */
@FunctionalInterface
public interface SchemaMigration {
    void migrate(String schemaName);
}
