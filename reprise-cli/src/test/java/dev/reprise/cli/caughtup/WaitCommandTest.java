package dev.reprise.cli.caughtup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.Ran;
import dev.reprise.cli.broker.ChildBroker;
import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.http.FakeService;
import dev.reprise.cli.launch.Service;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import dev.reprise.events.Topic;
import dev.reprise.events.TopicCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker's process with one record at `posts-7`, and services that say what a test lets them say.
class WaitCommandTest {
    private static final String POSITIONS = "GET /actuator/consumers?outbox=false";
    private static final String CONSUMERS = "GET /actuator/consumers?outbox=true";
    private static final String MODEL = "GET /model";

    @TempDir
    static Path brokerFolder;

    private static ChildBroker broker;

    @TempDir
    Path folder;

    private FakeService services;

    @BeforeAll
    static void publish() throws Exception {
        broker = new ChildBroker(brokerFolder);
        try (Admin admin = broker.admin()) {
            new TopicCheck(admin).createAbsent(EnumSet.allOf(Topic.class));
        }
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("posts", 7, "key", "value".getBytes(UTF_8)))
                    .get();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws IOException {
        services = new FakeService();
        running(ProcessIdentity.current());
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void it_returns_once_every_projection_is_at_the_head_and_every_outbox_is_empty() {
        services.answers(POSITIONS, 200, consumers(0, 0))
                .answers(POSITIONS, 200, consumers(1, 0))
                .answers(CONSUMERS, 200, consumers(1, 2))
                .answers(CONSUMERS, 200, consumers(1, 0))
                .answers(MODEL, 200, model(0))
                .answers(MODEL, 200, model(1));

        Ran waited = run("--caught-up", "-o", "json");

        assertThat(waited.status()).isZero();
        assertThat(waited.json().path("caughtUp").asBoolean()).isTrue();
        assertThat(services.requests).filteredOn(MODEL::equals).hasSizeGreaterThan(1);
    }

    @Test
    void what_lags_is_said_when_the_time_is_over() {
        services.answers(POSITIONS, 200, consumers(1, 0))
                .answers(CONSUMERS, 200, consumers(1, 3))
                .answers(MODEL, 200, model(0));

        Ran waited = run("--caught-up", "--timeout", "300ms");
        Ran json = run("--caught-up", "--timeout", "300ms", "-o", "json");

        assertThat(waited.status()).isEqualTo(4);
        assertThat(waited.err())
                .contains("query-service: posts-7 is at 0 of 1", "post-service: events of 3 aggregates");
        assertThat(json.status()).isEqualTo(4);
        assertThat(json.json().path("behind")).hasSize(5).anySatisfy(each -> {
            assertThat(each.path("partition").asString()).isEqualTo("posts-7");
            assertThat(each.path("events").asInt()).isEqualTo(1);
        });
    }

    @Test
    void a_service_that_does_not_say_how_far_it_is_has_not_caught_up() {
        services.answers(POSITIONS, 200, "{}").answers(CONSUMERS, 200, "{}").answers(MODEL, 200, "{}");

        assertThat(run("--caught-up", "--timeout", "100ms").status()).isEqualTo(4);
    }

    @Test
    void a_token_is_asked_for_until_its_write_is_visible() {
        services.refuses("GET /posts?limit=1&wait=2000", 503, "not-yet-visible", "Not visible yet.")
                .answers("GET /posts?limit=1&wait=2000", 200, "{}");

        Ran waited = run("--token", "a-token");

        assertThat(waited.status()).isZero();
        assertThat(waited.out()).contains("The write is visible.");
        assertThat(services.requests).hasSize(2);
        assertThat(services.headers).containsEntry("Consistency-token", List.of("a-token"));
    }

    @Test
    void a_write_that_stays_invisible_times_out_and_a_token_that_is_none_is_wrong_usage() {
        services.refuses("GET /posts?limit=1&wait=0", 503, "not-yet-visible", "Not visible yet.");
        Ran invisible = run("--token", "a-token", "--timeout", "0s");
        assertThat(invisible.status()).isEqualTo(4);
        assertThat(invisible.err()).contains("query-service: Not visible yet.");

        services.refuses("GET /posts?limit=1&wait=2000", 400, "invalid-consistency-token", "Send a token.");
        Ran none = run("--token", "none");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("Send a token.");
    }

    @Test
    void wrong_usage_says_what_is_right() {
        assertThat(run().status()).isEqualTo(2);
        assertThat(run().err()).contains("--caught-up or --token");
        assertThat(run("--caught-up", "--timeout", "thirty").status()).isEqualTo(2);
        assertThat(run("--token", "a\nb").status()).isEqualTo(2);
    }

    @Test
    void what_does_not_run_is_said_to_be() {
        services.close();
        assertThat(run("--caught-up").status()).isEqualTo(6);
        assertThat(run("--caught-up").err()).contains("post-service at ", "doesn't answer");

        running(new ProcessIdentity(ProcessHandle.current().pid(), Instant.EPOCH));
        assertThat(run("--caught-up").status()).isEqualTo(6);
        assertThat(run("--caught-up").err()).contains("Nothing runs");
    }

    private void running(ProcessIdentity process) {
        StateFolder state = new StateFolder(folder);
        state.prepare();
        List<RunningPart> parts = new ArrayList<>();
        parts.add(new RunningPart("broker", process, Map.of("broker", 1), broker.address(), ""));
        Service.ALL.forEach(service ->
                parts.add(new RunningPart(service.module(), process, Map.of("http", 1), services.url(), "")));
        state.write(new Run(0, null, parts));
    }

    private static Map<String, Object> consumers(long next, long waiting) {
        return Map.of(
                "subscriptions",
                List.of(Map.of(
                        "name",
                        "reads",
                        "state",
                        "running",
                        "positions",
                        List.of(
                                Map.of("topic", "posts", "partition", 7, "next", next),
                                Map.of("topic", "posts", "partition", 8, "next", 0)))),
                "outbox",
                Map.of("waiting", waiting));
    }

    private static Map<String, Object> model(long position) {
        return Map.of(
                "generation",
                1,
                "partitions",
                List.of(Map.of("topic", "posts", "partition", 7, "position", position, "end", 1, "lag", 0)));
    }

    private Ran run(String... arguments) {
        return Ran.with(Stream.of(new String[] {"wait"}, arguments, new String[] {"--state", folder.toString()})
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }
}
