package dev.reprise.moderation;

import static dev.reprise.moderation.RunningModerationService.decision;
import static dev.reprise.moderation.RunningModerationService.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.RunningModerationService.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(ModerationServiceExtension.class)
class DecisionsTest {

    private final RunningModerationService service;
    private final Discussion discussion;

    DecisionsTest(RunningModerationService service) {
        this.service = service;
        this.discussion = new Discussion(service).titled("Fruit");
    }

    @Test
    void a_decision_is_answered_published_and_remembered_and_the_comment_waits_no_more() {
        UUID held = discussion.held("bob", "A lemon.");

        Answer answer = service.decide(
                "grace",
                "{\"commentId\":\"%s\",\"revision\":1,\"decision\":\"reject\",\"reason\":\"No citrus.\"}"
                        .formatted(held));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/comments/" + held + "/history");
        assertThat(answer.etag()).isEqualTo("\"2\"");
        assertThat(answer.body().path("status").asString()).isEqualTo("rejected");
        assertThat(answer.body().path("decidedBy").asString()).isEqualTo("grace");
        assertThat(discussion.queued(held)).isEmpty();
        CommentModerated verdict = discussion.awaitPublished(held, 2).getLast();
        assertThat(verdict.status()).isEqualTo(Verdict.REJECTED);
        assertThat(verdict.revision()).isEqualTo(1);
        assertThat(verdict.reason()).isEqualTo("No citrus.");
        assertThat(verdict.decidedBy()).isEqualTo("grace");
        assertThat(verdict.ruleId()).isNull();
        assertThat(discussion.verdicts(held))
                .extracting(item -> item.path("decidedBy").asString())
                .containsExactly("policy", "grace");
    }

