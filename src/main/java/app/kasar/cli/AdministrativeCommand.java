package app.kasar.cli;

import app.kasar.access.Author;
import app.kasar.accounts.Administration;
import app.kasar.json.Json;
import app.kasar.server.DatabaseSession;
import java.io.StringWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** A command of the installation's operator, whose result is text for people or one line of JSON. */
abstract class AdministrativeCommand extends DatabaseCommand {
    private final AccountCommands.Opening opening;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean asJson;

    AdministrativeCommand(AccountCommands.Opening opening) {
        this.opening = opening;
    }

    @Override
    protected final void run(DatabaseSession session) {
        run(opening.open(session));
    }

    abstract void run(Administration administration);

    /** The operator acting on an organization. */
    static Author operator(Administration administration, String slug) {
        return new Author.Operator(administration.organizations().getBySlug(slug));
    }

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
