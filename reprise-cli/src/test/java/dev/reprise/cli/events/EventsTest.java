package dev.reprise.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.cli.Ran;
import dev.reprise.cli.broker.ChildBroker;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Ids;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.Topic;
import dev.reprise.events.TopicCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A broker's process with two posts and a record that is no event.
class EventsTest {
    private static final EventCodec CODEC = new EventCodec(EventRegistry.published());
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static ChildBroker broker;
    private static KafkaProducer<String, byte[]> producer;
    private static final UUID FIRST = Ids.next();
    private static final UUID SECOND = Ids.next();
    private static RecordMetadata noEvent;
    private static RecordMetadata updated;

    @BeforeAll
    static void publish() throws Exception {
        broker = new ChildBroker(folder);
        try (Admin admin = broker.admin()) {
            new TopicCheck(admin).createAbsent(Set.of(Topic.POSTS));
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new StringSerializer(), new ByteArraySerializer());
        send(new PostCreated(FIRST, "a private title", "", "ada", NOON), 1);
        updated = send(new PostUpdated(FIRST, "another", "", NOON), 2);
        noEvent = producer.send(new ProducerRecord<>("posts", FIRST.toString(), "no JSON".getBytes(UTF_8)))
                .get();
        send(new PostCreated(SECOND, "second", "", "bob", NOON), 1);
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void tail_prints_what_is_there_with_masked_payloads() {
        Ran tail = run("tail", "posts", "--no-follow", "--key", FIRST.toString(), "-o", "ndjson");

        assertThat(tail.status()).isZero();
        assertThat(tail.out()).doesNotContain("private", "no JSON");
        List<JsonNode> lines = tail.lines();
        assertThat(lines).hasSize(3);
        JsonNode created = lines.getFirst();
        assertThat(created.path("topic").asString()).isEqualTo("posts");
        assertThat(created.path("partition").asInt()).isEqualTo(updated.partition());
        assertThat(created.path("offset").asLong()).isEqualTo(updated.offset() - 1);
        assertThat(created.path("key").asString()).isEqualTo(FIRST.toString());
        assertThat(created.path("headers").path("ce_type").asString()).isEqualTo("PostCreated.v1");
        assertThat(created.path("headers").path("ce_sequence").asString()).isEqualTo("1");
        assertThat(created.path("data").path("title").asString()).isEqualTo("***");
        assertThat(created.has("noEvent")).isFalse();
    }

    @Test
    void a_record_that_is_no_event_is_shown_as_such() {
        Ran table = run("tail", "posts", "--no-follow");
        Ran shown = run("tail", "posts", "--no-follow", "--show-payload", "-o", "json");

        assertThat(table.out()).contains("posts-" + noEvent.partition() + "@" + noEvent.offset(), "no event: ");
        assertThat(shown.json())
                .filteredOn(record -> record.has("noEvent"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.path("data").asString()).isEqualTo("no JSON");
                    assertThat(record.path("noEvent").path("reason").asString()).isEqualTo("INVALID_ATTRIBUTE");
                });
    }

    @Test
    void filters_and_a_limit_choose() {
        assertThat(run("tail", "posts", "--no-follow", "--type", "PostCreated", "-o", "ndjson")
                        .lines())
                .hasSize(2);
        assertThat(run("tail", "posts", "--no-follow", "--type", "PostUpdated.v1", "-o", "ndjson")
                        .lines())
                .hasSize(1);
        assertThat(run("tail", "posts", "--from", "beginning", "--subject", FIRST.toString(), "-n", "1", "-o", "ndjson")
                        .lines())
                .hasSize(1);
        assertThat(run(
                                "tail",
                                "posts",
                                "--no-follow",
                                "--partition",
                                "" + updated.partition(),
                                "--from",
                                "" + updated.offset(),
                                "--key",
                                FIRST.toString(),
                                "-o",
                                "ndjson")
                        .lines())
                .hasSize(2);
        assertThat(run("tail", "posts", "--no-follow", "--from", "1h", "-o", "ndjson")
                        .lines())
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(run("tail", "posts", "--no-follow", "--from", "2100-01-01T00:00:00Z", "-o", "json")
                        .out()
                        .strip())
                .isEqualTo("[]");
        assertThat(run("tail", "posts", "--no-follow", "--type", "PostRenamed").err())
                .contains("There are: ", "PostDeleted.v1");
    }

