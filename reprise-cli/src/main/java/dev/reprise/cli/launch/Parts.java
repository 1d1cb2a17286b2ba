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
import java.util.Set;
import java.util.stream.Stream;

/// Starts parts. Their output goes to their log files, they hear neither the terminal's Ctrl-C nor its closing, and
/// they live on without this process.
///
/// @param home the project's root, where the services' jars are
/// @param state where parts keep their data and logs
public record Parts(Path home, StateFolder state) {
    public static final String STORE = "store";
    public static final String BROKER = "broker";

    private static final int BROKER_PORT = 9092;
    private static final int BROKER_HEAP_MIB = 224;
    private static final int STORE_HEAP_MIB = 224;
    private static final int SERVICE_HEAP_MIB = 192;
    private static final long LARGE_LOG_BYTES = 20L << 20;

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
        Map<String, Integer> ports = run.part(STORE).map(RunningPart::ports).orElseGet(Parts::freeStorePorts);
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

    private static Map<String, Integer> freeStorePorts() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        Set<Integer> promised = new HashSet<>();
        for (Service service : Service.ALL) {
            int port = Ports.freePort(service.preferredStorePort(), promised);
            promised.add(port);
            ports.put(service.database(), port);
        }
        return ports;
    }

    private RunningPart startBroker(Run run) throws IOException {
        int port = run.part(BROKER).map(RunningPart::port).orElseGet(() -> Ports.freePort(BROKER_PORT, Set.of()));
        List<String> arguments = List.of(state.broker().toString(), Integer.toString(port));
        ProcessIdentity process =
                launch(BROKER, JavaCommand.ofClass(BrokerProcess.class, BROKER_HEAP_MIB, arguments), Map.of());
        return part(BROKER, process, Map.of(BROKER, port), "127.0.0.1:" + port);
    }

    private RunningPart startService(Service service, Run run) throws IOException, InterruptedException {
        int port = service.port() + run.portOffset();
        int broker = run.part(BROKER).orElseThrow().port();
        int store = Objects.requireNonNull(run.part(STORE).orElseThrow().ports().get(service.database()));
        Map<String, String> environment = Map.of(
                "SERVER_PORT",
                Integer.toString(port),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + broker,
                "SPRING_MONGODB_URI",
                "mongodb://127.0.0.1:" + store + "/" + service.database());
        Path jar = ServiceJar.startable(service.jar(home));
        ProcessIdentity process = launch(service.module(), JavaCommand.ofJar(jar, SERVICE_HEAP_MIB), environment);
        return part(service.module(), process, Map.of("http", port), "http://127.0.0.1:" + port);
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
