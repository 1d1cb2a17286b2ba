package dev.reprise.query.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventRegistry;
import dev.reprise.query.generations.Database;
import dev.reprise.query.generations.PointerStore;
import dev.reprise.query.generations.UnreadTopics;
import dev.reprise.query.rebuild.RebuildSettings;
import dev.reprise.query.rebuild.Window;
import dev.reprise.query.replays.Plan.Cutover;
import dev.reprise.starter.history.History;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.web.Problem;
import dev.reprise.starter.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.unit.DataSize;

class TruncatedHistoryTest {

    private static final TopicPartition PARTITION = new TopicPartition("comments", 4);
    private static final Plan EVERYTHING = new Plan(Window.WHOLE, Cutover.AUTO, false, 0, false);

    @Test
    void a_history_without_its_first_events_is_not_replayed() throws ExecutionException, InterruptedException {
        TestBroker broker = TestBroker.fresh();
        broker.checkedTopics();
        try (Database database = new Database()) {
            PointerStore pointers = new PointerStore(database.mongo());
            Planning planning = planning(broker, database, pointers);
            truncate(broker);

            assertThatThrownBy(() -> planning.start(EVERYTHING, "ada"))
                    .asInstanceOf(type(ProblemException.class))
                    .extracting(ProblemException::problem)
                    .satisfies(TruncatedHistoryTest::saysWhatIsGone);
            assertThatThrownBy(() -> planning.estimate(EVERYTHING)).isInstanceOf(ProblemException.class);
            assertThat(pointers.read(Instant.EPOCH).candidate()).isNull();
            assertThat(new Replays(database.mongo()).newest(1)).isEmpty();
        } finally {
            broker.stop();
        }
    }

    private static void saysWhatIsGone(Problem problem) {
        assertThat(problem.code()).isEqualTo("history-truncated");
        assertThat(problem.status().value()).isEqualTo(409);
        assertThat(problem.detail()).contains("comments-4 begins at 1").contains("Restore the topics");
    }

    private static void truncate(TestBroker broker) throws ExecutionException, InterruptedException {
        KafkaTemplate<String, byte[]> producer = TestClients.producer(broker.address());
        producer.send(PARTITION.topic(), PARTITION.partition(), "key", new byte[0])
                .get();
        producer.destroy();
        try (Admin admin = broker.admin()) {
            admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }
    }

    private static Planning planning(TestBroker broker, Database database, PointerStore pointers) {
        History history =
                new History(TestClients.consumers(broker.address(), "1"), new EventCodec(EventRegistry.published()));
        RebuildSettings settings = new RebuildSettings(DataSize.ofMegabytes(1), 1, Duration.ofSeconds(5), 1);
        Sample sample = new Sample(history, UnreadTopics.following(database.mongo()), settings, database.mongo());
        return new Planning(
                new Replays(database.mongo()), pointers, new Heads(history), history, sample, Clock.systemUTC());
    }
}