    @Test
    void tail_follows_from_the_head() throws Exception {
        UUID deleted = Ids.next();
        FutureTask<Ran> tail = new FutureTask<>(
                () -> run("tail", "posts", "--type", "PostDeleted", "-n", "1", "--show-payload", "-o", "ndjson"));
        Thread.ofVirtual().start(tail);

        AtomicLong sequence = new AtomicLong();
        // Again and again, since nobody tells when it has come to the head.
        await().atMost(SOON).until(() -> {
            send(new PostDeleted(deleted, NOON), sequence.incrementAndGet());
            return tail.isDone();
        });

        assertThat(tail.get().status()).isZero();
        assertThat(tail.get().lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.path("data").path("postId").asString()).isEqualTo(deleted.toString()));
    }

    @Test
    void get_shows_one_event_whole() {
        String partition = Integer.toString(updated.partition());
        String offset = Long.toString(updated.offset());

        Ran json = run("get", "posts", partition, offset, "--show-payload", "-o", "json");
        Ran table = run("get", "posts", partition + "@" + offset);

        assertThat(json.status()).isZero();
        assertThat(json.json().path("data").path("title").asString()).isEqualTo("another");
        assertThat(table.status()).isZero();
        assertThat(table.out())
                .containsPattern("ce_type +PostUpdated.v1")
                .contains("\"***\"")
                .doesNotContain("another");
    }

    @Test
    void an_event_that_is_not_there_is_said_to_be() {
        Ran beyond = run("get", "posts", Integer.toString(updated.partition()), "4711");

        assertThat(beyond.status()).isEqualTo(1);
        assertThat(beyond.err())
                .contains("There is no event at posts-" + updated.partition() + "@4711", "offsets 0 to");
        assertThat(run("get", "posts", "12", "0").err()).contains("There are 0 to 11");
        assertThat(run("get", "posts", "12", "0").status()).isEqualTo(1);
        assertThat(run("get", "tasks", "0", "0").err()).contains("tasks is not on the broker yet");
    }

    @Test
    void count_counts_by_partition_and_type() {
        JsonNode count = run("count", "posts", "-o", "json").json();
        assertThat(count.path("noEvents").asInt()).isEqualTo(1);
        assertThat(count.path("partitions")).hasSize(12);
        assertThat(count.path("types"))
                .extracting(type -> type.path("type").asString())
                .contains("PostCreated.v1", "PostUpdated.v1");

        Ran byType = run("count", "posts", "--by", "type");
        assertThat(byType.status()).isZero();
        assertThat(byType.out())
                .containsPattern("PostCreated.v1 +2\\R")
                .containsPattern("records that are none +1\\R")
                .doesNotContain("PARTITION");
        assertThat(run("count", "posts", "--by", "partition", "-o", "ndjson").lines())
                .hasSize(12)
                .anySatisfy(line -> assertThat(line.path("events").asInt()).isPositive());
    }

    @Test
    void wrong_usage_says_what_is_right() {
        Ran unknown = run("count", "post");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("posts, comments, moderation, tasks");
        assertThat(run("tail", "posts", "--from", "7").err()).contains("--partition");
        assertThat(run("tail", "posts", "--from", "yesterday").status()).isEqualTo(2);
        assertThat(run("tail", "posts", "-o", "json").err()).contains("--no-follow");
        assertThat(run("tail", "posts", "-n", "0").status()).isEqualTo(2);
        assertThat(run("get", "posts", "seven", "1").status()).isEqualTo(2);
        assertThat(run("get", "posts", "7").status()).isEqualTo(2);
        assertThat(Ran.with("events").status()).isEqualTo(2);
        assertThat(Ran.with("events", "tail", "--help").out()).contains("--show-payload");
    }

    @Test
    void a_broker_that_is_away_is_said_to_be() {
        for (String command : List.of("tail", "count")) {
            Ran away = Ran.with("events", command, "posts", "--bootstrap-server", "127.0.0.1:1");
            assertThat(away.status()).isEqualTo(6);
            assertThat(away.err()).contains("The broker at 127.0.0.1:1 doesn't answer");
        }
    }

    private static Ran run(String... arguments) {
        return Ran.with(
                Stream.of(new String[] {"events"}, arguments, new String[] {"--bootstrap-server", broker.address()})
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
    }

    private static RecordMetadata send(DomainEvent event, long sequence) throws Exception {
        var envelope = new EventEnvelope(Ids.next(), "/test", sequence, NOON, Ids.next(), null, null, event);
        return producer.send(EventCodec.toRecord(CODEC.encode(envelope))).get();
    }
}
