package dev.reprise.moderation.classifying;

import static dev.reprise.moderation.classifying.FakeClassifier.saying;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.reprise.moderation.classifying.ClassifierSettings.Endpoint;
import dev.reprise.moderation.policy.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifiersTest {

    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final FakeClassifier server = new FakeClassifier();
    private final Classifiers classifiers =
            new Classifiers(new ClassifierSettings(Map.of("toxicity", new Endpoint(server.url(), TIMEOUT))));
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() {
        over.countDown();
        classifiers.close();
        server.close();
    }

    @Test
    void a_label_is_the_answer_and_the_content_was_the_question() {
        AtomicReference<String> question = new AtomicReference<>("");
        server.behave(exchange -> {
            question.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            saying(200, "{\"label\":\"toxic\",\"score\":0.9}").answer(exchange);
        });

        assertThat(ask()).isEqualTo(new Answer.Label("toxic"));
        assertThat(question).hasValue("POST application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|{\"label\":\"fine\"}",
                "404|nothing",
                "204|''",
                "302|{\"label\":\"fine\"}",
                "200|''",
                "200|null",
                "200|not json",
                "200|[\"fine\"]",
                "200|{}",
                "200|{\"label\":null}",
                "200|{\"label\":\" \"}",
                "200|{\"label\":{\"fine\":1}}",
                "200|{\"label\":\"fine\""
            })
    void a_lie_is_no_answer(int status, String body) {
        server.behave(saying(status, body));

        assertThat(ask()).isInstanceOf(Answer.None.class);
    }

    @Test
    void a_slow_one_is_not_waited_for() {
        server.behave(exchange -> await());

        assertThat(timed()).isEqualTo(new Answer.None("did not answer in time"));
    }

    @Test
    void one_that_never_stops_dripping_is_not_waited_for() {
        server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"label\":".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await();
        });

        assertThat(timed()).isEqualTo(new Answer.None("did not answer in time"));
    }

    @Test
    void a_huge_answer_is_not_read_to_its_end() {
        server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = " ".repeat(64 * 1024).getBytes(UTF_8);
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(much);
            }
        });

        assertThat(timed()).isInstanceOf(Answer.None.class);
    }

    @Test
    void one_that_is_down_is_no_answer_and_is_soon_left_alone() {
        server.close();
        for (int i = 0; i < 3; i++) {
            assertThat(timed()).isEqualTo(new Answer.None("could not be reached, or broke off"));
        }

        assertThat(ask()).isEqualTo(new Answer.None("has been failing and is left alone for a while"));
    }

    @Test
    void one_that_fails_once_is_asked_again() {
        server.behave(exchange -> {
            server.behave(saying(200, "{\"label\":\"fine\"}"));
            saying(503, "").answer(exchange);
        });

        assertThat(ask()).isEqualTo(new Answer.Label("fine"));
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void one_that_fails_again_and_again_is_not_asked_for_a_while() {
        server.behave(saying(503, ""));
        for (int i = 0; i < 20; i++) {
            assertThat(ask()).isInstanceOf(Answer.None.class);
        }

        assertThat(server.asked()).isEqualTo(6);
    }

    @Test
    void one_that_is_not_set_up_is_no_answer() {
        assertThat(classifiers.ask("sentiment", "hello")).isEqualTo(new Answer.None("is not set up here"));
        assertThat(classifiers.names()).containsExactly("toxicity");
    }

    private Answer ask() {
        return classifiers.ask("toxicity", "hello");
    }

    /// Two attempts, each with its time, and what a busy machine adds.
    private Answer timed() {
        return assertTimeoutPreemptively(TIMEOUT.multipliedBy(2).plusSeconds(3), this::ask);
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
