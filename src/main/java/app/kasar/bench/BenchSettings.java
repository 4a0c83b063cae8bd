package app.kasar.bench;

import java.nio.file.Path;

/**
 * What is measured, and for how long.
 *
 * @param contacts how many there are to be; companies are a tenth, opportunities a fifth of them
 * @param connections that send requests at once
 * @param seconds each workload is measured, over all rounds
 * @param rounds in which workloads and floors take turns
 * @param data the data directory the loaded organization is kept in
 */
public record BenchSettings(int contacts, int connections, int seconds, int rounds, Path data) {}
