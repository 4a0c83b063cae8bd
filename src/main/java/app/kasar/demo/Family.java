package app.kasar.demo;

import app.kasar.schema.Pipeline;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A company with its people and deals, not yet written: links are places in these lists, owners places in the team.
 *
 * @param domain the company's, by which it is known in the organization
 * @param hasParent whether the company belongs to the one before it, where that is written with it
 */
record Family(String domain, int owner, boolean hasParent, Company company, List<Person> people, List<Deal> deals) {
    Family {
        people = List.copyOf(people);
        deals = List.copyOf(deals);
    }

    /** @param body the fields as a request would send them */
    record Company(ObjectNode body, List<String> tags) {}

    /** @param body the fields as a request would send them */
    record Person(ObjectNode body, List<String> tags) {}

    /**
     * @param body the fields as a request would send them, but for those that follow from its place in the pipeline
     * @param progress how far an open deal has come, from 0 to 1
     * @param people places of its contacts in the family
     */
    record Deal(ObjectNode body, Pipeline.Outcome outcome, double progress, List<Integer> people, List<String> tags) {}
}