    @Test
    void a_decision_on_what_the_comment_said_before_is_refused_and_changes_nothing() {
        UUID held = discussion.held("bob", "A lemon.");
        discussion.edited(held, 2, "Two lemons.");
        discussion.awaitVerdicts(held, 2);

        Answer stale = service.decide("grace", decision(held, 1, "approve"));

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.code()).isEqualTo("stale-revision");
        assertThat(stale.body().path("revision").asInt()).isEqualTo(2);
        assertThat(discussion.verdicts(held)).hasSize(2);
        assertThat(discussion.queued(held)).isPresent();
    }

    @Test
    void the_second_of_two_moderators_is_told_who_was_first_and_may_overrule_what_they_saw() {
        UUID held = discussion.held("bob", "A lemon.");
        Answer first = service.decide("grace", decision(held, 1, "reject"));

        Answer second = service.decide("ada", decision(held, 1, "approve"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("already-decided");
        assertThat(second.body().path("decidedBy").asString()).isEqualTo("grace");
        assertThat(second.body().path("verdict").asString()).isEqualTo("rejected");
        assertThat(second.body().path("decidedAt")).isEqualTo(first.body().path("decidedAt"));
        assertThat(discussion.verdicts(held)).hasSize(2);

        assertThat(service.decide("ada", decision(held, 1, "approve"), "If-Match", "\"1\"")
                        .code())
                .isEqualTo("stale-version");
        String seen = service.get("/comments/" + held + "/history").etag();
        assertThat(service.decide("ada", decision(held, 1, "approve"), "If-Match", seen)
                        .status())
                .isEqualTo(201);
        assertThat(discussion.verdicts(held).getLast().path("status").asString())
                .isEqualTo("approved");
    }

    @Test
    void a_moderator_changes_their_own_mind_and_the_policys() {
        UUID rejected = discussion.commented("bob", "An orange.");
        discussion.awaitVerdicts(rejected, 1);

        assertThat(service.decide("grace", decision(rejected, 1, "approve")).status())
                .isEqualTo(201);
        assertThat(service.decide("grace", decision(rejected, 1, "reject")).status())
                .isEqualTo(201);
        assertThat(service.decide("grace", decision(rejected, 1, "reject")).code())
                .isEqualTo("already-decided");
        assertThat(discussion.verdicts(rejected)).hasSize(3);
    }

    @Test
    void what_a_person_decided_outlives_every_redelivery_and_ends_with_the_authors_edit() {
        UUID comment = Ids.next();
        EventEnvelope created = service.publish(
                new CommentCreated(
                        comment, discussion.post(), "bob", "A lemon.", CommentStatus.PENDING, 1, Discussion.NOW),
                1);
        discussion.awaitQueued(comment);
        service.decide("grace", decision(comment, 1, "approve"));

        service.publish(created);
        service.publish(created);
        UUID marker = discussion.held("bob", "A lemon.");
        assertThat(discussion.verdicts(comment)).hasSize(2);
        assertThat(discussion.queued(comment)).isEmpty();
        assertThat(discussion.queued(marker)).isPresent();

        service.publish(
                new dev.reprise.events.CommentEvent.CommentUpdated(
                        comment, discussion.post(), "An orange.", CommentStatus.PENDING, 2, null, Discussion.NOW),
                2);
        List<JsonNode> verdicts = discussion.awaitVerdicts(comment, 3);
        assertThat(verdicts.getLast().path("decidedBy").asString()).isEqualTo("policy");
        assertThat(verdicts.getLast().path("status").asString()).isEqualTo("rejected");
    }

    @Test
    void a_repeated_request_gets_the_first_answer_and_decides_once() {
        UUID held = discussion.held("bob", "A lemon.");
        String key = Ids.next().toString();

        Answer first = service.decide("grace", decision(held, 1, "approve"), "Idempotency-Key", key);
        Answer again = service.decide("grace", decision(held, 1, "approve"), "Idempotency-Key", key);
        Answer other = service.decide("grace", decision(held, 1, "reject"), "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(other.status()).isEqualTo(422);
        assertThat(discussion.verdicts(held)).hasSize(2);

        discussion.deleted(held);
        patiently()
                .until(() -> service.decide("ada", decision(held, 1, "approve")).status() == 404);
        assertThat(service.decide("grace", decision(held, 1, "approve"), "Idempotency-Key", key)
                        .body())
                .isEqualTo(first.body());
    }

    @Test
    void a_list_is_decided_one_by_one_and_says_what_became_of_each() {
        UUID held = discussion.held("bob", "A lemon.");
        UUID taken = discussion.held("bob", "A lemon.");
        UUID edited = discussion.held("bob", "A lemon.");
        service.decide("ada", decision(taken, 1, "reject"));
        discussion.edited(edited, 2, "Two lemons.");
        discussion.awaitVerdicts(edited, 2);
        String list = "[%s, %s, %s, %s]"
                .formatted(
                        decision(held, 1, "approve"),
                        decision(taken, 1, "approve"),
                        decision(edited, 1, "approve"),
                        decision(Ids.next(), 1, "approve"));
        String key = Ids.next().toString();

        Answer answer = service.decide("grace", list, "Idempotency-Key", key);

        assertThat(answer.status()).isEqualTo(207);
        List<JsonNode> items = answer.body().path("items").valueStream().toList();
        assertThat(items).extracting(item -> item.path("status").asInt()).containsExactly(201, 409, 409, 404);
        assertThat(items)
                .extracting(item -> item.path("problem").path("code").asString(""))
                .containsExactly("", "already-decided", "stale-revision", "comment-not-found");
        assertThat(items.getFirst().path("decision").path("status").asString()).isEqualTo("approved");
        assertThat(items.get(1).path("problem").path("decidedBy").asString()).isEqualTo("ada");
        assertThat(service.decide("grace", list, "Idempotency-Key", key).body()).isEqualTo(answer.body());
        assertThat(discussion.verdicts(held)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400|invalid-field",
                "{'commentId':'01980c5f-1b20-7e4d-8c02-5d9b3a7f6e11','revision':0,'decision':'approve'}|400|invalid-field",
                "{'commentId':'01980c5f-1b20-7e4d-8c02-5d9b3a7f6e11','revision':1,'decision':'hold'}|400|invalid-field",
                "{'commentId':'no id','revision':1,'decision':'approve'}|400|wrong-type",
                "{'commentId':'01980c5f-1b20-7e4d-8c02-5d9b3a7f6e11','revision':'1','decision':'approve'}|400|wrong-type",
                "{'status':'approved'}|400|unknown-field",
                "[]|400|invalid-field",
                "[{}]|400|invalid-field",
                "[{'status':'approved'}]|400|unknown-field",
                "[null]|400|wrong-type",
                "null|400|malformed-json",
                "{'commentId':'01980c5f-1b20-7e4d-8c02-5d9b3a7f6e11','revision':1,'decision':'approve'}|404|comment-not-found",
            })
    void what_can_not_be_understood_or_found_is_refused(String body, int status, String code) {
        Answer answer = service.decide("grace", body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void a_list_has_at_most_100_decisions_and_one_for_each_comment() {
        UUID comment = Ids.next();
        String two = "[%s, %s]".formatted(decision(comment, 1, "approve"), decision(comment, 1, "reject"));
        String many = java.util.stream.IntStream.rangeClosed(0, 100)
                .mapToObj(_ -> decision(Ids.next(), 1, "approve"))
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));

        assertThat(service.decide("grace", two).body().path("errors").toString())
                .contains("[1].commentId");
        assertThat(service.decide("grace", many).code()).isEqualTo("invalid-field");
        assertThat(service.decide("grace", "[" + decision(comment, 1, "approve") + "]", "If-Match", "\"1\"")
                        .code())
                .isEqualTo("if-match-with-list");
    }

    @Test
    void nobody_decides_in_the_policys_name() {
        UUID held = discussion.held("bob", "A lemon.");

        assertThat(service.decide("policy", decision(held, 1, "approve")).code())
                .isEqualTo("reserved-author");
        assertThat(discussion.queued(held)).isPresent();
    }
}
