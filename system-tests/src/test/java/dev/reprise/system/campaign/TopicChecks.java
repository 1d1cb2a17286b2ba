package dev.reprise.system.campaign;

import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Topic;
import dev.reprise.system.campaign.Violation.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What the topics alone show: first copies in sequence, one event for each sequence, one verdict for each revision.
final class TopicChecks {

    private record Subject(Topic topic, UUID id) {}

    /// @param next the sequence that has to come next
    private record Course(int partition, long next) {}

    private final List<Violation> violations = new ArrayList<>();
    private final Map<Subject, Course> courses = new HashMap<>();
    private final Set<Subject> astray = new HashSet<>();

    private TopicChecks() {}

    static List<Violation> of(List<Told> told, Subjects subjects) {
        TopicChecks checks = new TopicChecks();
        told.forEach(each -> checks.follow(each, subjects));
        checks.requireOneVerdict(subjects);
        checks.requireOneConsequence(subjects);
        return checks.violations;
    }

    /// Later copies may stand anywhere; the first have to stand in order.
    private void follow(Told told, Subjects subjects) {
        EventEnvelope event = told.event();
        Subject subject = new Subject(told.topic(), event.subject());
        Course course = courses.computeIfAbsent(subject, _ -> new Course(told.partition(), 1));
        if (course.partition() != told.partition() || event.sequence() > course.next()) {
            if (astray.add(subject)) {
                violations.add(new Violation(
                        Check.REORDERED_KEY,
                        "%s of %s stands at %s where %d had to stand on partition %d"
                                .formatted(
                                        event.sequence(),
                                        event.subject(),
                                        told.place(),
                                        course.next(),
                                        course.partition())));
            }
        } else if (event.sequence() == course.next()) {
            courses.put(subject, new Course(course.partition(), course.next() + 1));
        }
        EventEnvelope first = subjects.at(told.topic(), event.subject(), event.sequence());
        if (first != null && !first.id().equals(event.id())) {
            violations.add(new Violation(
                    Check.DUPLICATE_EFFECT,
                    "%d of %s is two events: %s and, at %s, %s"
                            .formatted(event.sequence(), event.subject(), first.id(), told.place(), event.id())));
        }
    }

    private void requireOneVerdict(Subjects subjects) {
        subjects.on(Topic.MODERATION).forEach((comment, verdicts) -> {
            Set<Integer> judged = new HashSet<>();
            verdicts.forEach((sequence, event) -> {
                if (event.data() instanceof CommentModerated verdict && !judged.add(verdict.revision())) {
                    violations.add(new Violation(
                            Check.DUPLICATE_EFFECT,
                            "revision %d of comment %s was judged once more by verdict %d"
                                    .formatted(verdict.revision(), comment, sequence)));
                }
            });
        });
    }

    private void requireOneConsequence(Subjects subjects) {
        subjects.on(Topic.COMMENTS).forEach((comment, events) -> {
            Set<UUID> causes = new HashSet<>();
            events.forEach((sequence, event) -> {
                UUID cause = event.causationId();
                if (cause != null && event.data() instanceof CommentUpdated && !causes.add(cause)) {
                    violations.add(new Violation(
                            Check.DUPLICATE_EFFECT,
                            "%d of comment %s has a cause that had its effect: %s"
                                    .formatted(sequence, comment, cause)));
                }
            });
        });
    }
}
