package dev.reprise.cli.launch;

import dev.reprise.cli.broker.BrokerProcess;
import dev.reprise.cli.host.Ports;
import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import dev.reprise.cli.store.StoreProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Starts parts. Their output goes to their log files, they hear neither the terminal's Ctrl-C nor its closing, and
/// they live on without this process.
///
/// @param home the project's root, where the services' jars are
/// @param state where parts keep their data and logs
/// @param caches what services are started with
public record Parts(Path home, StateFolder state, Caches caches) {
    public static final String STORE = "store";
    public static final String BROKER = "broker";

    private static final int BROKER_PORT = 9092;
    private static final int BROKER_HEAP_MIB = 224;
    private static final int STORE_HEAP_MIB = 224;
    private static final int SERVICE_HEAP_MIB = 192;
    private static final int RESTORE_HEAP_MIB = 512;
    private static final int ASIDE = 10_000;
    private static final long LARGE_LOG_BYTES = 20L << 20;

    /// Services are started with a cache when there is one that fits.
    public Parts(Path home, StateFolder state) {
        this(home, state, Caches.USED);
    }

    /// The names of all parts; a later one may need an earlier one.
    public static List<String> names() {
        return Stream.concat(Stream.of(STORE, BROKER), Service.ALL.stream().map(Service::module))
                .toList();
    }

    /// Does what takes a while and can be done before a part is started: unpacks a service's jar. May run beside
    /// others.
    public void prepare(String name) throws IOException, InterruptedException {
        if (!name.equals(STORE) && !name.equals(BROKER)) {
            ServiceJar.startable(service(name).jar(home));
        }
    }

    /// Starts one part, on the ports it had when the run knows them. The part is not ready yet when this returns.
    public RunningPart start(String name, Run run) throws IOException, InterruptedException {
        return switch (name) {
            case STORE -> startStore(run);
            case BROKER -> startBroker(run);
            default -> startService(service(name), run);
        };
    }

    public static Service service(String name) {
        return Service.ALL.stream()
                .filter(service -> service.module().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No service " + name));
    }

    private RunningPart startStore(Run run) throws IOException {
        Map<String, Integer> ports = run.part(STORE).map(RunningPart::ports).orElseGet(() -> freeStorePorts(run));
        List<String> arguments = new ArrayList<>(List.of(state.store().toString()));
        ports.forEach((database, port) -> arguments.add(database + "=" + port));
        ProcessIdentity process =
                launch(STORE, JavaCommand.ofClass(StoreProcess.class, STORE_HEAP_MIB, arguments), Map.of());
        return part(
                STORE,
                process,
                ports,
                "mongodb://127.0.0.1:" + ports.values().iterator().next());
    }

    private Map<String, Integer> freeStorePorts(Run run) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        Set<Integer> promised = servicePorts(run);
        for (Service service : Service.ALL) {
            int port = Ports.freePort(preferred(service.preferredStorePort()), promised);
            promised.add(port);
            ports.put(service.database(), port);
        }
        return ports;
    }

    /// What services will listen on: nothing that starts before them may take it.
    private static Set<Integer> servicePorts(Run run) {
        Set<Integer> ports = new HashSet<>();
        Service.ALL.forEach(service -> ports.add(service.port() + run.portOffset()));
        return ports;
    }

    /// A system that only writes caches leaves the usual ports to others.
    private int preferred(int port) {
        return caches == Caches.WRITTEN ? port + ASIDE : port;
    }

    private RunningPart startBroker(Run run) throws IOException {
        int port = run.part(BROKER)
                .map(RunningPart::port)
                .orElseGet(() -> Ports.freePort(preferred(BROKER_PORT), servicePorts(run)));
        List<String> arguments = List.of(state.broker().toString(), Integer.toString(port));
        ProcessIdentity process =
                launch(BROKER, JavaCommand.ofClass(BrokerProcess.class, BROKER_HEAP_MIB, arguments), Map.of());
        return part(BROKER, process, Map.of(BROKER, port), "127.0.0.1:" + port);
    }

