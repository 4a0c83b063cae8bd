package app.kasar.server;

import app.kasar.accounts.AccountRoutes;
import app.kasar.accounts.ObjectNames;
import app.kasar.accounts.UserRoutes;
import app.kasar.activity.Activity;
import app.kasar.activity.ActivityRoutes;
import app.kasar.aggregate.AggregateRoutes;
import app.kasar.aggregate.Aggregates;
import app.kasar.bulk.Bulk;
import app.kasar.bulk.BulkRoutes;
import app.kasar.db.Database;
import app.kasar.duplicates.DuplicateChecks;
import app.kasar.duplicates.DuplicateRoutes;
import app.kasar.duplicates.Duplicates;
import app.kasar.duplicates.Merges;
import app.kasar.http.Route;
import app.kasar.inbox.Inbox;
import app.kasar.inbox.InboxRoutes;
import app.kasar.inbox.MailboxRoutes;
import app.kasar.interactions.InteractionRoutes;
import app.kasar.interactions.Interactions;
import app.kasar.jobs.JobRoutes;
import app.kasar.jobs.Jobs;
import app.kasar.notes.NoteRoutes;
import app.kasar.notes.Notes;
import app.kasar.notifications.NotificationRoutes;
import app.kasar.notifications.Notifications;
import app.kasar.pipelines.PipelineRoutes;
import app.kasar.pipelines.Pipelines;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.ListRequest;
import app.kasar.records.AssociationRoutes;
import app.kasar.records.Associations;
import app.kasar.records.BatchRoutes;
import app.kasar.records.Batches;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordRoutes;
import app.kasar.records.RecordWriter;
import app.kasar.schema.PipelineChanges;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SchemaChanges;
import app.kasar.schema.SchemaRoutes;
import app.kasar.search.Search;
import app.kasar.search.SearchRoutes;
import app.kasar.tasks.TaskRoutes;
import app.kasar.tasks.Tasks;
import app.kasar.transfer.ExportRoutes;
import app.kasar.transfer.Exports;
import app.kasar.transfer.imports.ImportRoutes;
import app.kasar.transfer.imports.Imports;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The routes of every feature, made of their parts. */
final class FeatureRoutes {
    private final Database database;
    private final InstantSource clock;
    private final SchemaCache schemas;
    private final RecordReader reader;
    private final RecordWriter writer;

    FeatureRoutes(Database database, InstantSource clock, SchemaCache schemas) {
        this.database = database;
        this.clock = clock;
        this.schemas = schemas;
        this.reader = new RecordReader(database);
        this.writer = new RecordWriter(database);
    }

    /** Parts that others work with too. */
    record Shared(Jobs jobs, Imports imports, Exports exports, Inbox inbox, ObjectNames objectNames) {}

    List<Route> all(Shared shared) {
        return Stream.of(
                        records(),
                        analysis(),
                        moving(shared),
                        collaboration(shared.inbox()),
                        administration(shared.objectNames()))
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> records() {
        var routes = new ArrayList<Route>();
        routes.addAll(new RecordRoutes(schemas, reader, writer, clock).routes());
        routes.addAll(new BatchRoutes(schemas, new Batches(database, writer), new DuplicateChecks(database)::of, clock)
                .routes());
        routes.addAll(new AssociationRoutes(schemas, new Associations(database, writer), clock).routes());
        routes.addAll(pipelines().routes());
        return routes;
    }

    private PipelineRoutes pipelines() {
        return new PipelineRoutes(
                schemas, new Pipelines(database, writer), new PipelineChanges(database, schemas), clock);
    }

    private List<Route> analysis() {
        var routes = new ArrayList<Route>();
        routes.addAll(new AggregateRoutes(schemas, new Aggregates(database)).routes());
        routes.addAll(new SearchRoutes(schemas, new Search(database)).routes());
        routes.addAll(new ActivityRoutes(schemas, new Activity(database, reader)).routes());
        return routes;
    }

    private List<Route> moving(Shared shared) {
        var routes = new ArrayList<Route>();
        routes.addAll(new BulkRoutes(schemas, new Bulk(database, reader, writer, shared.jobs()), clock).routes());
        routes.addAll(new ExportRoutes(schemas, shared.exports()).routes());
        routes.addAll(new JobRoutes(shared.jobs()).routes());
        routes.addAll(new ImportRoutes(shared.imports()).routes());
        var duplicates = new Duplicates(database, reader);
        routes.addAll(new DuplicateRoutes(schemas, duplicates, new Merges(database, writer), reader, clock).routes());
        return routes;
    }

    private List<Route> collaboration(Inbox inbox) {
        var routes = new ArrayList<Route>();
        var notifications = new Notifications(database, reader, writer);
        routes.addAll(new NotificationRoutes(schemas, notifications, reader, clock).routes());
        var notes = new Notes(database, reader, writer, notifications);
        routes.addAll(new NoteRoutes(schemas, notes, reader, clock).routes());
        var tasks = new Tasks(database, reader, writer, notifications);
        routes.addAll(new TaskRoutes(schemas, tasks, reader, clock).routes());
        var interactions = new Interactions(database, reader, writer, inbox.details());
        routes.addAll(new InteractionRoutes(schemas, interactions, clock).routes());
        routes.addAll(new MailboxRoutes(inbox.mailboxes(), clock).routes());
        routes.addAll(new InboxRoutes(schemas, inbox, reader, clock).routes());
        return routes;
    }

    private List<Route> administration(ObjectNames objectNames) {
        var routes = new ArrayList<Route>();
        routes.addAll(new UserRoutes(schemas, reader).routes());
        routes.addAll(new AccountRoutes(database, clock, objectNames).list());
        routes.addAll(new SchemaRoutes(
                        schemas,
                        new SchemaChanges(database, schemas),
                        database,
                        (schema, object) -> reader.total(ListPlanner.plan(ListRequest.EVERYTHING, object, schema)))
                .routes());
        return routes;
    }
}
