package dev.reprise.starter.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.Topic;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.store.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The topic `moderation` is theirs alone.
class TopicGuardTest {

    private static final String TOPIC = Topic.MODERATION.wireName();
    private static final ConfigResource SETTINGS = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);

    private final TestBroker broker = TestBroker.shared();
    private final Admin admin = broker.admin();
    private final TopicGuard guard = guard(broker.address());

    @AfterEach
    void removeTheTopic() throws ExecutionException, InterruptedException {
        guard.stop();
        removeTopic();
        admin.close();
    }

    private void removeTopic() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(TOPIC)).all().get();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !admin.listTopics().names().get().contains(TOPIC));
    }

    @Test
    void an_absent_topic_is_created_as_a_durable_history() throws ExecutionException, InterruptedException {
        guard.start();

        var topic = admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values();
        assertThat(topic)
                .singleElement()
                .satisfies(created -> assertThat(created.partitions()).hasSize(12));
        var settings = admin.describeConfigs(List.of(SETTINGS))
                .all()
                .get()
                .values()
                .iterator()
                .next();
        assertThat(settings.get("retention.ms").value()).isEqualTo("-1");
        assertThat(settings.get("retention.bytes").value()).isEqualTo("-1");
        assertThat(settings.get("cleanup.policy").value()).isEqualTo("delete");
        assertThat(guard.fault()).isNull();
        assertPasses(guard);
    }

    @Test
    void a_topic_that_is_whole_is_left_as_it_is() throws InterruptedException {
        guard.start();
        TopicGuard second = guard(broker.address());

        second.start();

        assertPasses(second);
    }

    @Test
    void a_wrong_number_of_partitions_is_refused() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(
                        new NewTopic(TOPIC, Optional.of(6), Optional.empty()).configs(Map.of("retention.ms", "-1"))))
                .all()
                .get();

        refused("topic moderation has 6 partitions instead of 12", "recreate it");
    }

    @Test
    void a_retention_time_is_refused() throws ExecutionException, InterruptedException {
        created("retention.ms", "604800000");

        refused("topic moderation has retention.ms=604800000", "set it to -1");
    }

    @Test
    void a_retention_size_is_refused() throws ExecutionException, InterruptedException {
        created("retention.bytes", "1000000");

        refused("topic moderation has retention.bytes=1000000", "set it to -1");
    }

    @Test
    void compaction_is_refused() throws ExecutionException, InterruptedException {
        created("cleanup.policy", "compact");

        refused("topic moderation has cleanup.policy=compact", "set it to delete");
    }

    @Test
    void a_history_without_its_beginning_is_refused() throws ExecutionException, InterruptedException {
        created("retention.ms", "-1");
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.address());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 4, "key", "first")).get();
            producer.send(new ProducerRecord<>(TOPIC, 4, "key", "second")).get();
        }
        admin.deleteRecords(Map.of(new TopicPartition(TOPIC, 4), RecordsToDelete.beforeOffset(1)))
                .all()
                .get();

        refused("partition moderation-4 begins at offset 1 instead of 0", "restore the topic");
    }

    @Test
    void a_topic_that_was_made_anew_is_refused_by_who_knows_the_former_one() throws Exception {
        try (TestStore store = TestStore.fresh()) {
            KnownTopics known = new StoredTopics(store.mongo());
            TopicGuard first = guard(broker.address(), known);
            first.start();
            first.awaitChecked();
            guard(broker.address(), known).start();
            removeTopic();
            created("retention.ms", "-1");

            assertThatThrownBy(guard(broker.address(), known)::start)
                    .isInstanceOf(TopicHistoryException.class)
                    .hasMessageContaining("topic moderation is not the one that this database goes with")
                    .hasMessageContaining("build this service's database anew")
                    .hasMessageContaining("remove the document moderation from the collection known_topics");
            guard.start();
            assertPasses(guard);
        }
    }

    @Test
    void a_broker_that_is_away_does_not_fail_the_start_and_is_waited_for() {
        TopicGuard patient = guard(broker.address());
        FutureTask<Boolean> passed = new FutureTask<>(() -> {
            patient.awaitChecked();
            return true;
        });
        broker.stop();
        try {
            patient.start();
            Thread.ofVirtual().start(passed);
            assertThat(patient.isRunning()).isTrue();
            assertThat(patient.fault()).isNull();
            assertThat(passed.state()).isEqualTo(Future.State.RUNNING);
        } finally {
            broker.startAgain();
        }

        await().atMost(Duration.ofSeconds(30)).until(passed::isDone);
        patient.stop();
    }

    @Test
    void an_address_that_does_not_resolve_is_waited_for_too() throws ExecutionException, InterruptedException {
        created("retention.ms", "-1");
        TopicGuard patient = guard("broker.invalid:9092");

        patient.start();

        assertThat(patient.isRunning()).isTrue();
        assertThat(patient.fault()).isNull();
        patient.stop();
    }

    @Test
    void a_broker_that_refuses_to_answer_is_a_fault_until_it_is_mended()
            throws ExecutionException, InterruptedException {
        created("retention.ms", "-1");
        var denied = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY));
        admin.createAcls(List.of(denied)).all().get();
        try {
            guard.start();

            assertThat(guard.fault()).hasMessageContaining("moderation").hasMessageContaining("DescribeConfigs");
        } finally {
            admin.deleteAcls(List.of(denied.toFilter())).all().get();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> guard.fault() == null);
        assertPasses(guard);
    }

    private void created(String setting, String value) throws ExecutionException, InterruptedException {
        TopicGuard creating = guard(broker.address());
        creating.start();
        creating.awaitChecked(); // or it would go on looking, and create the topic again once it is removed
        creating.stop();
        var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(SETTINGS, List.of(change))).all().get();
    }

    private void refused(String fault, String remedy) {
        assertThatThrownBy(guard::start)
                .isInstanceOf(TopicHistoryException.class)
                .hasMessageContaining(fault)
                .hasMessageContaining(remedy);
    }

    private static void assertPasses(TopicGuard guard) throws InterruptedException {
        FutureTask<Boolean> passed = new FutureTask<>(() -> {
            guard.awaitChecked();
            return true;
        });
        Thread.ofVirtual().start(passed).join(Duration.ofSeconds(5));
        assertThat(passed.isDone()).isTrue();
    }

    private static TopicGuard guard(String address) {
        return guard(address, _ -> List.of());
    }

    private static TopicGuard guard(String address, KnownTopics known) {
        return new TopicGuard(Map.of("bootstrap.servers", address), () -> Set.of(Topic.MODERATION), known);
    }
}
