package dev.reprise.starter.parts;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Topic;
import dev.reprise.starter.topics.TopicGuard;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;

/// A Kafka broker in this JVM, one for all tests, with the topics as [TopicGuard] makes
/// them. Tests tell their events from those of others by their keys. It may be stopped and started again on the same
/// address with what it held.
public final class TestBroker {

    private static final TestBroker SHARED = new TestBroker();
    private static final EventCodec CODEC = new EventCodec(EventRegistry.published());

    private final String address = "127.0.0.1:" + freePort();
    private final Properties settings = new Properties();
    private KafkaRaftServer server;

    private TestBroker() {
        String controller = "127.0.0.1:" + freePort();
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "broker-");
            settings.putAll(Map.ofEntries(
                    Map.entry("process.roles", "broker,controller"),
                    Map.entry("node.id", "1"),
                    Map.entry("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller),
                    Map.entry("advertised.listeners", "PLAINTEXT://" + address),
                    Map.entry("controller.listener.names", "CONTROLLER"),
                    Map.entry("controller.quorum.bootstrap.servers", controller),
                    Map.entry("log.dirs", folder.resolve("log").toString()),
                    Map.entry("offsets.topic.num.partitions", "1"),
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                    Map.entry("share.coordinator.state.topic.min.isr", "1"),
                    Map.entry("group.initial.rebalance.delay.ms", "0"),
                    Map.entry("group.min.session.timeout.ms", "1000"),
                    Map.entry("auto.create.topics.enable", "false"),
                    Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                    Map.entry("allow.everyone.if.no.acl.found", "true"),
                    Map.entry("log.cleaner.enable", "false")));
            Path file = folder.resolve("server.properties");
            try (var writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
            String cluster = Uuid.randomUuid().toString();
            StorageTool.execute(
                    new String[] {"format", "-t", cluster, "-c", file.toString(), "--standalone"},
                    new PrintStream(PrintStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = started();
    }

    /// A broker of a test's own, for what others would suffer from.
    public static TestBroker fresh() {
        return new TestBroker();
    }

    /// The running broker.
    public static TestBroker shared() {
        return SHARED;
    }

    public String address() {
        return address;
    }

    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    public void startAgain() {
        server = started();
    }

    private KafkaRaftServer started() {
        KafkaRaftServer started = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        started.startup();
        return started;
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address));
    }

    /// All topics, created by the service's own check.
    public TopicGuard checkedTopics() {
        var guard = new TopicGuard(
                Map.of("bootstrap.servers", address),
                () -> EnumSet.of(Topic.POSTS, Topic.COMMENTS, Topic.TASKS),
                _ -> List.of());
        guard.start();
        return guard;
    }

    /// What stands on `topic` under `key` at this moment, in its order, duplicates included.
    public List<EventEnvelope> events(Topic topic, UUID key) {
        return events(topic, Set.of(key));
    }

    /// The same for several keys, each one's in its order.
    public List<EventEnvelope> events(Topic topic, Set<UUID> keys) {
        Set<String> wanted = keys.stream().map(UUID::toString).collect(Collectors.toSet());
        List<EventEnvelope> found = new ArrayList<>();
        Map<String, Object> reading = Map.of("bootstrap.servers", address, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic.wireName(), partition))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> read : consumer.poll(Duration.ofMillis(100))) {
                    if (wanted.contains(read.key())) {
                        found.add(CODEC.decode(read));
                    }
                }
            }
        }
        return found;
    }

    /// A port on which nobody listens.
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
