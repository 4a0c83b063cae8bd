package app.kasar.demo;

import app.kasar.access.Action;
import app.kasar.access.Member;
import app.kasar.problem.Faults;
import app.kasar.records.Change;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Writes families, links and all, as the requests of a client would be. For one snapshot of the schema. */
final class FamilyWriter {
    private final RecordWriter writer;
    private final Change change;
    private final List<Member> team;
    private final Map<String, UUID> tags;
    private final Stages stages;

    FamilyWriter(RecordWriter writer, Change change, List<Member> team, Map<String, UUID> tags) {
        this.writer = writer;
        this.change = change;
        this.team = List.copyOf(team);
        this.tags = Map.copyOf(tags);
        this.stages = new Stages(change.schema());
    }

    void write(List<Family> families) {
        var companies = companies(families);
        create("companies", companies);
        var people = new ArrayList<List<RecordInput>>();
        for (var index = 0; index < families.size(); index++) {
            people.add(people(families.get(index), companies.get(index).id()));
        }
        createPeople(people.stream().flatMap(List::stream).toList());
        var deals = new ArrayList<RecordInput>();
        for (var index = 0; index < families.size(); index++) {
            deals.addAll(deals(families.get(index), companies.get(index).id(), people.get(index)));
        }
        create("opportunities", deals);
    }

    private List<RecordInput> companies(List<Family> families) {
        var inputs = new ArrayList<RecordInput>();
        for (var family : families) {
            var body = owned(family.company().body(), family);
            if (family.hasParent() && !inputs.isEmpty()) {
                body.put("parent_company_id", inputs.getLast().id().toString());
            }
            addTags(body, family.company().tags());
            inputs.add(read("companies", body));
        }
        return inputs;
    }

    private List<RecordInput> people(Family family, UUID company) {
        return family.people().stream()
                .map(person -> {
                    var body = owned(person.body(), family).put("company_id", company.toString());
                    addTags(body, person.tags());
                    return read("contacts", body);
                })
                .toList();
    }

    private List<RecordInput> deals(Family family, UUID company, List<RecordInput> people) {
        return family.deals().stream()
                .map(deal -> {
                    var body = owned(stages.placed(deal), family).put("company_id", company.toString());
                    var contacts = body.putArray("contacts");
                    deal.people()
                            .forEach(
                                    place -> contacts.add(people.get(place).id().toString()));
                    addTags(body, deal.tags());
                    return read("opportunities", body);
                })
                .toList();
    }

    /** Records with links are written one by one, so those without go first, all at once. */
    private void createPeople(List<RecordInput> people) {
        var byLinks = people.stream()
                .collect(Collectors.partitioningBy(input -> input.links().isEmpty()));
        create("contacts", Objects.requireNonNull(byLinks.get(true)));
        create("contacts", Objects.requireNonNull(byLinks.get(false)));
    }

    private ObjectNode owned(ObjectNode body, Family family) {
        return body.deepCopy().put("owner_id", team.get(family.owner()).id().toString());
    }

    private void addTags(ObjectNode body, List<String> names) {
        if (!names.isEmpty()) {
            var array = body.putArray("tags");
            names.forEach(
                    name -> array.add(Objects.requireNonNull(tags.get(name)).toString()));
        }
    }

    private RecordInput read(String object, ObjectNode body) {
        var faults = new Faults();
        var schema = change.schema();
        var input = new RecordInputReader(schema.object(object, Action.CREATE), schema).forCreate(body, faults);
        faults.throwIfAny();
        return input;
    }

    private void create(String object, List<RecordInput> inputs) {
        var write = new Write(change.schema().object(object, Action.CREATE), change, List.of());
        writer.create(write, inputs).forEach(Outcome::orThrow);
    }
}
