package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 8,800 deals of a sales team, each on the step of a pipeline that its stage names. */
class PipelineDealsTest {
    private static final String SET = "crm-maven-opportunities/";
    private static final int MOVED_EVERY = 29;

    private static RunningKasar kasar;
    private static Client acme;
    private static List<NamedCsvRecord> deals;

    @BeforeAll
    static void start() {
        deals = CsvFile.rows(SET + "sales_pipeline.csv");
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
    }

    @Test
    void deals_loaded_on_their_step_or_moved_there_are_counted_by_step_as_in_the_file() throws IOException {
        var steps = steps();
        var moved = IntStream.range(0, deals.size())
                .filter(PipelineDealsTest::isMoved)
                .boxed()
                .toList();
        var records = IntStream.range(0, deals.size())
                .mapToObj(index -> Map.of(
                        "name",
                        deals.get(index).getField("opportunity_id"),
                        "pipeline_step_id",
                        steps.get(isMoved(index) ? "Prospecting" : stage(index))))
                .toList();

        var ids = Batches.create(acme, "opportunities", records);
        assertThat(counts(steps).get("Prospecting")).isEqualTo(expected().get("Prospecting") + moved.size());
        moved.forEach(index -> acme.put(
                        "/pipelines/opportunities/%s/move".formatted(ids.get(index)),
                        Map.of("pipeline_step_id", steps.get(stage(index))))
                .expect(200));

        assertThat(ids).hasSize(8800);
        assertThat(moved).hasSizeGreaterThan(250);
        assertThat(counts(steps)).isEqualTo(expected());
        for (var index : moved.subList(0, 10)) {
            assertThat(history(ids.get(index))).containsExactly("Prospecting", stage(index));
        }
    }

    private static String stage(int index) {
        return deals.get(index).getField("deal_stage");
    }

    private static boolean isMoved(int index) {
        return index % MOVED_EVERY == 0 && !stage(index).equals("Prospecting");
    }

    private static Map<String, String> steps() {
        var pipeline = acme.post(
                        "/pipelines",
                        Map.of(
                                "name",
                                "Stages of the file",
                                "object",
                                "opportunities",
                                "steps",
                                List.of(
                                        Map.of("name", "Prospecting"),
                                        Map.of("name", "Engaging"),
                                        Map.of("name", "Won", "outcome", "won"),
                                        Map.of("name", "Lost", "outcome", "lost"))))
                .expect(201);
        var steps = new LinkedHashMap<String, String>();
        pipeline.data()
                .path("steps")
                .forEach(step ->
                        steps.put(step.path("name").asString(), step.path("id").asString()));
        return steps;
    }

    private static List<String> history(String id) {
        return acme.get("/pipelines/opportunities/%s/history".formatted(id))
                .expect(200)
                .data()
                .valueStream()
                .map(stage -> stage.path("step_name").asString())
                .toList();
    }

    private static Map<String, Long> counts(Map<String, String> steps) {
        var counts = new TreeMap<String, Long>();
        steps.forEach((stage, step) -> counts.put(stage, count(step)));
        return counts;
    }

    private static long count(String step) {
        var filter = Map.of("field", "pipeline_step_id", "operator", "equals", "value", step);
        return acme.post(
                        "/records/opportunities/search",
                        Map.of("filters", Map.of("conditions", List.of(filter)), "limit", 1))
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }

    private static Map<String, Long> expected() throws IOException {
        var file = Json.MAPPER.readTree(Files.readString(SharedDataFolder.file(SET + "expected-aggregates.json")));
        var counts = new TreeMap<String, Long>();
        for (var stage : file.path("by_deal_stage").properties()) {
            counts.put(stage.getKey(), stage.getValue().path("count").asLong());
        }
        return counts;
    }
}
