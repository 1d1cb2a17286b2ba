package dev.reprise.moderation.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Topic;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.authors.Pasts;
import dev.reprise.moderation.classifying.ClassifierSettings;
import dev.reprise.moderation.classifying.Classifiers;
import dev.reprise.moderation.inforce.PolicyDocument;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.moderation.screening.Screening.Decided;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.parts.UnpublishedAggregates;
import dev.reprise.starter.recorded.ModelDigest;
import dev.reprise.starter.recorded.RecordedHistory;
import dev.reprise.starter.store.TestStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The verdicts that each recorded history of comments calls for.
class RecordedHistoryTest {

    /// A verdict of the policy, without when it was reached.
    private record Judged(
            Verdict status,
            @Nullable String ruleId,
            @Nullable String matched,
            @Nullable String reason,
            long policyVersion) {}

    @Test
    void recorded_comments_are_judged_as_they_were() {
        ModelDigest digest = new ModelDigest();
        for (RecordedHistory history : RecordedHistory.all()) {
            Map<String, Judged> verdicts = screened(history.events(Topic.COMMENTS));
            assertThat(verdicts).isEqualTo(published(history.events(Topic.MODERATION)));
            digest.add(history, "verdicts", verdicts);
        }
        digest.assertUnchanged();
    }

    /// The verdicts of today, by comment and revision.
    private static Map<String, Judged> screened(List<ReceivedEvent> comments) {
        Map<String, Judged> verdicts = new HashMap<>();
        try (TestStore store = TestStore.fresh()) {
            Clock clock = Clock.systemUTC();
            AggregateStore<Screening> screenings = UnpublishedAggregates.in(store.mongo(), "/moderation-service")
                    .open("screenings", Screening.class);
            Judge judge = new Judge(new Pasts(store.mongo()), new Classifiers(new ClassifierSettings(Map.of())));
            Screener screener = new Screener(screenings, judge, clock);
            Policy policy = PolicyDocument.initial().policy();
            comments.forEach(received -> screener.screen(received.event(), policy));
            comments.stream()
                    .map(received -> received.event().subject())
                    .distinct()
                    .forEach(commentId -> putAll(verdicts, commentId, screenings));
        }
        return verdicts;
    }

    private static void putAll(Map<String, Judged> verdicts, UUID commentId, AggregateStore<Screening> screenings) {
        for (Decided decided : screenings.find(commentId).orElseThrow().state().history()) {
            Judged judged = new Judged(
                    decided.status(), decided.ruleId(), decided.matched(), decided.reason(), decided.policyVersion());
            assertThat(verdicts.put(place(commentId, decided.revision()), judged))
                    .as("two verdicts on one revision of " + commentId)
                    .isNull();
        }
    }

    /// The verdicts that were published then.
    private static Map<String, Judged> published(List<ReceivedEvent> moderation) {
        Map<String, Judged> verdicts = new HashMap<>();
        for (ReceivedEvent received : moderation) {
            CommentModerated verdict = (CommentModerated) received.event().data();
            verdicts.put(
                    place(verdict.commentId(), verdict.revision()),
                    new Judged(
                            verdict.status(),
                            verdict.ruleId(),
                            verdict.matched(),
                            verdict.reason(),
                            verdict.policyVersion()));
        }
        return verdicts;
    }

    private static String place(UUID commentId, int revision) {
        return commentId + "/" + revision;
    }
}
