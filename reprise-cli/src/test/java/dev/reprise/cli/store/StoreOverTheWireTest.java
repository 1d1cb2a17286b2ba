package dev.reprise.cli.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreOverTheWireTest {
    @TempDir
    Path folder;

    private ServedStore store;
    private MongoCollection<Document> posts;

    @BeforeEach
    void open() {
        store = new ServedStore(folder.resolve("post.mv"));
        posts = store.collection("posts");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        close();
        open();
    }

    @Test
    void documents_survive_a_reopening_with_every_type_they_had() {
        Document written = new Document("_id", "a")
                .append("text", "Grüße, 🌍")
                .append("int", 1)
                .append("long", 1L << 40)
                .append("double", 1.5)
                .append("yes", true)
                .append("nothing", null)
                .append("when", Date.from(Instant.EPOCH))
                .append("id", new ObjectId())
                .append("list", List.of(1, "two", new Document("three", 3)))
                .append("inner", new Document("deep", new Document("deeper", List.of())));
        posts.insertOne(written);

        reopen();

        assertThat(posts.find(eq("a")).first()).isEqualTo(written);
        assertThat(posts.countDocuments()).isOne();
    }

    @Test
    void an_update_with_a_condition_beside_the_id_changes_the_document_only_when_it_holds() {
        posts.insertOne(new Document("_id", "a").append("version", 1));

        assertThat(posts.updateOne(and(eq("a"), eq("version", 2)), set("title", "no"))
                        .getMatchedCount())
                .isZero();
        assertThat(posts.updateOne(and(eq("a"), eq("version", 1)), combine(set("title", "yes"), inc("version", 1)))
                        .getModifiedCount())
                .isOne();
        assertThat(posts.find().first())
                .isEqualTo(new Document("_id", "a").append("version", 2).append("title", "yes"));
    }

    @Test
    void an_upsert_whose_condition_does_not_match_the_existing_id_is_a_duplicate_key() {
        posts.insertOne(new Document("_id", "a").append("version", 3));

        var refused = catchThrowableOfType(
                MongoWriteException.class,
                () -> posts.updateOne(
                        and(eq("a"), not(gte("version", 3))), set("version", 2), new UpdateOptions().upsert(true)));

        assertThat(refused.getError().getCode()).isEqualTo(11000);
        assertThat(posts.find().first()).containsEntry("version", 3);
    }

    @Test
    void a_negated_comparison_matches_smaller_and_missing_values() {
        posts.insertMany(List.of(
                new Document("_id", "a").append("n", 1),
                new Document("_id", "b").append("n", 5),
                new Document("_id", "c")));

        assertThat(posts.find(not(gte("n", 5)))
                        .map(post -> post.getString("_id"))
                        .into(new ArrayList<>()))
                .containsExactly("a", "c");
    }

    @Test
    void arrays_are_pushed_to_and_pulled_from() {
        posts.insertOne(new Document("_id", "a").append("outbox", List.of()));
        posts.updateOne(eq("a"), push("outbox", new Document("id", "e1")));
        posts.updateOne(eq("a"), push("outbox", new Document("id", "e2")));
        posts.updateOne(eq("a"), pull("outbox", eq("id", "e1")));

        assertThat(Objects.requireNonNull(posts.find().first()).getList("outbox", Document.class))
                .containsExactly(new Document("id", "e2"));
    }

    @Test
    void find_and_update_answers_with_the_document_before_or_after() {
        posts.insertOne(new Document("_id", "a").append("n", 1));

        assertThat(posts.findOneAndUpdate(eq("a"), inc("n", 1))).containsEntry("n", 1);
        assertThat(posts.findOneAndUpdate(
                        eq("a"), inc("n", 1), new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .containsEntry("n", 3);
    }

    @Test
    void pages_come_in_order_of_their_ids_in_both_directions() {
        posts.insertMany(IntStream.range(0, 100)
                .mapToObj(i ->
                        new Document("_id", "%s/%02d".formatted(i % 2 == 0 ? "a" : "b", i)).append("even", i % 4))
                .toList());

        assertThat(ids(posts.find(and(gt("_id", "a/"), lt("_id", "a0")))
                        .sort(Sorts.ascending("_id"))
                        .limit(3)))
                .containsExactly("a/00", "a/02", "a/04");
        assertThat(ids(posts.find(and(gt("_id", "a/"), lt("_id", "a/50")))
                        .sort(Sorts.descending("_id"))
                        .limit(2)))
                .containsExactly("a/48", "a/46");
        assertThat(ids(posts.find(and(gt("_id", "a/02"), eq("even", 0)))
                        .sort(Sorts.ascending("_id"))
                        .limit(2)))
                .containsExactly("a/04", "a/08");
        assertThat(ids(posts.find().sort(Sorts.descending("_id")).skip(1).limit(2)))
                .containsExactly("b/97", "b/95");
        assertThat(ids(posts.find(gt("_id", "b/95")).sort(Sorts.descending("even", "_id"))))
                .containsExactly("b/99", "b/97");
        assertThat(posts.find(gt("_id", "a/")).batchSize(7).into(new ArrayList<>()))
                .hasSize(100);
        assertThat(posts.countDocuments(lt("_id", "b"))).isEqualTo(50);
        assertThat(posts.deleteMany(gt("_id", "a/90")).getDeletedCount()).isEqualTo(54);
    }

    @Test
    void several_ids_are_looked_up_at_once() {
        posts.insertMany(IntStream.range(0, 9)
                .mapToObj(i -> new Document("_id", "p" + i))
                .toList());

        assertThat(ids(posts.find(in("_id", "p7", "none", "p1", "p7")))).containsExactly("p1", "p7");
        assertThat(ids(posts.find(in("_id", "p7", "p1")).sort(Sorts.descending("_id"))))
                .containsExactly("p7", "p1");
    }

    @Test
    void ids_of_other_types_are_found_too() {
        ObjectId objectId = new ObjectId();
        posts.insertMany(List.of(
                new Document("_id", 7),
                new Document("_id", objectId),
                new Document("_id", new Document("a", 1)),
                new Document("_id", "7")));

        assertThat(posts.find(eq("_id", 7L)).first()).containsEntry("_id", 7);
        assertThat(posts.find(eq("_id", objectId)).first()).isNotNull();
        assertThat(posts.find(eq("_id", new Document("a", 1))).first()).isNotNull();
        assertThat(posts.find().sort(Sorts.ascending("_id")).first()).containsEntry("_id", 7);
        assertThatThrownBy(() -> posts.insertOne(new Document("_id", 7.0))).hasMessageContaining("E11000");
        assertThat(posts.deleteOne(eq("_id", 7)).getDeletedCount()).isOne();
        assertThat(posts.countDocuments()).isEqualTo(3);
    }

    @Test
    void ordered_bulk_writes_stop_at_their_first_error() {
        posts.insertOne(new Document("_id", "b"));

        var failed = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> posts.bulkWrite(List.of(
                        new ReplaceOneModel<>(eq("a"), new Document("n", 1), new ReplaceOptions().upsert(true)),
                        new UpdateOneModel<>(and(eq("b"), eq("n", 9)), set("n", 2), new UpdateOptions().upsert(true)),
                        new ReplaceOneModel<>(eq("c"), new Document("n", 3), new ReplaceOptions().upsert(true)))));

        assertThat(failed.getWriteErrors()).singleElement().satisfies(error -> {
            assertThat(error.getCode()).isEqualTo(11000);
            assertThat(error.getIndex()).isEqualTo(1);
        });
        assertThat(failed.getWriteResult().getUpserts())
                .singleElement()
                .extracting("index")
                .isEqualTo(0);
        assertThat(ids(posts.find())).containsExactly("a", "b");
    }

    @Test
    void inserts_count_what_was_inserted_and_unordered_ones_go_on() {
        posts.insertOne(new Document("_id", "b"));
        List<Document> three = List.of(new Document("_id", "a"), new Document("_id", "b"), new Document("_id", "c"));

        var unordered = catchThrowableOfType(
                MongoBulkWriteException.class, () -> posts.insertMany(three, new InsertManyOptions().ordered(false)));
        assertThat(unordered.getWriteResult().getInsertedCount()).isEqualTo(2);

        var mixed = posts.bulkWrite(List.of(
                new InsertOneModel<>(new Document("_id", "d")),
                new DeleteOneModel<>(eq("a")),
                new DeleteOneModel<>(eq("x"))));
        assertThat(mixed.getInsertedCount()).isOne();
        assertThat(mixed.getDeletedCount()).isOne();
        assertThat(ids(posts.find())).containsExactly("b", "c", "d");
    }

    @Test
    void unique_indexes_and_dropped_collections_survive_a_reopening() {
        posts.createIndex(new Document("slug", 1), new com.mongodb.client.model.IndexOptions().unique(true));
        posts.insertOne(new Document("_id", "a").append("slug", "s"));
        store.collection("old").insertOne(new Document("_id", "x"));
        store.collection("old").drop();

        reopen();

        assertThatThrownBy(() -> posts.insertOne(new Document("_id", "b").append("slug", "s")))
                .hasMessageContaining("E11000");
        assertThat(store.client().getDatabase("post").listCollectionNames()).containsExactly("posts");
    }

    @Test
    void a_rename_is_refused_because_it_would_not_survive_a_restart() {
        posts.insertOne(new Document("_id", "a"));

        assertThatThrownBy(() -> posts.renameCollection(new MongoNamespace("post", "other")))
                .isInstanceOf(MongoCommandException.class)
                .hasMessageContaining("renamed");
    }

    @Test
    void readers_never_see_half_of_an_update() throws InterruptedException {
        posts.insertOne(new Document("_id", "a").append("left", 0).append("right", 0));
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 2_000; i++) {
                posts.updateOne(eq("a"), combine(inc("left", 1), inc("right", 1)));
            }
        });
        int reads = 0;
        while (writer.isAlive()) {
            Document seen = Objects.requireNonNull(posts.find(eq("a")).first());
            assertThat(seen.get("left")).isEqualTo(seen.get("right"));
            reads++;
        }
        writer.join();
        assertThat(reads).isGreaterThan(100);
        assertThat(posts.find().first()).containsEntry("left", 2_000);
    }

    private static List<String> ids(com.mongodb.client.FindIterable<Document> found) {
        return found.map(document -> document.getString("_id")).into(new ArrayList<>());
    }
}
