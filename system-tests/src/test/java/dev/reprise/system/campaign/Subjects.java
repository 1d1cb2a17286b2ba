package dev.reprise.system.campaign;

import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.Topic;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the topics tell of each subject: its events by sequence, the first copy of each.
final class Subjects {

    private static final SortedMap<Long, EventEnvelope> NOTHING = Collections.emptySortedMap();

    private final Map<Topic, Map<UUID, SortedMap<Long, EventEnvelope>>> events = new EnumMap<>(Topic.class);

    Subjects(List<Told> told) {
        for (Told each : told) {
            EventEnvelope event = each.event();
            events.computeIfAbsent(each.topic(), _ -> new HashMap<>())
                    .computeIfAbsent(event.subject(), _ -> new TreeMap<>())
                    .putIfAbsent(event.sequence(), event);
        }
    }

    Map<UUID, SortedMap<Long, EventEnvelope>> on(Topic topic) {
        return events.getOrDefault(topic, Map.of());
    }

    /// Of every topic but that of verdicts, which readers see nothing of.
    Collection<SortedMap<Long, EventEnvelope>> shown() {
        return Stream.of(Topic.POSTS, Topic.COMMENTS, Topic.TASKS)
                .flatMap(topic -> on(topic).values().stream())
                .toList();
    }

    SortedMap<Long, EventEnvelope> of(Topic topic, UUID subject) {
        return Objects.requireNonNullElse(on(topic).get(subject), NOTHING);
    }

    @Nullable
    EventEnvelope at(Topic topic, UUID subject, long sequence) {
        return of(topic, subject).get(sequence);
    }

    boolean isPostDeleted(UUID postId) {
        return of(Topic.POSTS, postId).values().stream().anyMatch(event -> event.data() instanceof PostDeleted);
    }

    /// Whether a comment may be out of the sight of a reader who has to see this version of it, or a later one. It is
    /// hidden from everybody when it is rejected or deleted, or its post is, and from
    /// others than its author while it is pending.
    boolean mayCommentBeHidden(UUID postId, UUID commentId, long version, boolean fromItsAuthor) {
        return isPostDeleted(postId)
                || of(Topic.COMMENTS, commentId).tailMap(version).values().stream()
                        .map(EventEnvelope::data)
                        .anyMatch(event -> isHidden(event, fromItsAuthor));
    }

    private static boolean isHidden(DomainEvent event, boolean fromItsAuthor) {
        return switch (event) {
            case CommentDeleted _ -> true;
            case CommentUpdated updated ->
                updated.status() == CommentStatus.REJECTED
                        || (updated.status() == CommentStatus.PENDING && !fromItsAuthor);
            default -> !fromItsAuthor; // a new comment is pending
        };
    }
}
