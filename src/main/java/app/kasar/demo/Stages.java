package app.kasar.demo;

import app.kasar.demo.Family.Deal;
import app.kasar.schema.Pipeline;
import app.kasar.schema.Pipeline.Step;
import app.kasar.schema.VisibleSchema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Where deals stand in the organization's first pipeline, with status and probability to match. */
final class Stages {
    private final List<Step> steps;

    Stages(VisibleSchema schema) {
        this.steps = schema.snapshot().pipelinesOf("opportunities").stream()
                .findFirst()
                .map(Pipeline::steps)
                .orElse(List.of());
    }

    /** The deal's fields with those that follow from its place. */
    ObjectNode placed(Deal deal) {
        var body = deal.body().deepCopy();
        var step = step(deal);
        step.ifPresent(found -> body.put("pipeline_step_id", found.id().toString()));
        return body.put("status", status(deal, step)).put("probability", probability(deal, step));
    }

    private Optional<Step> step(Deal deal) {
        var fitting = of(deal.outcome());
        return fitting.isEmpty()
                ? Optional.empty()
                : Optional.of(fitting.get((int) (deal.progress() * fitting.size())));
    }

    private List<Step> of(Pipeline.Outcome outcome) {
        return steps.stream().filter(step -> step.outcome() == outcome).toList();
    }

    private String status(Deal deal, Optional<Step> step) {
        return switch (deal.outcome()) {
            case OPEN ->
                step.filter(of(Pipeline.Outcome.OPEN).getLast()::equals).isPresent() ? "negotiation" : "open";
            case WON -> "closed_won";
            case LOST -> "closed_lost";
        };
    }

    private static BigDecimal probability(Deal deal, Optional<Step> step) {
        return switch (deal.outcome()) {
            case OPEN -> step.map(Step::probability).orElse(BigDecimal.valueOf(25));
            case WON -> BigDecimal.valueOf(100);
            case LOST -> BigDecimal.ZERO;
        };
    }
}
