package dev.reprise.moderation.classifying;

import dev.reprise.moderation.classifying.ClassifierSettings.Endpoint;
import dev.reprise.moderation.policy.Answer;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// One classifier. Each attempt has its time, from the connection to the last byte of an answer of bounded size; there
/// are two attempts; and when half of the last attempts failed, nobody waits for it for a while. Thread-safe.
final class Classifier {

    private static final Logger LOG = LoggerFactory.getLogger(Classifier.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_CHARACTERS = 100;
    private static final int ATTEMPTS = 2;

    static final Duration REST = Duration.ofSeconds(10);

    /// What stands in an answer.
    private record Labelled(@Nullable String label) {}

    /// It did not give an answer that can be used.
    static final class Unanswered extends Exception {
        Unanswered(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }

    private final String name;
    private final Endpoint endpoint;
    private final HttpClient client;
    private final CircuitBreaker breaker;

    Classifier(String name, Endpoint endpoint, HttpClient client) {
        this.name = name;
        this.endpoint = endpoint;
        this.client = client;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(6)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
    }

    Answer ask(String content) {
        Answer answer = new Answer.None("was not asked");
        for (int attempt = 1; attempt <= ATTEMPTS && answer instanceof Answer.None; attempt++) {
            try {
                answer = new Answer.Label(breaker.executeCallable(() -> attempt(content)));
            } catch (CallNotPermittedException e) {
                return new Answer.None("has been failing and is left alone for a while");
            } catch (Unanswered e) {
                LOG.warn("classifier {} {}", name, e.getMessage(), e.getCause());
                answer = new Answer.None(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a classifier was asked", e);
            } catch (Exception e) {
                throw new IllegalStateException("asking a classifier failed in a way that is not foreseen", e);
            }
        }
        return answer;
    }

    private String attempt(String content) throws Unanswered, InterruptedException {
        HttpResponse<byte[]> response = exchanged(content);
        if (response.statusCode() != 200) {
            throw new Unanswered("answered with status " + response.statusCode(), null);
        }
        return label(response.body());
    }

    /// The label in an answer: 1–100 characters, not blank.
    static String label(byte[] answer) throws Unanswered {
        try {
            String label = JSON.readValue(answer, Labelled.class).label();
            if (label == null || label.isBlank() || label.length() > MOST_CHARACTERS) {
                throw new Unanswered("gave no label", null);
            }
            return label;
        } catch (JacksonException | NullPointerException e) {
            throw new Unanswered("answered something else than a label in JSON", e);
        }
    }

    private HttpResponse<byte[]> exchanged(String content) throws Unanswered, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.url())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("content", content))))
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return exchange.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unanswered("did not answer in time", null);
        } catch (ExecutionException e) {
            String why =
                    e.getCause() instanceof IOException ? "could not be reached, or broke off" : "could not be asked";
            throw new Unanswered(why, e.getCause());
        } finally {
            // Ends an exchange that still goes on, with its connection.
            exchange.cancel(true);
        }
    }
}
