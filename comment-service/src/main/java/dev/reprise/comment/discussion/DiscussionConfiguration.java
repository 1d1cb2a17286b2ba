package dev.reprise.comment.discussion;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.consumer.Subscription;
import dev.reprise.starter.restore.Restoration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;

/// What this service keeps and what it listens to.
@Configuration(proxyBeanMethods = false)
class DiscussionConfiguration {

    private static final String COLLECTION = "comments";

    @Bean
    AggregateStore<Comment> commentStore(AggregateStores stores, MongoTemplate mongo) {
        mongo.indexOps(COLLECTION)
                .createIndex(new Index("state.postId", Sort.Direction.ASC).on("_id", Sort.Direction.ASC));
        return stores.open(COLLECTION, Comment.class);
    }

    /// A verdict that took effect before the restore is known by the change it caused: it has none again.
    @Bean
    Restoration<Comment> restoredComments() {
        return Restoration.of(
                        COLLECTION,
                        Topic.COMMENTS,
                        CommentCreated.class,
                        Comment::opened,
                        CommentEvent.class,
                        Comment::after)
                .hearing(Topic.MODERATION, CommentUpdated.class, Comment::heard);
    }

    @Bean
    Subscription discussion(KnownPosts posts, Comments comments) {
        return Subscription.perKey(
                "comment-service", Set.of(Topic.POSTS, Topic.MODERATION), event -> hear(event, posts, comments));
    }

    private static void hear(EventEnvelope event, KnownPosts posts, Comments comments) {
        switch (event.data()) {
            case PostCreated created -> posts.opened(created.postId());
            case PostDeleted gone -> comments.postGone(gone.postId(), Cause.of(event));
            case CommentModerated verdict -> comments.judged(verdict, event.sequence(), Cause.of(event));
            default -> {
                // Other events of these topics don't concern comments.
            }
        }
    }
}
