package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Topic;
import dev.reprise.system.EmbeddedSystem.Ended;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A service's database is lost and restored from the topics. A system of its own, whose topics hold what its services
/// have written and nothing else.
@Tag("embedded")
class RestoreIT {

    private static final EmbeddedSystem SYSTEM = EmbeddedSystem.start(
            Path.of(System.getProperty("reprise.root", "..")).toAbsolutePath().normalize(), "restored");
    private static final Api API = new Api(SYSTEM);
    private static final List<String> WRITERS =
            List.of(RunningSystem.POST, RunningSystem.COMMENT, RunningSystem.MODERATION, RunningSystem.TASK);

    private static Topics topics = new Topics(SYSTEM);
    private static Stores stores = new Stores(SYSTEM);

    private static UUID post;
    private static UUID approved;
    private static UUID edited;
    private static UUID task;

    /// Every kind of event there is.
    @BeforeAll
    static void write() {
        post = API.post("ada", "Restored").id();
        UUID retitled = API.post("ada", "First title").id();
        API.retitling("ada", retitled, "Second title").ifMatch("\"1\"").send().expect(200);
        UUID overruled =
                API.comment("bob", post, "An orange, by a person's leave.").id();
        API.awaitVersion(overruled, 2);
        API.deciding("grace", overruled, 1, "approve").send().expect(201);
        API.awaitVersion(overruled, 3);
        UUID gone = API.post("ada", "Gone").id();
        approved = API.comment("bob", post, "A quince.").id();
        edited = API.comment("bob", post, "An orange.").id();
        UUID deleted = API.comment("bob", post, "A lemon.").id();
        UUID swept = API.comment("bob", gone, "A plum.").id();
        Set.of(approved, edited, deleted, swept).forEach(comment -> API.awaitVersion(comment, 2));
        API.editing("bob", edited, "No citrus.").ifMatch("\"2\"").send().expect(200);
        API.awaitVersion(edited, 4);
        Call.delete(API.url(RunningSystem.COMMENT, "/comments/" + deleted))
                .as("bob")
                .ifMatch("\"2\"")
                .send()
                .expect(204);
        API.deletingPost("ada", gone).ifMatch("\"1\"").send().expect(204);
        patiently().until(() -> API.commentAsKept(swept).status() == 404);
        task = UUID.fromString(API.creatingTask(Map.of("name", "Restore"))
                .send()
                .expect(201)
                .json()
                .path("task")
                .path("id")
                .asString());
        API.updatingTask(task, Map.of("status", "active")).send().expect(200);
        // Moderation is the last to hear of what is gone.
        patiently()
                .until(() -> screening(deleted).getBoolean("deleted")
                        && screening(swept).getBoolean("deleted"));
    }

    private static Document screening(UUID comment) {
        Document state = new Document("deleted", false);
        Document found = stores.collection(RunningSystem.MODERATION, "screenings")
                .find(new Document("_id", comment.toString()))
                .first();
        return found == null ? state : found.get("state", Document.class);
    }

    @AfterAll
    static void stop() {
        topics.close();
        stores.close();
        SYSTEM.close();
    }

    @Test
    void lost_databases_come_back_and_nothing_is_decided_twice_and_writing_goes_on() {
        Map<String, Long> ends = Written.settled(topics, stores).ends();
        Map<String, Map<String, Document>> lost = new LinkedHashMap<>();
        WRITERS.forEach(service -> {
            SYSTEM.kill(service);
            lost.put(service, documents(service));
            wipe(service);
        });

        for (String service : WRITERS) {
            Ended restored = SYSTEM.reprise("restore", service, "-o", "ndjson");
            restored.requireDone();
            assertThat(restored.output()).contains("\"service\":\"" + service + "\"", "\"notRestored\"");
        }
        SYSTEM.startWhatIsMissing();
        ends.forEach(RestoreIT::awaitHeard);

        assertThat(Written.settled(topics, stores).ends()).isEqualTo(ends);
        WRITERS.forEach(service -> assertThat(documents(service)).as(service).isEqualTo(lost.get(service)));
        writeOn();
    }

