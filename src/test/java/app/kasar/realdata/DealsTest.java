package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 85 accounts and 8,800 deals of a sales team, with custom fields. */
class DealsTest {
    private static final String SET = "crm-maven-opportunities/";

    private static RunningKasar kasar;
    private static Client acme;
    private static List<NamedCsvRecord> accounts;
    private static List<NamedCsvRecord> deals;

    @BeforeAll
    static void load() {
        accounts = CsvFile.rows(SET + "accounts.csv");
        deals = CsvFile.rows(SET + "sales_pipeline.csv");
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        addFields();
        var companies = companies();
        Batches.create(
                acme,
                "opportunities",
                deals.stream().map(deal -> opportunity(deal, companies)).toList());
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
    }

    private static void addFields() {
        field(Map.of("name", "deal_code", "label", "Deal", "type", "TEXT", "isUnique", true));
        field(Map.of("name", "sales_agent", "label", "Agent", "type", "TEXT", "isIndexed", true));
        field(Map.of("name", "product", "label", "Product", "type", "TEXT"));
        var stages = List.of("Prospecting", "Engaging", "Won", "Lost");
        field(Map.of("name", "deal_stage", "label", "Stage", "type", "SELECT", "options", stages, "isIndexed", true));
        field(Map.of("name", "engage_date", "label", "Engaged", "type", "DATE", "isIndexed", true));
    }

    private static void field(Map<String, Object> field) {
        acme.post("/schema/opportunities/fields", field).expect(201);
    }

    private static Map<String, String> companies() {
        var records = accounts.stream()
                .map(account -> Map.of(
                        "name", account.getField("account"),
                        "industry", account.getField("sector"),
                        "employee_count", Integer.parseInt(account.getField("employees"))))
                .toList();
        var ids = Batches.create(acme, "companies", records);
        var byName = new HashMap<String, String>();
        for (var index = 0; index < ids.size(); index++) {
            byName.put(accounts.get(index).getField("account"), ids.get(index));
        }
        return byName;
    }

    private static Map<String, Object> opportunity(NamedCsvRecord deal, Map<String, String> companies) {
        var record = new LinkedHashMap<String, Object>();
        record.put("name", deal.getField("product") + " " + deal.getField("opportunity_id"));
        record.put("deal_code", deal.getField("opportunity_id"));
        record.put("sales_agent", deal.getField("sales_agent"));
        record.put("product", deal.getField("product"));
        record.put("deal_stage", deal.getField("deal_stage"));
        putUnlessEmpty(record, "engage_date", deal.getField("engage_date"));
        putUnlessEmpty(record, "expected_close_date", deal.getField("close_date"));
        putUnlessEmpty(record, "amount", deal.getField("close_value"));
        if (!deal.getField("account").isEmpty()) {
            record.put("company_id", companies.get(deal.getField("account")));
        }
        return record;
    }

    private static void putUnlessEmpty(Map<String, Object> record, String key, String value) {
        if (!value.isEmpty()) {
            record.put(key, value);
        }
    }

    private static long total(String field, String operator, Object value) {
        var filter = Map.of("field", field, "operator", operator, "value", value);
        return acme.post(
                        "/records/opportunities/search",
                        Map.of("filters", Map.of("conditions", List.of(filter)), "limit", 1))
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }

    private static long inFile(Predicate<NamedCsvRecord> wanted) {
        return deals.stream().filter(wanted).count();
    }

    @Test
    void counts_by_stage_are_those_published_with_the_set() throws IOException {
        var expected = Json.MAPPER.readTree(Files.readString(SharedDataFolder.file(SET + "expected-aggregates.json")));
        for (var stage : List.of("Prospecting", "Engaging", "Won", "Lost")) {
            assertThat(total("deal_stage", "equals", stage))
                    .as(stage)
                    .isEqualTo(expected.path("by_deal_stage")
                            .path(stage)
                            .path("count")
                            .asLong());
        }
    }

    @Test
    void filters_find_as_many_deals_as_the_file_holds() {
        assertThat(total("sales_agent", "equals", "Darcel Schlecht"))
                .isEqualTo(inFile(deal -> deal.getField("sales_agent").equals("Darcel Schlecht")));
        assertThat(total("sales_agent", "in", List.of("Darcel Schlecht", "Moses Frase")))
                .isEqualTo(inFile(deal -> deal.getField("sales_agent").equals("Darcel Schlecht")
                        || deal.getField("sales_agent").equals("Moses Frase")));
        assertThat(total("product", "contains", "gtx"))
                .isEqualTo(inFile(deal -> deal.getField("product").contains("GTX")));
        assertThat(total("amount", "between", List.of(1000, 2000)))
                .isEqualTo(inFile(deal -> !deal.getField("close_value").isEmpty()
                        && Integer.parseInt(deal.getField("close_value")) >= 1000
                        && Integer.parseInt(deal.getField("close_value")) <= 2000));
        assertThat(total("engage_date", "date_before", "2017-01-01"))
                .isEqualTo(inFile(deal -> !deal.getField("engage_date").isEmpty()
                        && deal.getField("engage_date").compareTo("2017-01-01") < 0));
        assertThat(total("amount", "not_equals", 0))
                .isEqualTo(inFile(deal -> !deal.getField("close_value").equals("0")));
    }

    @Test
    void filters_follow_the_relation_to_the_account() {
        assertThat(total("company", "is_null", ""))
                .isEqualTo(inFile(deal -> deal.getField("account").isEmpty()));
        assertThat(total("company.name", "equals", "Cancity"))
                .isEqualTo(inFile(deal -> deal.getField("account").equals("Cancity")));
        var medical = accounts.stream()
                .filter(account -> account.getField("sector").equals("medical"))
                .map(account -> account.getField("account"))
                .collect(Collectors.toSet());
        assertThat(total("company.industry", "equals", "medical"))
                .isEqualTo(inFile(deal -> medical.contains(deal.getField("account"))));
        assertThat(total("company.industry", "not_equals", "medical"))
                .isEqualTo(inFile(deal -> !medical.contains(deal.getField("account"))));
    }

    @Test
    void a_walk_through_all_pages_meets_every_deal_once_in_order() {
        var codes = new ArrayList<String>();
        var amounts = new ArrayList<Integer>();
        String cursor = null;
        do {
            var query = new LinkedHashMap<String, String>(
                    Map.of("limit", "100", "sort_by", "amount", "sort_dir", "desc", "fields", "deal_code,amount"));
            if (cursor != null) {
                query.put("cursor", cursor);
            }
            var page = acme.get("/records/opportunities", query).expect(200);
            assertThat(page.body().path("total").asLong()).isEqualTo(deals.size());
            page.data().forEach(deal -> {
                codes.add(deal.path("deal_code").asString());
                amounts.add(
                        deal.path("amount").isNull()
                                ? null
                                : deal.path("amount").asInt());
            });
            cursor = page.body().path("nextCursor").stringValue(null);
        } while (cursor != null);

        assertThat(new HashSet<>(codes)).hasSize(deals.size()).hasSize(codes.size());
        var present = amounts.stream().filter(java.util.Objects::nonNull).toList();
        assertThat(present).isSortedAccordingTo((one, other) -> Integer.compare(other, one));
        assertThat(amounts.subList(present.size(), amounts.size())).containsOnlyNulls();
    }
}
