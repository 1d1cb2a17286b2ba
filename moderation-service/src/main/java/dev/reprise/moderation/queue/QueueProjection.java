package dev.reprise.moderation.queue;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.PostEvent;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.screening.Screening;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import org.springframework.stereotype.Component;

/// Keeps the queue by the verdicts of this service itself, as they stand on the topic, whoever reached them. So a
/// process that dies between a verdict and its place in the queue leaves nothing to mend: the event comes again.
/// Applying one twice, or those of different topics in any order, gives the same. Thread-safe.
@Component
final class QueueProjection {

    private final AggregateStore<Screening> screenings;
    private final HeldComments held;
    private final PostTitles posts;
    private final AuthorVerdicts authors;

    QueueProjection(AggregateStore<Screening> screenings, HeldComments held, PostTitles posts, AuthorVerdicts authors) {
        this.screenings = screenings;
        this.held = held;
        this.posts = posts;
        this.authors = authors;
    }

    void apply(EventEnvelope event) {
        switch (event.data()) {
            case PostEvent post -> {
                posts.heard(post, event.sequence());
                if (post instanceof PostDeleted) {
                    held.postGone(post.postId());
                }
            }
            case CommentModerated verdict -> judged(verdict, event.sequence());
            default -> {
                // Nothing else stands on these topics.
            }
        }
    }

    private void judged(CommentModerated verdict, long sequence) {
        if (verdict.status() == Verdict.HELD) {
            held.held(verdict.commentId(), verdict.postId(), sequence);
        } else if (sequence > 1) {
            held.decided(verdict.commentId(), sequence);
        }
        String author = screenings
                .find(verdict.commentId())
                .map(Aggregate::state)
                .map(Screening::authorId)
                .orElse(null);
        if (author != null) {
            authors.judged(author, verdict.commentId(), verdict.status(), sequence);
        }
    }
}
