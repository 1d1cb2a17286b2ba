package dev.reprise.starter.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.EventCodec;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import dev.reprise.starter.parts.Service;
import dev.reprise.starter.parts.Tasks;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.store.TestStore;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/// A broker that denies a right is seen in health, not in the log alone.
class DeniedTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final TestBroker broker = TestBroker.shared();
    private final TestStore store = TestStore.fresh();
    private final TopicGuard topics = broker.checkedTopics();

    @AfterEach
    void drop() {
        store.close();
    }

    @Test
    void a_service_that_may_not_read_is_down_and_reads_when_it_may_again()
            throws ExecutionException, InterruptedException {
        Set<UUID> heard = ConcurrentHashMap.newKeySet();
        ConsumerLoops loops = new ConsumerLoops(
                List.of(Subscription.perKey(
                        "denied-" + UUID.randomUUID(), Set.of(Topic.TASKS), event -> heard.add(event.subject()))),
                TestClients.consumers(broker.address(), "1"),
                store.mongo(),
                Clock.systemUTC(),
                Tasks.CODEC,
                topics,
                new SimpleMeterRegistry());
        loops.start();
        await().atMost(SOON).until(() -> status(loops).equals(Status.UP));

        denied(
                Topic.TASKS,
                AclOperation.READ,
                () -> await().atMost(SOON).until(() -> status(loops).equals(Status.DOWN)));
        var producer = TestClients.producer(broker.address());
        UUID task = Ids.next();
        producer.send(EventCodec.toRecord(Tasks.encoded(task, 1))).join();
        producer.destroy();

        await().atMost(SOON).until(() -> heard.contains(task));
        await().atMost(SOON).until(() -> status(loops).equals(Status.UP));
        loops.stop();
    }

    @Test
    void a_service_that_may_not_publish_is_down_and_catches_up_when_it_may_again()
            throws ExecutionException, InterruptedException {
        try (Service service = new Service(store.mongo(), topics).start()) {
            List<UUID> written = new ArrayList<>();
            denied(Topic.TASKS, AclOperation.WRITE, () -> {
                written.add(service.write(1));
                await().atMost(SOON)
                        .until(() -> service.relay().health().getStatus().equals(Status.DOWN));
            });

            await().atMost(SOON).until(() -> service.waiting(written.getFirst()) == 0);
            assertThat(service.relay().health().getStatus()).isEqualTo(Status.UP);
        }
    }

    private static Status status(ConsumerLoops loops) {
        return loops.health().getStatus();
    }

    private void denied(Topic topic, AclOperation operation, Runnable meanwhile)
            throws ExecutionException, InterruptedException {
        var denial = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic.wireName(), PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", operation, AclPermissionType.DENY));
        try (var admin = broker.admin()) {
            admin.createAcls(List.of(denial)).all().get();
            try {
                meanwhile.run();
            } finally {
                admin.deleteAcls(List.of(denial.toFilter())).all().get();
            }
        }
    }
}
