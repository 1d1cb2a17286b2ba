package dev.reprise.moderation.classifying;

import dev.reprise.moderation.classifying.ClassifierSettings.Endpoint;
import dev.reprise.moderation.policy.Answer;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// The classifiers that this service is set up with. Thread-safe.
@Component
@EnableConfigurationProperties(ClassifierSettings.class)
public class Classifiers implements AutoCloseable {

    private final HttpClient client;
    private final Map<String, Classifier> byName = new TreeMap<>();

    public Classifiers(ClassifierSettings settings) {
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        settings.classifiers().forEach((name, endpoint) -> byName.put(name, classifier(name, endpoint)));
    }

    private Classifier classifier(String name, Endpoint endpoint) {
        return new Classifier(name, endpoint, client);
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /// What a classifier says of a text. Takes at most a little more than twice its timeout, and no time while
    /// it has been failing: what it can't answer is [Answer.None].
    public Answer ask(String name, String content) {
        @Nullable Classifier classifier = byName.get(name);
        return classifier == null ? new Answer.None("is not set up here") : classifier.ask(content);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
