package app.kasar.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing a user may set.
 *
 * @param name as in the properties file; option and environment variable follow from it
 * @param defaultValue null when nothing is set by default
 * @param explanation one paragraph for the reader of {@code docs/configuration.md}; its first sentence stands in the help
 */
public record Setting<T>(
        String name, ValueType<T> type, @Nullable T defaultValue, String explanation) {

    public String option() {
        return "--" + name;
    }

    public String environmentVariable() {
        return Settings.ENVIRONMENT_PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Secrets are no options, because every user of a machine can read the command lines of all. */
    public boolean isSecret() {
        return type.equals(ValueType.SECRET) || type.equals(ValueType.KEY);
    }

    /** The default as a user would write it. */
    public String defaultText() {
        return defaultValue == null ? "not set" : ValueType.text(defaultValue);
    }

    public String summary() {
        return explanation.replaceFirst("(?s)\\. .*", ".").replace("`", "");
    }
}
