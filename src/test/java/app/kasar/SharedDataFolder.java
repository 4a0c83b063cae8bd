package app.kasar;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published data sets beside the project; a test that needs one is skipped where the folder is missing. */
public final class SharedDataFolder {
    private SharedDataFolder() {}

    public static Path file(String name) {
        var folder = Path.of(System.getenv().getOrDefault("REAL_DATA_FOLDER", "../shared/data"));
        var file = folder.resolve(name);
        assumeTrue(
                Files.exists(file), () -> "skipped: no " + file + " (set REAL_DATA_FOLDER to the folder of data sets)");
        return file;
    }
}