    private RunningPart startService(Service service, Run run) throws IOException, InterruptedException {
        int port = service.port() + run.portOffset();
        Path jar = ServiceJar.startable(service.jar(home));
        List<String> command = JavaCommand.ofJar(jar, SERVICE_HEAP_MIB, cacheFlags(service, jar));
        ProcessIdentity process = launch(service.module(), command, environment(service, run));
        return part(service.module(), process, Map.of("http", port), "http://127.0.0.1:" + port);
    }

    private List<String> cacheFlags(Service service, Path jar) {
        AotCache cache = AotCache.of(jar, JavaCommand.flags(SERVICE_HEAP_MIB));
        return switch (caches) {
            case USED -> cache.exists() ? cache.use() : List.of();
            case IGNORED -> List.of();
            case WRITTEN -> AotCache.write(written(service));
        };
    }

    private Path written(Service service) {
        return state.path().resolve(service.module() + ".aot");
    }

    /// Whether there is a cache for this service as it is built now, this JVM and the flags it is started with; also
    /// when it is not there to be started, or is no Spring Boot service and starts well without.
    public boolean needsNoCache(Service service) throws IOException {
        Optional<Path> jar = ServiceJar.unpacked(service.jar(home));
        return jar.isEmpty()
                || AotCache.of(jar.get(), JavaCommand.flags(SERVICE_HEAP_MIB)).exists();
    }

    /// Takes the cache that a service wrote which was started with [Caches#WRITTEN] and has ended since.
    ///
    /// @throws IOException also when it wrote none
    public void takeCache(Service service) throws IOException {
        AotCache.of(ServiceJar.startable(service.jar(home)), JavaCommand.flags(SERVICE_HEAP_MIB))
                .take(written(service));
    }

    private static Map<String, String> environment(Service service, Run run) {
        int broker = run.part(BROKER).orElseThrow().port();
        int store = Objects.requireNonNull(run.part(STORE).orElseThrow().ports().get(service.database()));
        return Map.of(
                "SERVER_PORT",
                Integer.toString(service.port() + run.portOffset()),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + broker,
                "SPRING_MONGODB_URI",
                "mongodb://127.0.0.1:" + store + "/" + service.database());
    }

    /// Starts a service that restores its database and ends: a child of this process, with more memory than it has
    /// when it serves. It tells how far it is on its standard output; what it logs goes to the service's log.
    ///
    /// @param run has the broker and the store
    /// @param replace whether a database that is not empty is deleted
    public Process startRestore(String name, Run run, boolean replace) throws IOException {
        Service service = service(name);
        List<String> command = JavaCommand.ofJar(ServiceJar.startable(service.jar(home)), RESTORE_HEAP_MIB);
        command.add("--reprise.restore=" + (replace ? "replace" : "empty"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(state.path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.appendTo(logFile(name)));
        builder.environment().putAll(environment(service, run));
        return builder.start();
    }

    private RunningPart part(String name, ProcessIdentity process, Map<String, Integer> ports, String url) {
        return new RunningPart(name, process, ports, url, state.log(name).toString());
    }

    private ProcessIdentity launch(String name, List<String> java, Map<String, String> environment) throws IOException {
        // Ignored signals stay ignored across exec, and HotSpot leaves them so.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.addAll(java);
        File log = logFile(name);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(state.path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(environment);
        return ProcessIdentity.of(builder.start().toHandle());
    }

    /// Logs go on across starts; a large one is put aside, and the one before it forgotten.
    private File logFile(String name) throws IOException {
        Path log = state.log(name);
        if (Files.exists(log) && Files.size(log) > LARGE_LOG_BYTES) {
            Files.move(log, log.resolveSibling(name + ".old.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log.toFile();
    }
}
