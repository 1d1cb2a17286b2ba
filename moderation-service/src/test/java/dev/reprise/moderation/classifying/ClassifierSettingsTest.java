package dev.reprise.moderation.classifying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.moderation.classifying.ClassifierSettings.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ClassifierSettingsTest {

    @Test
    void there_are_none_unless_somebody_sets_one_up() {
        assertThat(bound(Map.of()).classifiers()).isEmpty();
    }

    @Test
    void one_has_a_second_unless_it_is_given_another_time() {
        ClassifierSettings settings = bound(Map.of(
                "reprise.moderation.classifiers.toxicity.url", "http://classifier:8080/classify",
                "reprise.moderation.classifiers.spam.url", "http://spam/",
                "reprise.moderation.classifiers.spam.timeout", "250ms"));

        assertThat(settings.classifiers())
                .containsOnly(
                        Map.entry(
                                "toxicity",
                                new Endpoint(URI.create("http://classifier:8080/classify"), Duration.ofSeconds(1))),
                        Map.entry("spam", new Endpoint(URI.create("http://spam/"), Duration.ofMillis(250))));
    }

    private static ClassifierSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("reprise.moderation", ClassifierSettings.class);
    }
}
