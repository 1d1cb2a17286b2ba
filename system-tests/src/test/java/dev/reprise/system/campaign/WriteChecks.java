package dev.reprise.system.campaign;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.Topic;
import dev.reprise.system.campaign.History.Kind;
import dev.reprise.system.campaign.History.Outcome;
import dev.reprise.system.campaign.History.Write;
import dev.reprise.system.campaign.Remains.Kept;
import dev.reprise.system.campaign.Violation.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was acknowledged is there, in all three places; what is there was asked for and not refused, once.
final class WriteChecks {

    private final List<Violation> violations = new ArrayList<>();
    private final History history;
    private final Remains remains;
    private final Subjects subjects;

    private WriteChecks(History history, Remains remains, Subjects subjects) {
        this.history = history;
        this.remains = remains;
        this.subjects = subjects;
    }

    static List<Violation> of(History history, Remains remains, Subjects subjects) {
        WriteChecks checks = new WriteChecks(history, remains, subjects);
        history.writes().forEach(checks::requireThere);
        remains.kept().forEach(checks::requirePublished);
        checks.requireAskedFor();
        return checks.violations;
    }

    private void requireThere(Write write) {
        List<ConsistencyToken> places = write.acknowledged();
        if (places.size() > 1) {
            add(Check.DUPLICATE_EFFECT, "%s was acknowledged as several: %s".formatted(write.name(), places));
        }
        for (ConsistencyToken place : places) {
            EventEnvelope event = subjects.at(place.topic(), place.subject(), place.sequence());
            String which = "%s, %d of %s,".formatted(write.name(), place.sequence(), place.subject());
            if (event == null) {
                add(Check.LOST_WRITE, "%s is on no topic".formatted(which));
            } else if (!tells(event.data(), write)) {
                add(
                        Check.LOST_WRITE,
                        "%s wrote '%s', and the topic has %s".formatted(which, write.text(), event.data()));
            }
            Kept kept = kept(place.topic()).get(place.subject());
            if (kept == null || kept.version() < place.sequence()) {
                add(Check.LOST_WRITE, "%s is not in its owner's store: %s".formatted(which, kept));
            }
            if (remains.model().version(place.subject()) < place.sequence()) {
                add(Check.LOST_WRITE, "%s is not in the read model".formatted(which));
            }
        }
    }

    private static boolean tells(DomainEvent event, Write write) {
        return kinds(event).contains(write.kind()) && text(event).equals(write.text());
    }

    private void requirePublished(Topic topic, Map<UUID, Kept> aggregates) {
        Set<UUID> all = new HashSet<>(aggregates.keySet());
        all.addAll(subjects.on(topic).keySet());
        for (UUID subject : all) {
            Kept kept = aggregates.get(subject);
            var events = subjects.of(topic, subject);
            long last = events.isEmpty() ? 0 : events.lastKey();
            if (kept == null || kept.version() != last || kept.waiting() > 0) {
                add(
                        Check.LOST_WRITE,
                        "%s of %s: its owner's store has %s, the topic has %d events"
                                .formatted(subject, topic.wireName(), kept, last));
            }
        }
    }

    /// Every event that no other event caused has to be the one effect of a write.
    private void requireAskedFor() {
        Map<String, Write> byText = new HashMap<>();
        Map<UUID, List<Write>> deletions = new HashMap<>();
        for (Write write : history.writes()) {
            UUID target = write.target();
            if (!write.text().isEmpty()) {
                byText.put(write.text(), write);
            } else if (target != null) {
                deletions.computeIfAbsent(target, _ -> new ArrayList<>()).add(write);
            }
        }
        Map<String, UUID> effects = new HashMap<>();
        for (var events : subjects.shown()) {
            for (EventEnvelope event : events.values()) {
                if (event.causationId() == null) {
                    switch (event.data()) {
                        case PostDeleted gone -> requireDeletion(gone, deletions.get(gone.postId()));
                        case CommentDeleted gone -> {
                            // One that raced with the deletion of its post is deleted by the request that made it.
                            if (!subjects.isPostDeleted(gone.postId())) {
                                requireDeletion(gone, deletions.get(gone.commentId()));
                            }
                        }
                        case DomainEvent written -> {
                            requireWrite(event, byText.get(text(written)));
                            UUID before = effects.putIfAbsent(text(written), event.id());
                            if (before != null) {
                                add(
                                        Check.DUPLICATE_EFFECT,
                                        "'%s' was written twice, by %s and by %s of %s"
                                                .formatted(text(written), before, event.id(), event.subject()));
                            }
                        }
                    }
                }
            }
        }
    }

    private void requireDeletion(DomainEvent gone, @Nullable List<Write> deletions) {
        if (deletions == null || deletions.stream().allMatch(write -> write.outcome() == Outcome.REFUSED)) {
            add(
                    Check.REFUSED_WRITE_HAS_EFFECT,
                    "%s is deleted, and that was %s".formatted(gone.subject(), asked(deletions)));
        }
    }

    private void requireWrite(EventEnvelope event, @Nullable Write write) {
        if (write == null || write.outcome() == Outcome.REFUSED) {
            add(
                    Check.REFUSED_WRITE_HAS_EFFECT,
                    "%d of %s is %s, and that was %s"
                            .formatted(event.sequence(), event.subject(), event.data(), asked(write)));
        } else if (!kinds(event.data()).contains(write.kind())
                || (write.target() != null && !write.target().equals(event.subject()))) {
            add(
                    Check.REFUSED_WRITE_HAS_EFFECT,
                    "%d of %s is %s, and asked for was %s"
                            .formatted(event.sequence(), event.subject(), event.data(), write));
        }
    }

    private static String asked(@Nullable Object write) {
        return write == null ? "never asked for" : "refused: " + write;
    }

    private static Set<Kind> kinds(DomainEvent event) {
        return switch (event) {
            case PostCreated _ -> Set.of(Kind.CREATE_POST);
            case PostUpdated _ -> Set.of(Kind.EDIT_POST);
            case PostDeleted _ -> Set.of(Kind.DELETE_POST);
            case CommentCreated _ -> Set.of(Kind.CREATE_COMMENT);
            case CommentUpdated _ -> Set.of(Kind.EDIT_COMMENT);
            case CommentDeleted _ -> Set.of(Kind.DELETE_COMMENT);
            case TaskCreated _ -> Set.of(Kind.CREATE_TASK);
            case TaskUpdated _ -> Set.of(Kind.UPDATE_TASK);
            case CommentModerated _ -> Set.of();
        };
    }

    private static String text(DomainEvent event) {
        return switch (event) {
            case PostCreated created -> created.title();
            case PostUpdated updated -> updated.title();
            case CommentCreated created -> created.content();
            case CommentUpdated updated -> updated.content();
            case TaskCreated created -> created.name();
            case TaskUpdated updated -> updated.name();
            case PostDeleted _, CommentDeleted _, CommentModerated _ -> "";
        };
    }

    private Map<UUID, Kept> kept(Topic topic) {
        return remains.kept().getOrDefault(topic, Map.of());
    }

    private void add(Check check, String what) {
        violations.add(new Violation(check, what));
    }
}
