package dev.reprise.moderation.queue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.reprise.moderation.queue.HeldComments.Entry;
import dev.reprise.moderation.queue.PostTitles.KnownPost;
import dev.reprise.moderation.screening.Screening;
import dev.reprise.moderation.screening.Screening.Decided;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The comments that wait for a moderator. What it shows is read from the screenings themselves, so that a comment that
/// was decided a moment ago is not in it, whatever the entries say. Entries that are outdated are removed by whoever
/// comes across them. Thread-safe.
@Component
class Queue {

    private final HeldComments held;
    private final AggregateStore<Screening> screenings;
    private final PostTitles posts;
    private final AuthorVerdicts authors;

    Queue(HeldComments held, AggregateStore<Screening> screenings, PostTitles posts, AuthorVerdicts authors) {
        this.held = held;
        this.screenings = screenings;
        this.posts = posts;
        this.authors = authors;
    }

    /// At most `limit` comments, the oldest first.
    ///
    /// @param after the last comment of the page before; absent for the first page
    List<QueuedComment> oldestFirst(@Nullable UUID after, int limit) {
        List<QueuedComment> waiting = new ArrayList<>();
        Map<String, AuthorVerdicts.Counts> counts = new HashMap<>();
        UUID last = after;
        List<Entry> entries;
        do {
            entries = held.oldestFirst(last, limit);
            for (QueuedComment comment : waiting(entries, counts)) {
                if (waiting.size() < limit) {
                    waiting.add(comment);
                }
            }
            last = entries.isEmpty() ? last : entries.getLast().commentId();
        } while (entries.size() == limit && waiting.size() < limit);
        return waiting;
    }

    private List<QueuedComment> waiting(List<Entry> entries, Map<String, AuthorVerdicts.Counts> counts) {
        Map<UUID, Aggregate<Screening>> found =
                screenings.findAll(entries.stream().map(Entry::commentId).toList()).stream()
                        .collect(toMap(Aggregate::id, identity()));
        Map<UUID, KnownPost> known = posts.of(found.values().stream()
                .map(screening -> screening.state().postId())
                .toList());
        List<QueuedComment> waiting = new ArrayList<>();
        for (Entry entry : entries) {
            Aggregate<Screening> screening = found.get(entry.commentId());
            KnownPost post =
                    screening == null ? null : known.get(screening.state().postId());
            if (screening != null && screening.state().isWaiting() && (post == null || !post.gone())) {
                waiting.add(shown(screening, post, counts));
            } else {
                held.remove(entry);
            }
        }
        return waiting;
    }

    private QueuedComment shown(
            Aggregate<Screening> screening, @Nullable KnownPost post, Map<String, AuthorVerdicts.Counts> counts) {
        Screening state = screening.state();
        Decided verdict = state.last();
        String author = state.authorId();
        return new QueuedComment(
                screening.id(),
                state.postId(),
                post == null ? null : post.title(),
                author,
                author == null ? null : counts.computeIfAbsent(author, authors::of),
                state.content(),
                state.revision(),
                verdict.ruleId(),
                verdict.matched(),
                verdict.reason(),
                verdict.policyVersion(),
                verdict.decidedAt());
    }
}
