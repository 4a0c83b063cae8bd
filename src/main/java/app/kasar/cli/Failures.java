package app.kasar.cli;

import app.kasar.db.embedded.PostgresFailure;
import app.kasar.problem.Fault;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command that fails ends: a plain message, exit code 1, or 2 when the command line itself is wrong. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final BooleanSupplier verbose;

    Failures(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println("kasar: " + message(failure));
        if (verbose.getAsBoolean()) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        var out = command.getErr();
        out.println("kasar: " + failure.getMessage() + nearest(failure));
        out.printf(
                "'%s --help' lists what there is.%n", command.getCommandSpec().qualifiedName());
        return CommandLine.ExitCode.USAGE;
    }

    private static String nearest(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        var command = failure.getCommandLine();
        var known = new ArrayList<>(command.getSubcommands().keySet());
        known.addAll(command.getCommandSpec().optionsMap().keySet());
        return NearestName.hint(unmatched.getUnmatched().getFirst().replaceFirst("=.*", ""), known);
    }

    private static String message(Exception failure) {
        return switch (failure) {
            case Problem problem ->
                problem.faults().stream()
                        .map(Failures::text)
                        .collect(Collectors.joining(System.lineSeparator() + "kasar: "));
            case PostgresFailure known -> String.valueOf(known.getMessage());
            case IllegalStateException known -> String.valueOf(known.getMessage());
            default -> "unexpected failure: %s (--verbose shows where)".formatted(failure);
        };
    }

    private static String text(Fault fault) {
        return fault.at() == null ? fault.message() : fault.at() + ": " + fault.message();
    }
}
