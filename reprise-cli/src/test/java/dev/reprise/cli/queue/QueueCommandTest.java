package dev.reprise.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.Ran;
import dev.reprise.cli.http.FakeService;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every command against real HTTP, without a terminal.
class QueueCommandTest {

    private FakeService moderation;

    @BeforeEach
    void start() throws IOException {
        moderation = new FakeService();
    }

    @AfterEach
    void stop() {
        moderation.close();
    }

    @Test
    void list_reads_all_pages_and_prints_a_line_for_each_comment() {
        moderation
                .answers("GET /queue?limit=100", 200, page("next", waiting("c1", "A\nlemon.")))
                .answers("GET /queue?limit=100&cursor=next", 200, page(null, waiting("c2", "Two lemons. ".repeat(20))));

        Ran table = run("list");
        Ran lines = run("list", "-o", "ndjson");

        assertThat(table.status()).isZero();
        assertThat(table.out().lines()).hasSize(3);
        assertThat(table.out()).contains("c1@1", "Fruit", "bob", "contains lemon", "A lemon.", "c2@1", "…");
        assertThat(lines.lines())
                .extracting(comment -> comment.path("commentId").asString())
                .containsExactly("c1", "c2");
    }

    @Test
    void decisions_name_the_revisions_that_were_seen_and_tell_what_became_of_each() {
        moderation.answers(
                "POST /decisions",
                207,
                Map.of("items", List.of(decided("c1", "approved"), refused("c2", 409, "stale-revision"))));

        Ran table = run("approve", "c1@1", "c2@3", "--reason", "Fine.");
        Ran json = run("approve", "c1@1", "c2@3", "--reason", "Fine.", "-o", "ndjson");

        assertThat(table.status()).isEqualTo(5);
        assertThat(table.out()).contains("c1 approved", "c2 not decided: stale-revision happened.");
        assertThat(json.lines()).extracting(item -> item.path("status").asInt()).containsExactly(201, 409);
        assertThat(moderation.requests.getFirst())
                .isEqualTo("POST /decisions ["
                        + "{\"commentId\":\"c1\",\"revision\":1,\"decision\":\"approve\",\"reason\":\"Fine.\"},"
                        + "{\"commentId\":\"c2\",\"revision\":3,\"decision\":\"approve\",\"reason\":\"Fine.\"}]");
        assertThat(moderation.headers).containsKey("Idempotency-key");
        assertThat(moderation.author).isEqualTo(System.getProperty("user.name"));
    }

    @Test
    void what_is_all_decided_ends_with_0_and_what_is_gone_with_1() {
        moderation
                .answers("POST /decisions", 207, Map.of("items", List.of(decided("c1", "rejected"))))
                .answers("POST /decisions", 207, Map.of("items", List.of(refused("c1", 404, "comment-not-found"))));

        assertThat(run("reject", "c1@1").status()).isZero();
        assertThat(run("reject", "c1@1").status()).isEqualTo(1);
    }

    @Test
    void a_comment_without_a_revision_is_wrong_usage_and_nothing_is_asked() {
        Ran without = run("reject", "c1");

        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).contains("no comment with a revision");
        assertThat(run("reject").status()).isEqualTo(2);
        assertThat(moderation.requests).isEmpty();
    }

    @Test
    void a_refused_list_is_told_and_a_service_that_is_away_ends_with_6() {
        moderation.refuses("POST /decisions", 400, "invalid-field", "The field '[0].commentId' is no id.");

        Ran refused = run("approve", "c1@1");
        moderation.close();

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("is no id");
        assertThat(run("list").status()).isEqualTo(6);
    }

    private Ran run(String... arguments) {
        return Ran.with(Stream.of(Stream.of("queue"), Stream.of(arguments), Stream.of("--url", moderation.url()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private static Map<String, Object> page(@Nullable String next, Map<String, Object> item) {
        Map<String, Object> page = new HashMap<>();
        page.put("items", List.of(item));
        page.put("nextCursor", next);
        return page;
    }

    private static Map<String, Object> waiting(String id, String content) {
        return Map.of(
                "commentId",
                id,
                "revision",
                1,
                "postTitle",
                "Fruit",
                "authorId",
                "bob",
                "author",
                Map.of("approved", 3, "rejected", 1),
                "content",
                content,
                "reason",
                "contains lemon",
                "heldAt",
                "2026-05-04T09:30:00Z");
    }

    private static Map<String, Object> decided(String id, String status) {
        return Map.of("commentId", id, "status", 201, "decision", Map.of("status", status));
    }

    private static Map<String, Object> refused(String id, int status, String code) {
        return Map.of(
                "commentId", id, "status", status, "problem", Map.of("code", code, "detail", code + " happened."));
    }
}
