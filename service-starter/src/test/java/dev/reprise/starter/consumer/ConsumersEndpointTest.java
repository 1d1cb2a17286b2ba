package dev.reprise.starter.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.EventCodec;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.consumer.ConsumerLoop.State;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parts.Gate;
import dev.reprise.starter.parts.Tasks;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.store.TestStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A service behind real HTTP, on a real broker.
class ConsumersEndpointTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final JsonMapper JSON = new JsonMapper();

    private final TestBroker broker = TestBroker.shared();
    private final TestStore store = TestStore.fresh();
    private final HttpClient http = HttpClient.newHttpClient();

    /// Reads tasks and comments.
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ReadingApplication {

        @Bean
        Subscription reads() {
            return Subscription.perKey("reads-" + UUID.randomUUID(), Set.of(Topic.TASKS, Topic.COMMENTS), _ -> {});
        }
    }

    @AfterEach
    void drop() {
        http.close();
        store.close();
    }

    @Test
    void positions_of_all_partitions_come_from_the_checkpoints() throws IOException, InterruptedException {
        broker.checkedTopics();
        KafkaTemplate<String, byte[]> producer = TestClients.producer(broker.address());
        var sent = producer.send(EventCodec.toRecord(Tasks.encoded(Ids.next(), 1)))
                .join()
                .getRecordMetadata();
        try (ConfigurableApplicationContext service = started()) {
            await().atMost(SOON).until(() -> next(service, "tasks", sent.partition()) > sent.offset());

            JsonNode reads = consumers(service).path("subscriptions").path(0);
            assertThat(reads.path("name").asString()).startsWith("reads-");
            assertThat(reads.path("state").asString()).isEqualTo("running");
            assertThat(reads.path("positions")).hasSize(24);
            assertThat(reads.path("positions").path(0).path("topic").asString()).isEqualTo("comments");
            store.mongo()
                    .getCollection("checkpoints")
                    .updateMany(new Document(), new Document("$set", new Document("next", 4711)));
            assertThat(next(service, "tasks", sent.partition())).isEqualTo(4711);
        } finally {
            producer.destroy();
        }
    }

    @Test
    void an_outbox_counts_until_it_is_empty_also_one_that_nobody_woke_the_relay_for()
            throws IOException, InterruptedException {
        try (ConfigurableApplicationContext service = started()) {
            service.getBean(AggregateStores.class).open("things", String.class);
            await().atMost(SOON).until(() -> waiting(service) == 0);
            var things = store.mongo().getCollection("things");

            things.insertOne(new Document("_id", "1").append("outbox", List.of(new Document("id", "2"))));
            assertThat(waiting(service)).isEqualTo(1);
            HttpResponse<String> positions = answer(service, "?outbox=false");
            assertThat(positions.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(positions.body()).path("subscriptions")).hasSize(1);
            assertThat(positions.body()).doesNotContain("waiting");

            things.updateOne(new Document("_id", "1"), new Document("$set", new Document("outbox", List.of())));
            assertThat(waiting(service)).isZero();
        }
    }

    @Test
    void a_store_that_is_away_is_no_service_that_has_caught_up() throws IOException, InterruptedException {
        try (Gate gate = TestStore.gate();
                ConfigurableApplicationContext service = started(
                        "mongodb://127.0.0.1:" + gate.port() + "/" + UUID.randomUUID() + "?directConnection=true")) {
            assertThat(answer(service, "").statusCode()).isEqualTo(200);
            gate.shut();

            HttpResponse<String> answer = answer(service, "");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("store-unavailable");
        }
    }

    @Test
    void each_state_of_a_loop_has_its_word() {
        assertThat(List.of(
                        new State.Starting(),
                        new State.Running(),
                        new State.WaitingOut("the store is away"),
                        new State.Failing("a right is denied"),
                        new State.Halted("the checkpoint is beyond the topic"),
                        new State.Stopped()))
                .extracting(state -> SubscriptionStatus.of(
                                "reads", state, List.of(), Map.of(), new ParkedKeyStore.Totals(0, 0))
                        .state())
                .containsExactly("starting", "running", "waiting", "failing", "halted", "stopped");
    }

    private ConfigurableApplicationContext started() {
        return started(store.uri());
    }

    /// Settings come as arguments, which go before the starter's defaults.
    private ConfigurableApplicationContext started(String uri) {
        return new SpringApplicationBuilder(ReadingApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--spring.application.name=reading",
                        "--server.port=0",
                        "--spring.mongodb.uri=" + uri,
                        "--spring.kafka.bootstrap-servers=" + broker.address(),
                        "--spring.kafka.consumer.properties.group.instance.id=" + UUID.randomUUID(),
                        "--reprise.publishes=tasks",
                        "--reprise.outbox-sweep=1h",
                        "--logging.level.root=off",
                        "--logging.level.dev.reprise=off");
    }

    private long next(ConfigurableApplicationContext service, String topic, int partition)
            throws IOException, InterruptedException {
        for (JsonNode position :
                consumers(service).path("subscriptions").path(0).path("positions")) {
            if (position.path("topic").asString().equals(topic)
                    && position.path("partition").asInt() == partition) {
                return position.path("next").asLong();
            }
        }
        return -1;
    }

    private long waiting(ConfigurableApplicationContext service) throws IOException, InterruptedException {
        return consumers(service).path("outbox").path("waiting").asLong(-1);
    }

    private JsonNode consumers(ConfigurableApplicationContext service) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(service, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> answer(ConfigurableApplicationContext service, String query)
            throws IOException, InterruptedException {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        URI address = URI.create("http://127.0.0.1:" + port + "/actuator/consumers" + query);
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
