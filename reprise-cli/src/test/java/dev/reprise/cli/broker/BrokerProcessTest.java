package dev.reprise.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
    @TempDir
    Path folder;

    @Test
    void events_outlive_a_kill_and_a_formatting_that_was_cut_short_is_finished() throws Exception {
        BrokerFiles files = new BrokerFiles(folder);
        String clusterId = files.clusterId();
        Files.createDirectories(files.data());
        Files.writeString(files.data().resolve("bootstrap.checkpoint"), "half", StandardCharsets.UTF_8);

        try (ChildBroker broker = new ChildBroker(folder);
                Admin admin = broker.admin()) {
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo(clusterId);
            admin.createTopics(List.of(new NewTopic("posts", 12, (short) 1)))
                    .all()
                    .get();
            write(broker, "hello");
            broker.kill();
        }
        try (ChildBroker broker = new ChildBroker(folder);
                Admin admin = broker.admin()) {
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo(clusterId);
            assertThat(admin.listTopics().names().get()).contains("posts");
            assertThat(read(broker)).isEqualTo("hello");
            assertThatThrownBy(() -> admin.describeTopics(Set.of("unknown"))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void nothing_expires_and_nothing_listens_beyond_this_machine() {
        assertThat(BrokerSettings.text(Path.of("/data"), 1, 2))
                .contains("log.retention.ms=-1")
                .contains("offsets.retention.minutes=2147483647")
                .contains("listeners=PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2")
                .contains("auto.create.topics.enable=false")
                .contains("num.partitions=12");
    }

    @Test
    void a_start_after_a_kill_waits_three_seconds_and_not_nine_for_the_end_of_the_killed_ones_session() {
        assertThat(BrokerSettings.text(Path.of("/data"), 1, 2)).contains("broker.session.timeout.ms=3000");
    }

    private static void write(ChildBroker broker, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("posts", 0, "key", value)).get();
        }
    }

    private static String read(ChildBroker broker) {
        TopicPartition first = new TopicPartition("posts", 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address()), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(first));
            consumer.seekToBeginning(List.of(first));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }
}
