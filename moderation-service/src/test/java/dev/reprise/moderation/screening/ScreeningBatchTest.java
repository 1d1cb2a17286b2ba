package dev.reprise.moderation.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import dev.reprise.events.MatchedAt;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.classifying.ClassifierSettings;
import dev.reprise.moderation.classifying.ClassifierSettings.Endpoint;
import dev.reprise.moderation.classifying.FakeClassifier;
import dev.reprise.moderation.screening.Screening.Decided;
import dev.reprise.starter.parts.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScreeningBatchTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final FakeClassifier classifier = new FakeClassifier();
    private final Moderation moderation = new Moderation(
            TestBroker.shared(),
            new ClassifierSettings(Map.of("toxicity", new Endpoint(classifier.url(), Duration.ofMillis(500)))));
    private final UUID post = Ids.next();

    @BeforeAll
    static void topics() {
        TestBroker.shared().checkedTopics();
    }

    @AfterEach
    void close() {
        moderation.close();
        classifier.close();
    }

    @Test
    void a_verdict_tells_the_rule_the_text_its_place_and_the_policy() {
        UUID comment = comment("🎶 An O\u00ADrange.");
        moderation.hear();

        Decided verdict = moderation.screening(comment).state().last();

        assertThat(verdict.status()).isEqualTo(Verdict.REJECTED);
        assertThat(verdict.ruleId()).isEqualTo("orange");
        assertThat(verdict.matched()).isEqualTo("O\u00ADrange");
        assertThat(verdict.matchedAt()).isEqualTo(new MatchedAt(5, 7));
        assertThat(verdict.reason()).isEqualTo("contains \"orange\"");
        assertThat(verdict.policyVersion()).isEqualTo(1);
        assertThat(verdict.decidedBy()).isEqualTo("policy");
    }

    @Test
    void what_comes_again_is_not_screened_again_and_the_authors_past_stays_as_it_is() {
        moderation.put(List.of(rule("new", "new-author", Map.of("comments", 1))));
        UUID first = comment("First.");
        UUID second = comment("Second.");
        moderation.edit(first, "First, edited.", NOON.plusSeconds(9));
        moderation.hear();
        List<Document> pasts = moderation.mongo().findAll(Document.class, "pasts");

        moderation.hearAgain();

        assertThat(moderation.screening(first).state().history())
                .extracting(Decided::status)
                .containsExactly(Verdict.HELD, Verdict.HELD);
        assertThat(moderation.screening(second).state().history())
                .extracting(Decided::status)
                .containsExactly(Verdict.APPROVED);
        assertThat(moderation.mongo().findAll(Document.class, "pasts")).isEqualTo(pasts);
    }

    @Test
    void what_authors_wrote_is_known_also_from_before_a_policy_asked_for_it() {
        comment("First.");
        moderation.hear();
        moderation.put(List.of(rule("new", "new-author", Map.of("comments", 1))));
        UUID second = comment("Second.");
        moderation.hear();

        assertThat(moderation.screening(second).state().status()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whatever_policies_come_meanwhile_each_verdict_is_by_one_of_them() {
        List<UUID> comments = new ArrayList<>();
        CompletableFuture<Void> puts = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 40; i++) {
                moderation.put(List.of(rule("v" + (i + 2), "contains-text", Map.of("texts", List.of("orange")))));
            }
        });
        while (!puts.isDone() || comments.size() < 200) {
            for (int i = 0; i < 20; i++) {
                comments.add(comment("An orange."));
            }
            moderation.hear();
        }
        puts.join();

        assertThat(comments).allSatisfy(comment -> {
            Decided verdict = moderation.screening(comment).state().last();
            assertThat(verdict.ruleId())
                    .isEqualTo(verdict.policyVersion() == 1 ? "orange" : "v" + verdict.policyVersion());
        });
        assertThat(moderation.screening(comments.getLast()).state().last().policyVersion())
                .isPositive();
    }

    @Test
    void a_comment_is_held_while_its_classifier_is_down_and_others_are_screened() {
        moderation.put(List.of(
                rule("orange", "contains-text", Map.of("texts", List.of("orange"))),
                rule(
                        "toxic",
                        "external",
                        Map.of("classifier", "toxicity", "flagged", List.of("toxic"), "clean", List.of("fine")))));
        UUID fine = comment("A quince.");
        moderation.hear();
        classifier.behave(FakeClassifier.saying(200, "{\"label\":\"toxic\"}"));
        UUID toxic = comment("A rotten quince.");
        moderation.hear();
        classifier.close();
        UUID unknown = comment("Another quince.");
        UUID orange = comment("An orange.");
        moderation.hear();
        int asked = classifier.asked();
        moderation.hearAgain();

        assertThat(moderation.screening(fine).state().status()).isEqualTo(Verdict.APPROVED);
        assertThat(moderation.screening(toxic).state().last().reason())
                .isEqualTo("the classifier toxicity calls it toxic");
        assertThat(moderation.screening(unknown).state().status()).isEqualTo(Verdict.HELD);
        assertThat(moderation.screening(unknown).state().last().reason()).startsWith("the classifier toxicity ");
        assertThat(moderation.screening(orange).state().last().ruleId()).isEqualTo("orange");
        assertThat(classifier.asked()).isEqualTo(asked);
    }

    private UUID comment(String content) {
        return moderation.comment(post, "bob", content, NOON);
    }

    private static Map<String, Object> rule(String id, String kind, Map<String, Object> parameters) {
        Map<String, Object> rule = new HashMap<>(parameters);
        rule.putAll(Map.of("id", id, "kind", kind, "outcome", "hold"));
        return rule;
    }
}
