package app.kasar.jobs;

import java.util.UUID;

/** Where a job is: the name under which the scheduler knows it. */
record JobPlace(String schema, UUID id) {

    static String of(String schema, UUID id) {
        return schema + "/" + id;
    }

    static JobPlace read(String name) {
        var slash = name.indexOf('/');
        return new JobPlace(name.substring(0, slash), UUID.fromString(name.substring(slash + 1)));
    }
}
