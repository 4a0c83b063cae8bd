package app.kasar.server;

/** How log lines are written. */
public enum LogFormat {
    TEXT,
    JSON
}
