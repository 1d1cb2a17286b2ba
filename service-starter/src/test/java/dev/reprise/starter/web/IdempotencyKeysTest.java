package dev.reprise.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.starter.store.TestStore;
import dev.reprise.starter.web.IdempotencyKeys.Claim;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

class IdempotencyKeysTest {

    private static final Caller ADA = new Caller("ada", false);
    private static final Caller BOB = new Caller("bob", false);
    private static final String CREATE = "POST /things";
    private static final Map<String, String> LAMP = Map.of("name", "lamp");

    private final TestStore store = TestStore.fresh();
    private final IdempotencyKeys keys =
            new IdempotencyKeys(store.mongo(), new JsonMapper(), Clock.tickMillis(ZoneOffset.UTC));

    @AfterEach
    void drop() {
        store.close();
    }

    @Test
    void the_same_key_and_body_get_the_same_claim() {
        Claim first = keys.claim("key", ADA, CREATE, LAMP);

        assertThat(keys.claim("key", ADA, CREATE, LAMP)).isEqualTo(first);
    }

    @Test
    void without_a_key_every_request_is_a_new_one() {
        assertThat(keys.claim(null, ADA, CREATE, LAMP)).isNotEqualTo(keys.claim(null, ADA, CREATE, LAMP));
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        keys.claim("key", ADA, CREATE, LAMP);

        assertThatThrownBy(() -> keys.claim("key", ADA, CREATE, Map.of("name", "chair")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo("idempotency-key-reused");
                    assertThat(refused.problem().status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
                });
    }

    @Test
    void the_keys_of_other_callers_and_operations_do_not_meet() {
        Claim first = keys.claim("key", ADA, CREATE, LAMP);

        assertThat(keys.claim("key", BOB, CREATE, LAMP)).isNotEqualTo(first);
        assertThat(keys.claim("key", ADA, "POST /chairs", LAMP)).isNotEqualTo(first);
        assertThat(keys.claim("other", ADA, CREATE, LAMP)).isNotEqualTo(first);
    }

    @Test
    void an_empty_or_too_long_key_is_refused() {
        for (String key : List.of("", " ", "x".repeat(256))) {
            assertThatThrownBy(() -> keys.claim(key, ADA, CREATE, LAMP))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().code()).isEqualTo("invalid-idempotency-key"));
        }
    }

    @Test
    void fifty_threads_that_race_for_one_key_get_one_claim() throws ExecutionException, InterruptedException {
        Set<Claim> claims = new HashSet<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Claim>> racing = new ArrayList<>();
            for (int thread = 0; thread < 50; thread++) {
                racing.add(pool.submit(() -> keys.claim("key", ADA, CREATE, LAMP)));
            }
            for (Future<Claim> one : racing) {
                claims.add(one.get());
            }
        }

        assertThat(claims).hasSize(1);
    }
}
