package app.kasar.db.embedded;

/** A server that answers. */
record Running(long processId, int port, boolean startedHere) {}
