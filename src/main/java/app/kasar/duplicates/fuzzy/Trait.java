package app.kasar.duplicates.fuzzy;

/** What a value tells of a record, which decides how it is folded and compared. */
public enum Trait {
    FIRST_NAME,
    LAST_NAME,
    /** The name of a company, or of any thing that is no person. */
    ORGANIZATION,
    EMAIL,
    /** E.164. */
    PHONE,
    /** A web address or bare domain. */
    SITE,
    STREET,
    CITY,
    POSTCODE,
    /** A state or country. */
    REGION,
    /** ISO 8601, {@code 2026-01-31}. */
    DATE,
    TEXT,
    /** The id of another record, equal or not. */
    REFERENCE
}
