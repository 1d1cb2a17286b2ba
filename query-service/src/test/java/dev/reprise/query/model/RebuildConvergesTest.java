package dev.reprise.query.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Ids;
import dev.reprise.query.generations.Following;
import dev.reprise.query.model.RandomHistory.Placed;
import dev.reprise.query.rebuild.Pace;
import dev.reprise.query.rebuild.Rebuild;
import dev.reprise.query.rebuild.RebuildProgress;
import dev.reprise.query.rebuild.RebuildSettings;
import dev.reprise.query.rebuild.Window;
import dev.reprise.starter.consumer.Checkpoints;
import dev.reprise.starter.consumer.ConsumerLoops;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.history.History;
import dev.reprise.starter.history.HistoryReader;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.unit.DataSize;

/// Whatever stands on the topics, however little memory there is, and whenever the process dies: a rebuilt generation
/// equals the one that was followed event by event, and a plain fold, document by document. Each history is added to
/// those before it. `-Dreprise.seed=N` runs one seed again.
class RebuildConvergesTest {

    private static final int HISTORIES = 5;
    private static final int EVENTS = 500;

    /// So few that a unit is flushed on its way when memory is short.
    private static final int POLL = 7;
    private static final int FOLLOWED = 2;
    private static final List<TopicPartition> PARTITIONS = History.partitions(Following.TOPICS);
    private static final EventCodec CODEC = new EventCodec(EventRegistry.published());

    private static TestBroker broker;
    private static MongoServer server;
    private static MongoClient client;
    private static MongoTemplate mongo;
    private static History history;
    private static ConsumerLoops loops;
    private static KafkaTemplate<String, byte[]> producer;
    private static PlainFold fold;
    private static int generation;

    @BeforeAll
    static void start() {
        broker = TestBroker.fresh();
        var topics = broker.checkedTopics();
        var consumers = TestClients.consumers(broker.address(), "1");
        server = new MongoServer(new MemoryBackend());
        client = MongoClients.create(server.bindAndGetConnectionString());
        mongo = new MongoTemplate(client, "query");
        history = new History(consumers, CODEC, POLL);
        loops = new ConsumerLoops(
                List.of(), consumers, mongo, Clock.systemUTC(), CODEC, topics, new SimpleMeterRegistry());
        producer = TestClients.producer(broker.address());
        fold = new PlainFold();
        generation = FOLLOWED;
    }

    @AfterAll
    static void stop() {
        producer.destroy();
        client.close();
        server.shutdownNow();
        broker.stop();
    }

    static LongStream seeds() {
        Long seed = Long.getLong("reprise.seed");
        return seed == null ? new Random().longs(HISTORIES) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_rebuilt_generation_equals_the_followed_one_and_a_plain_fold(long seed) throws InterruptedException {
        Random random = new Random(seed);
        publish(new RandomHistory(random, EVENTS));
        follow(random);
        int rebuilt = ++generation;

        Map<TopicPartition, Long> reached = rebuild(rebuilt, random);

        new StoredModel(collections(FOLLOWED)).requireEqual(fold);
        new StoredModel(collections(rebuilt)).requireEqual(fold);
        assertThat(new StoredModel(collections(rebuilt)).documents())
                .isEqualTo(new StoredModel(collections(FOLLOWED)).documents());
        assertThat(reached).isEqualTo(history.ends(PARTITIONS));
        assertThat(checkpoints(rebuilt).load(PARTITIONS)).isEqualTo(history.ends(PARTITIONS));
        collections(rebuilt).drop();
    }

    private static void publish(RandomHistory events) {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (List<Placed> partition : events.partitions()) {
            for (Placed placed : partition) {
                EventEnvelope envelope = new EventEnvelope(
                        Ids.next(), "/test", placed.sequence(), Instant.EPOCH, Ids.next(), null, null, placed.event());
                sent.add(producer.send(EventCodec.toRecord(CODEC.encode(envelope))));
                fold.apply(placed.event(), placed.sequence());
            }
        }
        sent.forEach(CompletableFuture::join);
    }

    /// Applies what is new as the live model does: in small batches, each loaded and stored.
    private static void follow(Random random) {
        ModelStore model = new ModelStore(collections(FOLLOWED));
        Map<TopicPartition, Long> from = checkpoints(FOLLOWED).load(PARTITIONS);
        try (HistoryReader reader = history.read(from, history.ends(PARTITIONS))) {
            while (!reader.isAtEnd()) {
                List<ReceivedEvent> events = reader.next();
                int at = 0;
                while (at < events.size()) {
                    int next = Math.min(events.size(), at + 1 + random.nextInt(60));
                    apply(events.subList(at, next), model);
                    at = next;
                }
            }
            checkpoints(FOLLOWED).save(reader.positions());
        }
    }

    private static void apply(List<ReceivedEvent> batch, ModelStore model) {
        WorkingSet working = model.load(
                batch.stream().map(received -> received.event().data()).toList());
        batch.forEach(received ->
                working.apply(received.event().data(), received.event().sequence(), received.offset()));
        model.store(working);
    }

    /// Rebuilds with little memory, dying now and then between two events or two writes, until it gets through.
    ///
    /// @return the positions it told of
    private static Map<TopicPartition, Long> rebuild(int number, Random random) throws InterruptedException {
        Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();
        int deaths = random.nextInt(4);
        boolean done = false;
        while (!done) {
            int left = deaths-- > 0 ? 1 + random.nextInt(40) : Integer.MAX_VALUE;
            try {
                Duration checkpointEvery = random.nextBoolean() ? Duration.ZERO : Duration.ofHours(1);
                DataSize memory = DataSize.ofKilobytes(1 + random.nextInt(random.nextBoolean() ? 80 : 800));
                rebuild(number, memory, checkpointEvery, new Life(left), reached);
                done = true;
            } catch (Died e) {
                assertThat(left).isLessThan(Integer.MAX_VALUE);
            }
        }
        return new HashMap<>(reached);
    }

    private static void rebuild(
            int number, DataSize memory, Duration checkpointEvery, Life life, Map<TopicPartition, Long> reached)
            throws InterruptedException {
        // Paces ask for readers after every slice of events and every bulk of writes, so that is where a life can end.
        Pace pace = new Pace(0, life::ends, 0.999);
        RebuildSettings settings = new RebuildSettings(memory, 2, checkpointEvery, 1);
        new Rebuild(history, new ModelStore(collections(number)), checkpoints(number), settings, pace)
                .run(history.ends(PARTITIONS), Window.WHOLE, new RebuildProgress() {
                    @Override
                    public void reached(Map<TopicPartition, Long> positions) {
                        reached.putAll(positions);
                    }

                    @Override
                    public void passedOver(long records) {
                        assertThat(records).isZero();
                    }
                });
    }

    private static ModelCollections collections(int number) {
        return ModelCollections.of(mongo, number);
    }

    private static Checkpoints checkpoints(int number) {
        return loops.checkpoints("g" + number);
    }

    /// Ends after a number of steps.
    private static final class Life {
        private int left;

        Life(int left) {
            this.left = left;
        }

        synchronized boolean ends() {
            if (--left <= 0) {
                throw new Died();
            }
            return false;
        }
    }

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
