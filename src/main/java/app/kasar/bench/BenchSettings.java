package app.kasar.bench;

import java.nio.file.Path;

/**
 * What is measured, and for how long.
 *
 * @param contacts how many there are to be; companies are a tenth, opportunities a fifth of them
 * @param connections that send requests at once
 * @param seconds each measurement lasts, after a warm-up of half as long
 * @param data the data directory the loaded organization is kept in
 */
public record BenchSettings(int contacts, int connections, int seconds, Path data) {}
