package dev.reprise.comment.discussion;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/// Which posts exist, as far as this service has heard. A post only ever goes from unknown to open to gone, so
/// hearing of either twice, or in the other order, changes nothing. Thread-safe.
@Component
class KnownPosts {

    /// What is known of a post.
    enum Standing {
        UNKNOWN,
        OPEN,
        GONE
    }

    private static final String COLLECTION = "known_posts";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final MongoTemplate mongo;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();

    KnownPosts(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    void opened(UUID postId) {
        mongo.upsert(byId(postId), new Update().setOnInsert("deleted", false), COLLECTION);
        lock.lock();
        try {
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void gone(UUID postId) {
        mongo.upsert(byId(postId), new Update().set("deleted", true), COLLECTION);
    }

    Standing standing(UUID postId) {
        Document post = mongo.findOne(byId(postId), Document.class, COLLECTION);
        if (post == null) {
            return Standing.UNKNOWN;
        }
        return post.getBoolean("deleted", false) ? Standing.GONE : Standing.OPEN;
    }

    /// Waits for news of an unknown post, at most that long: it may have been created a moment ago.
    Standing await(UUID postId, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        Standing standing = standing(postId);
        while (standing == Standing.UNKNOWN && System.nanoTime() < end) {
            lock.lock();
            try {
                // Another instance may be the one that hears of it, so look now and then as well.
                heard.awaitNanos(LOOK_AGAIN.toNanos());
            } finally {
                lock.unlock();
            }
            standing = standing(postId);
        }
        return standing;
    }

    private static Query byId(UUID postId) {
        return Query.query(where("_id").is(postId.toString()));
    }
}
