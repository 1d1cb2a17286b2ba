package dev.reprise.moderation;

import static dev.reprise.moderation.RunningModerationService.decision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.moderation.RunningModerationService.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// What happens to one comment at the same moment. Nothing is said of who wins, only of what is left.
@ExtendWith(ModerationServiceExtension.class)
class DecisionRaceTest {

    private final RunningModerationService service;
    private final Discussion discussion;

    DecisionRaceTest(RunningModerationService service) {
        this.service = service;
        this.discussion = new Discussion(service).titled("Race");
    }

    @RepeatedTest(10)
    void of_two_moderators_one_wins_and_the_other_is_told_who() throws Exception {
        UUID held = discussion.held("bob", "A lemon.");

        List<Answer> answers = together(
                () -> service.decide("ada", decision(held, 1, "approve")),
                () -> service.decide("grace", decision(held, 1, "reject")));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
        String winner = answers.get(0).status() == 201 ? "ada" : "grace";
        Answer told = answers.get(winner.equals("ada") ? 1 : 0);
        assertThat(told.code()).isEqualTo("already-decided");
        assertThat(told.body().path("decidedBy").asString()).isEqualTo(winner);
        List<CommentModerated> published = discussion.awaitPublished(held, 2);
        assertThat(published).extracting(CommentModerated::decidedBy).containsExactly("policy", winner);
    }

    @RepeatedTest(10)
    void a_decision_during_an_edit_is_on_what_was_seen_or_refused_and_the_edit_is_screened_in_any_case()
            throws Exception {
        UUID held = discussion.held("bob", "A lemon.");

        Answer answer = together(() -> service.decide("ada", decision(held, 1, "approve")), () -> {
                    discussion.edited(held, 2, "An orange.");
                    return null;
                })
                .getFirst();

        boolean accepted = answer.status() == 201;
        List<JsonNode> verdicts = discussion.awaitVerdicts(held, accepted ? 3 : 2);
        assertThat(accepted || answer.code().equals("stale-revision")).isTrue();
        assertThat(verdicts).hasSize(accepted ? 3 : 2);
        assertThat(verdicts.getLast().path("revision").asInt()).isEqualTo(2);
        assertThat(verdicts.getLast().path("status").asString()).isEqualTo("rejected");
        assertThat(verdicts.subList(0, verdicts.size() - 1))
                .allSatisfy(
                        verdict -> assertThat(verdict.path("revision").asInt()).isEqualTo(1));
        assertThat(discussion.queued(held)).isEmpty();
    }

    @RepeatedTest(5)
    void a_decision_during_a_deletion_is_accepted_before_it_or_refused_after() throws Exception {
        UUID held = discussion.held("bob", "A lemon.");

        Answer answer = together(() -> service.decide("ada", decision(held, 1, "approve")), () -> {
                    discussion.deleted(held);
                    return null;
                })
                .getFirst();

        assertThat(answer.status()).isIn(201, 404);
        RunningModerationService.patiently()
                .until(() ->
                        service.decide("grace", decision(held, 1, "reject")).status() == 404);
        assertThat(discussion.verdicts(held)).hasSize(answer.status() == 201 ? 2 : 1);
        assertThat(discussion.queued(held)).isEmpty();
    }

    @SafeVarargs
    private static List<Answer> together(Callable<Answer>... actions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.length);
        List<Future<Answer>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<Answer> action : actions) {
                running.add(threads.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> finished : running) {
            answers.add(finished.get());
        }
        return answers;
    }
}
