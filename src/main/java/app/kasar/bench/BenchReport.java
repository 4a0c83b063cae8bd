package app.kasar.bench;

import app.kasar.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The results as a table for people and a file for programs. */
public final class BenchReport {
    private static final String ROW = "%-38s %8s %7s %7s %7s %8s %8s %8s %8s %8s %7s %7s %6s%n";
    private static final String FIGURE = "%-66s %10.2f%n";

    private final BenchSettings settings;
    private final String floorTool;
    private final Map<String, List<BenchResult>> rounds = new LinkedHashMap<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();

    BenchReport(BenchSettings settings, String floorTool) {
        this.settings = settings;
        this.floorTool = floorTool;
    }

    /** One round of a workload. */
    void add(BenchResult result) {
        rounds.computeIfAbsent(result.name(), name -> new ArrayList<>()).add(result);
    }

    /** A figure that is no workload: a time in seconds, a size, a rate. */
    public void add(String name, double figure) {
        figures.put(name, figure);
    }

    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d contacts, %d connections, %d s each, medians of %d rounds; the floor is the same SQL by %s%n%n",
                settings.contacts(),
                settings.connections(),
                settings.seconds(),
                settings.rounds(),
                floorTool);
        head(out, "", "requests", "", "", "", "CPU ms", "CPU ms", "CPU ms", "floor", "floor", "", "ratio", "");
        head(
                out,
                "",
                "a second",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "server",
                "database",
                "asking",
                "a second",
                "CPU ms",
                "ratio",
                "of CPU",
                "wanted");
        results().forEach(result -> print(result, out));
        out.println();
        figures.forEach((name, figure) -> out.printf(Locale.ROOT, FIGURE, name, figure));
        ratios().forEach((name, ratio) -> out.printf(Locale.ROOT, FIGURE, name, ratio));
        out.flush();
    }

    private static void head(PrintWriter out, Object... columns) {
        out.printf(ROW, columns);
    }

    private static void print(BenchResult result, PrintWriter out) {
        var floor = result.floor();
        out.printf(
                ROW,
                result.name(),
                number("%.0f", result.rate().perSecond()),
                number("%.2f", result.rate().p50Millis()),
                number("%.2f", result.rate().p95Millis()),
                number("%.2f", result.rate().p99Millis()),
                number("%.3f", result.processorMillis().server()),
                number("%.3f", result.processorMillis().database()),
                number("%.3f", result.processorMillis().asking()),
                floor == null ? "" : number("%.0f", floor.perSecond()),
                floor == null ? "" : number("%.3f", floor.processorMillis()),
                number("%.2f", result.ratio()),
                number("%.2f", result.processorRatio()),
                number("%.2f", Workloads.WANTED.get(result.name())));
    }

    private static String number(String format, @Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, format, value);
    }

    private List<BenchResult> results() {
        return rounds.values().stream().map(BenchResult::median).toList();
    }

    /** The comparisons between workloads that matter. */
    private Map<String, Double> ratios() {
        var ratios = new LinkedHashMap<String, Double>();
        ratios.put(
                "page 10,000 against page 1, median time (wanted: 1)",
                median(Workloads.PAGE_10_000) / median(Workloads.PAGE_1));
        ratios.put(
                "batch of 100 against create one, alone, median time (wanted: 5)",
                median(Workloads.BATCH + Workload.ALONE) / median(Workloads.CREATE + Workload.ALONE));
        return ratios;
    }

    private double median(String name) {
        return BenchResult.median(rounds.getOrDefault(name, List.of())).rate().p50Millis();
    }

    /** Where it was written. */
    public Path write(Path folder) {
        var json = Json.MAPPER.createObjectNode();
        json.put("contacts", settings.contacts()).put("connections", settings.connections());
        json.put("seconds", settings.seconds()).put("rounds", settings.rounds()).put("floor", floorTool);
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("java", Runtime.version().toString());
        var list = json.putArray("results");
        results().forEach(result -> describe(result, list.addObject()));
        var others = json.putObject("figures");
        figures.forEach(others::put);
        ratios().forEach(others::put);
        var time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(time + "-" + revision() + ".json"), json.toPrettyString() + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of the sources in the working directory, where there are any. */
    private static String revision() {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? "unknown" : said;
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private static void describe(BenchResult result, ObjectNode json) {
        json.put("name", result.name()).put("perSecond", result.rate().perSecond());
        json.put("p50Millis", result.rate().p50Millis());
        json.put("p95Millis", result.rate().p95Millis());
        json.put("p99Millis", result.rate().p99Millis());
        json.put("serverProcessorMillis", result.processorMillis().server());
        json.put("databaseProcessorMillis", result.processorMillis().database());
        json.put("askingProcessorMillis", result.processorMillis().asking());
        var floor = result.floor();
        if (floor != null) {
            json.put("floorPerSecond", floor.perSecond()).put("floorProcessorMillis", floor.processorMillis());
            json.put("ratio", result.ratio()).put("processorRatio", result.processorRatio());
        }
    }
}