    /// With the versions that clients have seen before the loss.
    private static void writeOn() {
        API.editing("bob", approved, "An orange after all.")
                .ifMatch("\"2\"")
                .send()
                .expect(200);
        assertThat(API.awaitVersion(approved, 4).path("status").asString()).isEqualTo("rejected");
        API.retitling("ada", post, "Restored twice").ifMatch("\"1\"").send().expect(200);
        API.retitling("ada", post, "Too late").ifMatch("\"1\"").send().expect(412);
        API.updatingTask(task, Map.of("status", "completed"))
                .ifMatch("\"2\"")
                .send()
                .expect(200);
        UUID fresh = API.comment("bob", post, "A pear.").id();
        API.awaitVersion(fresh, 2);
        Written.settled(topics, stores);

        assertThat(sequences(Topic.COMMENTS, post, approved)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sequences(Topic.MODERATION, post, approved)).containsExactly(1L, 2L);
        assertThat(sequences(Topic.POSTS, post, post)).containsExactly(1L, 2L);
        assertThat(sequences(Topic.TASKS, task, task)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void what_runs_or_holds_something_is_left_alone_and_half_a_restore_is_not_served() {
        Ended running = SYSTEM.reprise("restore", "task");
        assertThat(running.status()).isEqualTo(5);
        assertThat(running.output()).contains("task-service runs", "./reprise down");

        SYSTEM.kill(RunningSystem.TASK);
        Map<String, String> before = stores.contents(RunningSystem.TASK);
        Ended full = SYSTEM.reprise("restore", "task");
        assertThat(full.status()).isEqualTo(5);
        assertThat(full.output()).contains("not empty", "--replace");
        assertThat(stores.contents(RunningSystem.TASK)).isEqualTo(before);

        stores.collection(RunningSystem.TASK, "restore")
                .insertOne(new Document("_id", "unfinished")
                        .append("restore", "cut off")
                        .append("startedAt", Instant.now()));
        assertThat(SYSTEM.reprise("up", "--detach").status()).isNotZero();
        assertThat(SYSTEM.log(RunningSystem.TASK))
                .contains("The database holds half a restore", "./reprise restore task-service");

        // An `up` that failed has stopped everything, so the restore starts what it needs.
        Ended again = SYSTEM.reprise("restore", "task");
        again.requireDone();
        assertThat(again.output()).contains("broker was started").containsPattern("aggregates restored +1\n");
        SYSTEM.startWhatIsMissing();
        connect();
    }

    /// After `down` the addresses of broker and stores may be others.
    private static void connect() {
        topics.close();
        stores.close();
        topics = new Topics(SYSTEM);
        stores = new Stores(SYSTEM);
    }

    private static void wipe(String service) {
        documents(service).keySet().stream()
                .map(id -> id.substring(0, id.indexOf('/')))
                .distinct()
                .forEach(name -> stores.collection(service, name).drop());
        stores.collection(service, "checkpoints").drop();
        stores.collection(service, "idempotency_keys").drop();
    }

    /// What a service keeps, but for what a restore does not bring back: how often a document was written, positions
    /// and idempotency keys.
    private static Map<String, Document> documents(String service) {
        Map<String, Document> documents = new LinkedHashMap<>();
        stores.contents(service).forEach((id, json) -> {
            Document document = Document.parse(json);
            document.remove("edition");
            documents.put(id, document);
        });
        documents.keySet().removeIf(id -> id.startsWith("idempotency_keys/"));
        return documents;
    }

    /// Returns once the services that listen to a partition have read to its end.
    private static void awaitHeard(String partition, long end) {
        String topic = partition.substring(0, partition.lastIndexOf('-'));
        if (end > 0 && !topic.equals("tasks")) {
            String listener = topic.equals("comments") ? RunningSystem.MODERATION : RunningSystem.COMMENT;
            stores.awaitConsumed(listener, partition, end);
        }
        if (end > 0 && Set.of("posts", "moderation").contains(topic)) {
            stores.awaitQueued(partition, end);
        }
    }

    private static List<Long> sequences(Topic topic, UUID key, UUID subject) {
        return topics.events(topic, Set.of(key)).getOrDefault(subject, List.of()).stream()
                .map(EventEnvelope::sequence)
                .toList();
    }
}
