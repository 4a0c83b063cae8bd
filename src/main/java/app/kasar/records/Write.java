package app.kasar.records;

import app.kasar.query.plan.Output;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import java.util.List;
import java.util.Set;

/**
 * What all records of one write have in common.
 *
 * @param outputs what the answer shows of each written record; none when nobody looks
 * @param duplicateCheck what created and changed records have to pass
 */
public record Write(
        ObjectSchema object, Change change, List<Output> outputs, Authority authority, DuplicateCheck duplicateCheck) {
    /** Whose right it is to write the records. */
    enum Authority {
        CALLER,
        /** The product keeps what happened, in objects no caller writes in this way; no rule of rows holds it back. */
        PRODUCT
    }

    private static final Set<ObjectSchema> OF_THE_PRODUCT =
            Set.of(SystemObjects.NOTIFICATIONS, SystemObjects.INTERACTIONS, SystemObjects.THREADS);

    public Write {
        outputs = List.copyOf(outputs);
        if (authority == Authority.PRODUCT && !OF_THE_PRODUCT.contains(object)) {
            throw new IllegalArgumentException("records of '%s' are the callers'".formatted(object.name()));
        }
    }

    /** A write by the caller. */
    public Write(ObjectSchema object, Change change, List<Output> outputs) {
        this(object, change, outputs, Authority.CALLER, DuplicateCheck.NONE);
    }

    /** Notifications of what the caller did, whatever the caller's own rights on them. */
    public static Write ofNotifications(Change change) {
        return ofProduct(SystemObjects.NOTIFICATIONS, change);
    }

    /** Mails as interactions, read into the CRM for their owner. */
    public static Write ofMails(Change change) {
        return ofProduct(SystemObjects.INTERACTIONS, change);
    }

    /** The threads of those mails. */
    public static Write ofThreads(Change change) {
        return ofProduct(SystemObjects.THREADS, change);
    }

    private static Write ofProduct(ObjectSchema object, Change change) {
        return new Write(object, change, List.of(), Authority.PRODUCT, DuplicateCheck.NONE);
    }

    /** The same write, of records that have to pass a check. */
    public Write checking(DuplicateCheck check) {
        return new Write(object, change, outputs, authority, check);
    }

    String schemaName() {
        return change.schema().snapshot().schemaName();
    }
}
