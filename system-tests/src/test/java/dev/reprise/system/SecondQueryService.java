package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;

import dev.reprise.events.Topic;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;

/// One more instance of query-service, on the broker and the database that the running system's has.
final class SecondQueryService implements AutoCloseable {

    private static final int READ_TOPICS = 3;

    private final RunningSystem system;
    private final Process process;
    private final int port;

    private SecondQueryService(RunningSystem system, Process process, int port) {
        this.system = system;
        this.process = process;
        this.port = port;
    }

    static SecondQueryService start(RunningSystem system) {
        Path root = Path.of(System.getProperty("reprise.root", ".."))
                .toAbsolutePath()
                .normalize();
        int port = FreePorts.port();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        root.resolve("query-service/target/query-service.jar").toString()))
                .redirectErrorStream(true)
                .redirectOutput(new File("target/second-query-service.log"));
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT",
                        Integer.toString(port),
                        "SERVER_ADDRESS",
                        "127.0.0.1",
                        "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                        system.bootstrapServers(),
                        "SPRING_MONGODB_URI",
                        system.storeUri(RunningSystem.QUERY)));
        try {
            SecondQueryService started = new SecondQueryService(system, builder.start(), port);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        patiently().until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended; target/second-query-service.log says why");
            }
            try {
                return Call.get(url() + "/actuator/health/readiness").send().status() == 200;
            } catch (UncheckedIOException notYet) {
                return false;
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// Ends it, and returns once its partitions are read by others: they are nobody's until its session has timed out,
    /// as those of any instance that may be back in a moment.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()))) {
            patiently().until(() -> groups(admin).stream().noneMatch(this::isLeft));
        }
    }

    /// The groups of query-service that anybody is in.
    private static List<ConsumerGroupDescription> groups(Admin admin) throws ExecutionException, InterruptedException {
        List<String> names = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .filter(name -> name.startsWith(RunningSystem.QUERY))
                .toList();
        return admin.describeConsumerGroups(names).all().get().values().stream()
                .filter(group -> !group.members().isEmpty())
                .toList();
    }

    private boolean isLeft(ConsumerGroupDescription group) {
        boolean isMember = group.members().stream()
                .anyMatch(member -> member.groupInstanceId().orElse("").endsWith("-" + port));
        int read = group.members().stream()
                .mapToInt(member -> member.assignment().topicPartitions().size())
                .sum();
        return isMember || read < READ_TOPICS * Topic.PARTITIONS;
    }
}
