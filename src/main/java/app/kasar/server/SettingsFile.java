package app.kasar.server;

import app.kasar.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The optional properties file. */
public record SettingsFile(Path path, Map<String, String> values) {
    /** Names the file when the option does not. */
    static final String VARIABLE = "KASAR_CONFIG";

    private static final Path DEFAULT = Path.of("kasar.properties");

    public SettingsFile {
        values = Map.copyOf(values);
    }

    /**
     * The named file, which must be there, or {@code kasar.properties} in the working directory, which need not.
     *
     * @param option the value of {@code --config}
     */
    public static SettingsFile find(@Nullable Path option, Map<String, String> environment) {
        var variable = environment.get(VARIABLE);
        if (option != null) {
            return load(option);
        }
        if (variable != null) {
            return load(Path.of(variable));
        }
        return Files.exists(DEFAULT) ? load(DEFAULT) : new SettingsFile(DEFAULT, Map.of());
    }

    String place(String name) {
        return name + " in " + path;
    }

    private static SettingsFile load(Path path) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException failed) {
            throw Problem.invalid(path.toString(), "the settings cannot be read: " + failed);
        }
        var values = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return new SettingsFile(path, values);
    }
}
