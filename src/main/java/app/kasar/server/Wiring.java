package app.kasar.server;

import app.kasar.access.Actor;
import app.kasar.access.Authentication;
import app.kasar.access.CorsOrigins;
import app.kasar.access.LastUses;
import app.kasar.access.OrganizationEpoch;
import app.kasar.accounts.Administration;
import app.kasar.accounts.ObjectNames;
import app.kasar.accounts.OrganizationSettings;
import app.kasar.accounts.Organizations;
import app.kasar.bulk.BulkWork;
import app.kasar.db.Database;
import app.kasar.db.Migrations;
import app.kasar.demo.Demo;
import app.kasar.demo.DemoData;
import app.kasar.demo.DemoOrganization;
import app.kasar.http.ApiServer;
import app.kasar.http.Authenticator;
import app.kasar.http.Platform;
import app.kasar.http.Route;
import app.kasar.http.ServerSettings;
import app.kasar.inbox.Inbox;
import app.kasar.inbox.SecretKeys;
import app.kasar.jobs.JobScheduler;
import app.kasar.jobs.Jobs;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.reference.ReferenceRoutes;
import app.kasar.schema.BuiltInObjects;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SystemObjects;
import app.kasar.transfer.Exports;
import app.kasar.transfer.imports.ImportWork;
import app.kasar.transfer.imports.Imports;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one composition root: every part is made here, once, and given what it needs. */
public final class Wiring {
    private final HikariDataSource pool;
    private final Database database;
    private final InstantSource clock;
    private final SchemaCache schemas;
    private final Inbox inbox;
    private final Jobs jobs;

    /** @param keys for what users entrust the server with */
    public Wiring(HikariDataSource pool, Database database, InstantSource clock, SecretKeys keys) {
        this.pool = pool;
        this.database = database;
        this.clock = clock;
        this.schemas = new SchemaCache(database);
        this.jobs = new Jobs(database, clock);
        this.inbox = new Inbox(database, schemas, clock, keys);
    }

    /** Parts that keep nobody's secrets. */
    public Wiring(HikariDataSource pool, Database database, InstantSource clock) {
        this(pool, database, clock, KeyFile.NONE);
    }

    /** Starts a server on the session's database. */
    public static RunningServer start(Settings settings, DatabaseSession session) {
        var keys = KeyFile.of(settings);
        return new Wiring(session.pool(), session.database(), InstantSource.system(), keys)
                .start(serverSettings(settings), Duration.ofDays(settings.jobDays()));
    }

    /** What the administrative commands work with. */
    public static Administration administration(DatabaseSession session) {
        return of(session).administration();
    }

    /** What the commands that show Kasar work with. */
    public static Demo demo(DatabaseSession session) {
        return of(session).demo();
    }

    /** What the command that imports files works with. */
    public static FileImports fileImports(DatabaseSession session) {
        var wiring = of(session);
        return new FileImports(
                wiring.administration(), wiring.imports(), wiring.jobs, wiring.schemas, wiring::startJobs);
    }

    /** The parts on a session's database. */
    public static Wiring of(DatabaseSession session) {
        return new Wiring(session.pool(), session.database(), InstantSource.system());
    }

    public Administration administration() {
        var newSchema = new Organizations.NewSchema(
                schema -> Migrations.organization(pool, schema),
                schema -> new BuiltInObjects(database).install(schema));
        return Administration.of(database, clock, newSchema, objectNames());
    }

    public Demo demo() {
        var accounts = administration();
        var data = new DemoData(database, accounts, schemas, clock);
        return new Demo(data, new DemoOrganization(accounts, new OrganizationSettings(database), data, clock));
    }

    /** Tells who a token's owner is, without keeping that it was used. */
    public Actor authenticate(String token) {
        return new Authentication(database, clock, new LastUses(database)).authenticate(token);
    }

    public SchemaCache schemas() {
        return schemas;
    }

    /** Half of the connections at most are held by exports, however slowly their readers read. */
    public Exports exports() {
        return new Exports(database, new RecordReader(database), Math.max(1, pool.getMaximumPoolSize() / 2));
    }

    /** Every route of the API. */
    public List<Route> routes() {
        var features = features();
        return all(features, reference(features));
    }

    private List<Route> features() {
        var shared = new FeatureRoutes.Shared(jobs, imports(), exports(), inbox, objectNames());
        return new FeatureRoutes(database, clock, schemas).all(shared);
    }

    private static List<Route> all(List<Route> features, ReferenceRoutes reference) {
        return Stream.concat(features.stream(), reference.routes().stream()).toList();
    }

    private Imports imports() {
        return new Imports(database, schemas, new RecordWriter(database), jobs, clock);
    }

    private JobScheduler startJobs() {
        var writer = new RecordWriter(database);
        var imports = new ImportWork(database, schemas, writer, clock);
        var bulk = new BulkWork(database, schemas, new RecordReader(database), writer, clock);
        return JobScheduler.start(pool, database, clock, jobs, List.of(imports, bulk));
    }

    private ReferenceRoutes reference(List<Route> routes) {
        var version = Wiring.class.getPackage().getImplementationVersion();
        return new ReferenceRoutes(
                schemas, new OrganizationEpoch(database), routes, version == null ? "unbuilt" : version);
    }

    private ObjectNames objectNames() {
        return organization -> fieldNames(organization.schemaName());
    }

    private Map<String, Set<String>> fieldNames(String schemaName) {
        return Stream.concat(schemas.current(schemaName).objects().values().stream(), SystemObjects.WITH_LINKS.stream())
                .collect(Collectors.toMap(
                        ObjectSchema::name,
                        object -> object.fields().stream()
                                .map(FieldDefinition::name)
                                .collect(Collectors.toUnmodifiableSet())));
    }

    /** Starts a server that listens as these settings say. */
    public RunningServer start(ServerSettings settings) {
        return start(settings, Duration.ofDays(KnownSettings.DEFAULT_JOB_DAYS));
    }

    private RunningServer start(ServerSettings settings, Duration jobsKept) {
        var lastUses = new LastUses(database);
        var authentication = new Authentication(database, clock, lastUses);
        var metrics = metrics();
        var features = features();
        var reference = reference(features);
        var api = ApiServer.start(
                settings,
                all(features, reference),
                authenticator(authentication),
                new CorsOrigins(database, clock)::isAllowed,
                new Platform(database, metrics, clock, reference.pages()));
        lastUses.start();
        var parts = new BackgroundWork.Parts(
                inbox.sync(),
                this::startJobs,
                () -> administration().organizations().list());
        return new Running(api, lastUses, BackgroundWork.start(parts, database, schemas, clock, jobsKept));
    }

    private PrometheusMeterRegistry metrics() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        pool.setMetricRegistry(registry);
        return registry;
    }

    private static Authenticator authenticator(Authentication authentication) {
        return new Authenticator() {
            @Override
            public Actor authenticate(String bearerToken) {
                return authentication.authenticate(bearerToken);
            }

            @Override
            public void forget(Actor actor) {
                authentication.forget(actor);
            }
        };
    }

    private static ServerSettings serverSettings(Settings settings) {
        var listening = settings.listening();
        var tls = listening.tls();
        return new ServerSettings(
                listening.host(),
                listening.port(),
                tls == null ? null : new ServerSettings.TlsFiles(tls.certificate(), tls.key()),
                listening.trustProxy(),
                settings.rateLimit());
    }

    private record Running(ApiServer api, LastUses lastUses, BackgroundWork work) implements RunningServer {
        @Override
        public URI address() {
            return api.address();
        }

        @Override
        public void close() {
            api.close();
            work.close();
            lastUses.close();
        }
    }
}
