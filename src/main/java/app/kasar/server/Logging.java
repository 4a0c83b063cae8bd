package app.kasar.server;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Turns logging on. */
public final class Logging {
    private static final String FORMAT_IN_LOGBACK_XML = "KASAR_LOG_FORMAT";

    private Logging() {}

    /** Before anything logs, because the format cannot be changed afterwards. */
    public static void start(LogFormat format) {
        System.setProperty(FORMAT_IN_LOGBACK_XML, ValueType.text(format));
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
