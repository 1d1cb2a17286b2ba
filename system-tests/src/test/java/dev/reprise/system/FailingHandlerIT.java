package dev.reprise.system;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static dev.reprise.system.Patience.patiently;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.reprise.events.Topic;
import java.util.UUID;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// An event that is good and that a service fails at, because a document of its own is damaged: its key stops,
/// all others go on, and a redrive catches up once the document is mended.
@ExtendWith(OneSystem.class)
class FailingHandlerIT {

    private final Api api;
    private final Stores stores;

    FailingHandlerIT(Api api, Stores stores) {
        this.api = api;
        this.stores = stores;
    }

    @Test
    void its_key_waits_others_go_on_and_are_told_and_a_redrive_catches_up_when_it_is_mended() {
        UUID post = api.post("ada", "With a damaged comment").id();
        UUID other = postInPartitionOf(post);
        UUID comment = api.comment("bob", post, "before").id();
        api.awaitCount(post, 1);
        JsonNode approved = api.awaitVersion(comment, 2);
        MongoCollection<Document> comments = stores.live("comments");
        String id = post + "/" + comment;
        Document whole = comments.find(eq("_id", id)).first();
        assertThat(whole).isNotNull();

        comments.updateOne(eq("_id", id), set("status", "sideways"));
        try (EventStream stream = EventStream.open(api.url(RunningSystem.QUERY, "/stream"), null)) {
            Answer edited = api.editing("bob", comment, "after")
                    .ifMatch("\"" + approved.path("version").asLong() + "\"")
                    .send()
                    .expect(200);
            // The edit, and the verdict on it.
            JsonNode parked = awaitParked(post, 2);
            assertThat(parked.path("stoppedBy").path("attempts").asInt()).isEqualTo(5);
            assertThat(parked.path("stoppedBy").path("reason").asString()).contains("NoSuchElementException");

            UUID beside = api.comment("bob", other, "beside").id();
            api.awaitCount(other, 1);
            stream.awaitAbout(beside);
            assertThat(stream.hasEnded()).isFalse();
            // What is told has passed the events that are parked, and takes them for no more than they are.
            Answer early = api.read("/posts/" + post + "?wait=100")
                    .seeing(edited.token())
                    .send()
                    .expect(503);
            assertThat(early.json().path("code").asString()).isEqualTo("not-yet-visible");
            assertThat(health().path("status").asString()).isEqualTo("UP");
        } finally {
            comments.replaceOne(eq("_id", id), whole);
        }
        Call.json("POST", at(post) + "/redrive", "{}").send().expect(202);

        patiently().until(() -> Call.get(at(post)).send().status() == 404);
        assertThat(api.awaitCount(post, 1).at("/comments/0/content").asString()).isEqualTo("after");
    }

    private UUID postInPartitionOf(UUID post) {
        return patiently().until(() -> api.post("ada", "Beside it").id(), made -> partition(made) == partition(post));
    }

    private static int partition(UUID key) {
        return BuiltInPartitioner.partitionForKey(key.toString().getBytes(UTF_8), Topic.PARTITIONS);
    }

    private JsonNode awaitParked(UUID key, int events) {
        return patiently()
                .until(
                        () -> Call.get(at(key)).send(),
                        answer -> answer.status() == 200
                                && Api.items(answer.json())
                                                .getFirst()
                                                .path("events")
                                                .asInt()
                                        == events)
                .json()
                .at("/items/0");
    }

    private String at(UUID key) {
        return api.url(RunningSystem.QUERY, "/parked/" + key);
    }

    private JsonNode health() {
        return Call.get(api.url(RunningSystem.QUERY, "/actuator/health"))
                .send()
                .expect(200)
                .json();
    }
}
