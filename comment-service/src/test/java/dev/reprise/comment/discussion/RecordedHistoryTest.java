package dev.reprise.comment.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.parts.UnpublishedAggregates;
import dev.reprise.starter.recorded.ModelDigest;
import dev.reprise.starter.recorded.RecordedHistory;
import dev.reprise.starter.store.TestStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/// A database restored from a recorded history's comments, to which the recorded posts and verdicts are told again.
class RecordedHistoryTest {

    private static final String COMMENTS = "comments";
    private static final int BATCH = 500;

    @Test
    void what_comments_have_heard_is_old_news_to_them() {
        ModelDigest digest = new ModelDigest();
        for (RecordedHistory history : RecordedHistory.all()) {
            try (TestStore store = TestStore.fresh()) {
                MongoTemplate mongo = store.mongo();
                FoldedComments.of(history)
                        .forEach((id, comment) -> mongo.insert(comment.toDocument(id, mongo), COMMENTS));

                tell(history.events(Topic.POSTS, Topic.MODERATION), mongo);

                assertThat(mongo.find(Query.query(where("outbox.0").exists(true)), Document.class, COMMENTS))
                        .as("comments with something to publish")
                        .isEmpty();
                digest.add(history, COMMENTS, documents(mongo, COMMENTS));
                digest.add(history, "known_posts", documents(mongo, "known_posts"));
            }
        }
        digest.assertUnchanged();
    }

    private static void tell(List<ReceivedEvent> events, MongoTemplate mongo) {
        Clock clock = Clock.systemUTC();
        KnownPosts posts = new KnownPosts(mongo);
        Comments comments = new Comments(
                UnpublishedAggregates.in(mongo, "/comment-service").open(COMMENTS, Comment.class), posts, clock);
        var handler = new DiscussionConfiguration().discussion(posts, comments).handler();
        for (int from = 0; from < events.size(); from += BATCH) {
            handler.handle(events.subList(from, Math.min(events.size(), from + BATCH)));
        }
    }

    private static Map<String, Document> documents(MongoTemplate mongo, String collection) {
        Map<String, Document> documents = new HashMap<>();
        for (Document stored : mongo.getCollection(collection).find()) {
            documents.put(stored.getString("_id"), stored);
        }
        return documents;
    }
}
