package app.kasar.bench;

import app.kasar.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The results as a table for people and a file for programs. */
final class BenchReport {
    private static final String ROW = "%-38s %9s %8s %8s %9s %9s %10s %7s%n";

    private final BenchSettings settings;
    private final String floorTool;
    private final List<BenchResult> results = new ArrayList<>();
    private final Map<String, Double> figures = new java.util.LinkedHashMap<>();

    BenchReport(BenchSettings settings, String floorTool) {
        this.settings = settings;
        this.floorTool = floorTool;
    }

    void add(BenchResult result) {
        results.add(result);
    }

    /** A figure that is no workload: a time in seconds, a size, a rate. */
    void add(String name, double figure) {
        figures.put(name, figure);
    }

    void print(PrintWriter out) {
        out.printf(
                "%d contacts, %d connections, %d s each; the floor is the same SQL by %s%n%n",
                settings.contacts(), settings.connections(), settings.seconds(), floorTool);
        out.printf(ROW, "", "a second", "p50 ms", "p99 ms", "server", "database", "floor", "ratio");
        out.printf(ROW, "", "", "", "", "CPU ms", "CPU ms", "a second", "");
        results.forEach(result -> print(result, out));
        out.println();
        figures.forEach((name, figure) -> out.printf(Locale.ROOT, "%-60s %.2f%n", name, figure));
        ratios().forEach((name, ratio) -> out.printf(Locale.ROOT, "%-60s %.2f%n", name, ratio));
        out.flush();
    }

    private static void print(BenchResult result, PrintWriter out) {
        var floor = result.floorPerSecond();
        var ratio = result.ratio();
        out.printf(
                ROW,
                result.name(),
                number("%.0f", result.perSecond()),
                number("%.2f", result.p50Millis()),
                number("%.2f", result.p99Millis()),
                number("%.3f", result.processorMillis().server()),
                number("%.3f", result.processorMillis().database()),
                floor == null ? "" : number("%.0f", floor),
                ratio == null ? "" : number("%.2f", ratio));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The comparisons between workloads that matter. */
    private Map<String, Double> ratios() {
        var ratios = new java.util.LinkedHashMap<String, Double>();
        ratios.put(
                "page 10,000 against page 1, median time (1 is equal)",
                median(Workloads.PAGE_10_000) / median(Workloads.PAGE_1));
        ratios.put(
                "batch of 100 against create one, median time, one at a time",
                median(Workloads.BATCH + ", one at a time") / median(Workloads.CREATE + ", one at a time"));
        return ratios;
    }

    private double median(String name) {
        return results.stream()
                .filter(result -> result.name().equals(name))
                .mapToDouble(BenchResult::p50Millis)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Where it was written. */
    Path write(Path folder) {
        var json = Json.MAPPER.createObjectNode();
        json.put("contacts", settings.contacts()).put("connections", settings.connections());
        json.put("seconds", settings.seconds()).put("floor", floorTool);
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("java", Runtime.version().toString());
        var list = json.putArray("results");
        results.forEach(result -> describe(result, list.addObject()));
        var others = json.putObject("figures");
        figures.forEach(others::put);
        ratios().forEach(others::put);
        var time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(time + ".json"), json.toPrettyString() + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void describe(BenchResult result, ObjectNode json) {
        json.put("name", result.name()).put("perSecond", result.perSecond());
        json.put("p50Millis", result.p50Millis()).put("p99Millis", result.p99Millis());
        json.put("serverProcessorMillis", result.processorMillis().server());
        json.put("databaseProcessorMillis", result.processorMillis().database());
        json.put("floorPerSecond", result.floorPerSecond()).put("ratio", result.ratio());
    }
}
