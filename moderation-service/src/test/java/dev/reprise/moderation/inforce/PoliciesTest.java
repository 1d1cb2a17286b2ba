package dev.reprise.moderation.inforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.starter.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private final TestStore store = TestStore.fresh();
    private final Policies policies = new Policies(store.mongo());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void until_somebody_puts_another_the_initial_one_is_in_force() {
        assertThat(policies.newest()).isEqualTo(PolicyDocument.initial());
        assertThat(policies.inForce().version()).isEqualTo(1);
    }

    @Test
    void a_policy_that_was_put_is_in_force_at_once_here_and_soon_everywhere() {
        Policies elsewhere = new Policies(store.mongo());
        assertThat(elsewhere.inForce().version()).isEqualTo(1);

        assertThat(policies.put(version(2, "lemon"))).isTrue();

        assertThat(policies.inForce().version()).isEqualTo(2);
        assertThat(policies.newest()).isEqualTo(version(2, "lemon"));
        await().atMost(Policies.STALE.plus(Duration.ofSeconds(5)))
                .until(() -> elsewhere.inForce().version() == 2);
    }

    @Test
    void every_version_is_kept() {
        policies.put(version(2, "lemon"));
        policies.put(version(3, "lime"));

        assertThat(policies.version(1)).contains(PolicyDocument.initial());
        assertThat(policies.version(2)).contains(version(2, "lemon"));
        assertThat(policies.version(3)).contains(version(3, "lime"));
        assertThat(policies.version(4)).isEmpty();
    }

    @Test
    void of_many_who_put_the_next_version_one_wins_and_the_others_are_told() throws Exception {
        int moderators = 16;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> puts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < moderators; i++) {
                PolicyDocument next = version(2, "fruit" + i);
                Policies instance = new Policies(store.mongo());
                puts.add(threads.submit(() -> {
                    start.await();
                    return instance.put(next);
                }));
            }
            start.countDown();
        }

        List<Integer> winners = winners(puts);
        assertThat(winners).hasSize(1);
        assertThat(policies.newest()).isEqualTo(version(2, "fruit" + winners.getFirst()));
    }

    private static List<Integer> winners(List<Future<Boolean>> puts) throws ExecutionException, InterruptedException {
        List<Integer> winners = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            if (puts.get(i).get()) {
                winners.add(i);
            }
        }
        return winners;
    }

    private static PolicyDocument version(long version, String text) {
        Map<String, Object> rule =
                Map.of("id", "fruit", "kind", "contains-text", "outcome", "reject", "texts", List.of(text));
        return new PolicyDocument(version, List.of(rule), "ada", Instant.parse("2026-05-04T09:30:00Z"));
    }
}
