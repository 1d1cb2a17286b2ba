package dev.reprise.moderation;

import static dev.reprise.moderation.RunningModerationService.decision;
import static dev.reprise.moderation.RunningModerationService.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ModerationServiceExtension.class)
class QueueTest {

    private final RunningModerationService service;
    private final Discussion discussion;
    private final String author = "author-" + Ids.next();

    QueueTest(RunningModerationService service) {
        this.service = service;
        this.discussion = new Discussion(service);
    }

    @Test
    void a_held_comment_waits_with_what_helps_to_decide_on_it() {
        discussion.titled("Fruit");
        UUID approved = discussion.commented(author, "A quince.");
        UUID rejected = discussion.commented(author, "An orange.");
        discussion.awaitVerdicts(approved, 1);
        discussion.awaitVerdicts(rejected, 1);
        UUID held = discussion.held(author, "A Lemon.");

        patiently().untilAsserted(() -> {
            JsonNode item = discussion.queued(held).orElseThrow();
            assertThat(item.path("postId").asString())
                    .isEqualTo(discussion.post().toString());
            assertThat(item.path("postTitle").asString()).isEqualTo("Fruit");
            assertThat(item.path("authorId").asString()).isEqualTo(author);
            assertThat(item.path("author").toString()).isEqualTo("{\"approved\":1,\"rejected\":1}");
            assertThat(item.path("content").asString()).isEqualTo("A Lemon.");
            assertThat(item.path("revision").asInt()).isEqualTo(1);
            assertThat(item.path("ruleId").asString()).isEqualTo("hold-lemon");
            assertThat(item.path("matched").asString()).isEqualTo("Lemon");
            assertThat(item.path("policyVersion").asInt()).isEqualTo(2);
        });
        assertThat(discussion.queued(approved)).isEmpty();
        assertThat(discussion.queued(rejected)).isEmpty();
    }

    @Test
    void a_comment_under_a_post_that_nobody_told_of_waits_without_a_title_and_gets_it_later() {
        UUID held = discussion.held(author, "A lemon.");
        assertThat(discussion.queued(held).orElseThrow().has("postTitle")).isFalse();

        discussion.titled("Late").retitled("Later");

        patiently()
                .untilAsserted(() -> assertThat(discussion
                                .queued(held)
                                .orElseThrow()
                                .path("postTitle")
                                .asString())
                        .isEqualTo("Later"));
    }

    @Test
    void the_queue_drops_what_is_deleted_with_its_post_also_when_that_was_heard_first() {
        UUID before = discussion.held(author, "A lemon.");

        discussion.titled("Gone").closed();
        patiently().until(() -> discussion.queued(before).isEmpty());
        UUID after = discussion.commented(author, "Another lemon.");
        discussion.awaitVerdicts(after, 1);
        Discussion marker = new Discussion(service);
        marker.held(author, "A lemon.");

        assertThat(discussion.queued(before)).isEmpty();
        assertThat(discussion.queued(after)).isEmpty();
        assertThat(service.decide("ada", decision(before, 1, "approve")).status())
                .isEqualTo(404);
    }

    @Test
    void the_queue_drops_a_deleted_comment_and_nobody_decides_on_it_any_more() {
        UUID held = discussion.held(author, "A lemon.");

        discussion.deleted(held);
        patiently().until(() -> discussion.queued(held).isEmpty());

        assertThat(service.decide("ada", decision(held, 1, "approve")).code()).isEqualTo("comment-not-found");
        assertThat(discussion.verdicts(held)).hasSize(1);
    }

    @Test
    void an_edit_takes_a_comment_out_of_the_queue_or_shows_what_it_says_now() {
        UUID mended = discussion.held(author, "A lemon.");
        UUID changed = discussion.held(author, "A lemon.");

        discussion.edited(mended, 2, "A quince.");
        discussion.edited(changed, 2, "Two lemons.");

        patiently().until(() -> discussion.queued(mended).isEmpty());
        patiently().untilAsserted(() -> {
            JsonNode item = discussion.queued(changed).orElseThrow();
            assertThat(item.path("revision").asInt()).isEqualTo(2);
            assertThat(item.path("content").asString()).isEqualTo("Two lemons.");
        });
    }

    @Test
    void pages_go_from_the_oldest_to_the_newest_and_a_decision_in_between_moves_nothing() {
        List<UUID> held = java.util.stream.IntStream.range(0, 7)
                .mapToObj(number -> discussion.held(author, "Lemon " + number))
                .toList();
        List<UUID> all = ids(service.queue(100));
        assertThat(all).isSorted().containsSubsequence(held);
        assertThat(ids(service.queue(2))).isEqualTo(all);

        JsonNode first =
                service.get("/queue?limit=" + (all.indexOf(held.get(3)) + 1)).body();
        held.subList(0, 4).forEach(comment -> service.decide("ada", decision(comment, 1, "reject")));
        String cursor = first.path("nextCursor").asString();
        List<UUID> next = ids(service.get("/queue?limit=100&cursor=" + cursor)
                .body()
                .path("items")
                .valueStream()
                .toList());

        assertThat(next).startsWith(held.get(4), held.get(5), held.get(6));
        assertThat(ids(service.queue(1))).doesNotContainAnyElementsOf(held.subList(0, 4));
    }

    @Test
    void a_page_takes_no_cursor_of_another_list_and_no_limit_beyond_100() {
        assertThat(service.get("/queue?cursor=cG9zdHM6MQ").code()).isEqualTo("invalid-cursor");
        assertThat(service.get("/queue?limit=101").code()).isEqualTo("invalid-limit");
    }

    private static List<UUID> ids(List<JsonNode> items) {
        return items.stream()
                .map(item -> UUID.fromString(item.path("commentId").asString()))
                .toList();
    }
}
