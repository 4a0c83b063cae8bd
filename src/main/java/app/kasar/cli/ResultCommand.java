package app.kasar.cli;

import app.kasar.json.Json;
import java.io.StringWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** A command on the database whose result is text for people or one line of JSON. */
abstract class ResultCommand extends DatabaseCommand {
    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean asJson;

    final void print(Consumer<JsonGenerator> json, String text) {
        out().println(asJson ? json(json) : text);
        out().flush();
    }

    private static String json(Consumer<JsonGenerator> content) {
        var text = new StringWriter();
        try (var json = Json.MAPPER.createGenerator(text)) {
            content.accept(json);
        }
        return text.toString();
    }
}
