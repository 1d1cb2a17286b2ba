package dev.reprise.query.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.reprise.query.generations.DifferenceCounts;
import dev.reprise.query.model.ModelCollections;
import dev.reprise.query.replays.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class ModelDiffTest {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private final MongoTemplate mongo = new MongoTemplate(client, "query");
    private final ModelCollections live = ModelCollections.of(mongo, 1);
    private final ModelCollections rebuilt = ModelCollections.of(mongo, 2);
    private final List<Difference> found = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void equal_generations_do_not_differ_however_large_they_are() throws InterruptedException {
        for (int i = 0; i < 1_234; i++) {
            both("task-%04d".formatted(i), 1, "name " + i);
        }

        ModelDiff diff = compare();

        assertThat(diff.counts()).isEqualTo(new DifferenceCounts(0, 0, 0));
        assertThat(diff.compared()).isEqualTo(1_234);
        assertThat(found).isEmpty();
    }

    @Test
    void the_order_of_fields_is_no_difference() throws InterruptedException {
        live.tasks().insertOne(new Document("_id", "a").append("version", 1L).append("name", "one"));
        rebuilt.tasks().insertOne(new Document("_id", "a").append("name", "one").append("version", 1L));

        assertThat(compare().counts().any()).isFalse();
    }

    @Test
    void a_corrupted_document_is_found_with_the_fields_that_differ() throws InterruptedException {
        both("a", 3, "as written");
        both("b", 1, "the other");
        live.tasks().updateOne(Filters.eq("_id", "a"), Updates.set("name", "tampered with"));

        assertThat(compare().counts()).isEqualTo(new DifferenceCounts(0, 0, 1));
        assertThat(found)
                .containsExactly(new Difference(
                        "tasks",
                        "a",
                        Kind.CHANGED,
                        List.of(new Difference.Field("name", "tampered with", "as written"))));
    }

    @Test
    void a_field_in_a_half_of_a_post_is_named_by_its_path() throws InterruptedException {
        live.posts().insertOne(post(7));
        rebuilt.posts().insertOne(post(8));

        compare();

        assertThat(found)
                .extracting(Difference::fields)
                .containsExactly(List.of(new Difference.Field("discussion.commentCount", 7L, 8L)));
    }

    @Test
    void a_document_that_live_lacks_is_missing_and_one_that_only_live_has_is_extra() throws InterruptedException {
        both("b", 1, "both");
        insert(live.tasks(), "a", 1, "only live");
        insert(rebuilt.tasks(), "c", 1, "only rebuilt");
        insert(rebuilt.tasks(), "d", 1, "only rebuilt");

        assertThat(compare().counts()).isEqualTo(new DifferenceCounts(2, 1, 0));
        assertThat(found)
                .extracting(Difference::id, Difference::kind)
                .containsExactlyInAnyOrder(tuple("a", Kind.EXTRA), tuple("c", Kind.MISSING), tuple("d", Kind.MISSING));
    }

    @Test
    void one_that_is_a_moment_ahead_is_no_difference() throws InterruptedException {
        insert(live.tasks(), "a", 2, "ahead");
        insert(rebuilt.tasks(), "a", 1, "behind");
        insert(rebuilt.tasks(), "b", 1, "not there yet");
        meanwhile = () -> {
            rebuilt.tasks().replaceOne(Filters.eq("_id", "a"), task("a", 2, "ahead"));
            insert(live.tasks(), "b", 1, "not there yet");
        };

        assertThat(compare().counts().any()).isFalse();
    }

    @Test
    void one_that_moves_on_while_it_is_compared_is_looked_at_until_both_are_equally_far() throws InterruptedException {
        insert(live.tasks(), "a", 1, "first");
        insert(rebuilt.tasks(), "a", 5, "fifth");
        int[] version = {1};
        meanwhile = () -> {
            version[0]++;
            Document next = version[0] < 5 ? task("a", version[0], "on the way") : task("a", 5, "fifth");
            live.tasks().replaceOne(Filters.eq("_id", "a"), next);
        };

        assertThat(compare().counts().any()).isFalse();
        assertThat(version[0]).isEqualTo(5);
    }

    @Test
    void a_document_whose_version_was_tampered_with_does_not_hide_behind_being_ahead() throws InterruptedException {
        insert(live.tasks(), "a", 99, "from the future");
        insert(rebuilt.tasks(), "a", 1, "as written");

        assertThat(compare().counts()).isEqualTo(new DifferenceCounts(0, 0, 1));
    }

    private ModelDiff compare() throws InterruptedException {
        ModelDiff diff = new ModelDiff(() -> meanwhile.run(), _ -> {}, found::addAll);
        diff.compare(ModelPair.of(live, rebuilt));
        return diff;
    }

    private void both(String id, long version, String name) {
        insert(live.tasks(), id, version, name);
        insert(rebuilt.tasks(), id, version, name);
    }

    private static void insert(MongoCollection<Document> tasks, String id, long version, String name) {
        tasks.insertOne(task(id, version, name));
    }

    private static Document task(String id, long version, String name) {
        return new Document("_id", id).append("name", name).append("version", version);
    }

    private static Document post(long comments) {
        return new Document("_id", "p")
                .append("post", new Document("version", 1L).append("title", "t"))
                .append("discussion", new Document("offset", 9L).append("commentCount", comments));
    }
}
