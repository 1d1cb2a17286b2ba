package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/// Apache Kafka and MongoDB from their images, and the services' jars as local processes.
///
/// The containers' ports are fixed, because one that is killed and started again has to be found where it was.
final class ContainerSystem implements RunningSystem {

    private static final int KAFKA_PORT = 9092;
    private static final int MONGODB_PORT = 27_017;

    private final Path root;
    private final int portOffset = FreePorts.offset();
    private final Map<String, GenericContainer<?>> containers;
    private final Map<String, ServiceProcess> services = new HashMap<>();

    private ContainerSystem(Path root) {
        this.root = root;
        List<Integer> ports = FreePorts.ports(2);
        KafkaContainer kafka =
                new KafkaContainer(image(root, "kafka")).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.setPortBindings(List.of(ports.getFirst() + ":" + KAFKA_PORT));
        GenericContainer<?> mongodb = new GenericContainer<>(image(root, "mongo"))
                .withExposedPorts(MONGODB_PORT)
                .waitingFor(Wait.forLogMessage("(?i).*waiting for connections.*", 1));
        mongodb.setPortBindings(List.of(ports.getLast() + ":" + MONGODB_PORT));
        containers = Map.of(BROKER, kafka, STORE, mongodb);
    }

    /// @throws IllegalStateException when no Docker engine answers; the suite must not look green without one
    static ContainerSystem start(Path root) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("The profile `containers` needs a Docker engine and none answers. Start"
                    + " one, or run the suite without the profile on the embedded broker and store.");
        }
        ContainerSystem system = new ContainerSystem(root);
        try {
            system.containers.values().forEach(GenericContainer::start);
            system.startWhatIsMissing();
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    /// The images that docker-compose.yml runs.
    private static String image(Path root, String container) {
        try {
            return YamlNode.parse(Files.readString(root.resolve("docker-compose.yml")))
                    .at("services", container, "image")
                    .text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url(String service) {
        return "http://127.0.0.1:" + port(service);
    }

    private int port(String service) {
        return 4000 + SERVICES.indexOf(service) + portOffset;
    }

    @Override
    public String bootstrapServers() {
        return address(BROKER, KAFKA_PORT);
    }

    @Override
    public String storeUri(String service) {
        return "mongodb://" + address(STORE, MONGODB_PORT) + "/" + RunningSystem.databaseOf(service);
    }

    private String address(String part, int port) {
        GenericContainer<?> container = container(part);
        return container.getHost() + ":" + container.getMappedPort(port);
    }

    private GenericContainer<?> container(String part) {
        GenericContainer<?> container = containers.get(part);
        if (container == null) {
            throw new IllegalArgumentException(part + " is no container");
        }
        return container;
    }

    @Override
    public void kill(String part) {
        ServiceProcess service = services.get(part);
        if (service != null) {
            service.kill();
        } else {
            GenericContainer<?> container = container(part);
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
            patiently().until(() -> !container.isRunning());
        }
    }

    @Override
    public long pid(String service) {
        ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalStateException(service + " does not run");
        }
        return process.process().pid();
    }

    @Override
    public void startWhatIsMissing() {
        containers.values().stream()
                .filter(container -> !container.isRunning())
                .forEach(container -> container
                        .getDockerClient()
                        .startContainerCmd(container.getContainerId())
                        .exec());
        SERVICES.stream().filter(service -> !isAlive(service)).forEach(this::startService);
        SERVICES.forEach(service -> patiently().until(() -> isReady(service)));
    }

    private boolean isAlive(String service) {
        ServiceProcess process = services.get(service);
        return process != null && process.isAlive();
    }

    private void startService(String service) {
        Map<String, String> environment = Map.of(
                "SERVER_PORT", Integer.toString(port(service)),
                "SERVER_ADDRESS", "127.0.0.1",
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers(),
                "SPRING_MONGODB_URI", storeUri(service));
        services.put(service, ServiceProcess.start(root, service, environment));
    }

    private boolean isReady(String service) {
        if (!isAlive(service)) {
            throw new IllegalStateException(service + " ended while it was starting:\n" + log(service));
        }
        try {
            return Call.get(url(service) + "/actuator/health/readiness").send().status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    @Override
    public String log(String part) {
        ServiceProcess service = services.get(part);
        return service != null ? service.log() : container(part).getLogs();
    }

    @Override
    public void close() {
        services.values().forEach(ServiceProcess::stop);
        containers.values().forEach(GenericContainer::stop);
    }

    /// A service's jar, running.
    private record ServiceProcess(Process process, Path logFile) {

        static ServiceProcess start(Path root, String service, Map<String, String> environment) {
            Path target = root.resolve(service).resolve("target");
            Path logFile = root.resolve("system-tests/target/" + service + ".log");
            ProcessBuilder java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            target.resolve(service + ".jar").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
            java.environment().putAll(environment);
            try {
                return new ServiceProcess(java.start(), logFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean isAlive() {
            return process.isAlive();
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }

        void stop() {
            process.destroy();
            process.onExit().join();
        }

        String log() {
            try {
                return Files.readString(logFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
