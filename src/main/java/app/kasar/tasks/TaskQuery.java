package app.kasar.tasks;

import java.util.Optional;
import java.util.UUID;

/** What the parameters of a list of tasks ask for; what is empty decides nothing. */
public record TaskQuery(
        TaskMode mode,
        Optional<UUID> assignedTo,
        Optional<String> priority,
        Optional<String> actionType,
        Optional<UUID> linkedId,
        Optional<String> linkedType) {}
