package dev.reprise.starter.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/// Kafka clients with the settings that services have.
public final class TestClients {

    private TestClients() {}

    /// @param instance tells the instances of a service apart
    public static DefaultKafkaConsumerFactory<String, byte[]> consumers(String broker, String instance) {
        return new DefaultKafkaConsumerFactory<>(settings(broker, instance).buildConsumerProperties());
    }

    /// Gives up on a send after two seconds and not after ten, so that a short outage is seen as one.
    public static KafkaTemplate<String, byte[]> producer(String broker) {
        Map<String, Object> settings = settings(broker, "1").buildProducerProperties();
        settings.putAll(Map.of("delivery.timeout.ms", 2_000, "request.timeout.ms", 1_000, "max.block.ms", 1_000));
        return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(settings));
    }

    private static KafkaProperties settings(String broker, String instance) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "service",
                        Map.of(
                                "spring.application.name",
                                "test",
                                "server.port",
                                instance,
                                "spring.kafka.bootstrap-servers",
                                broker)));
        try {
            new YamlPropertySourceLoader()
                    .load("defaults", new ClassPathResource("service-defaults.yml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Binder.get(environment)
                .bind("spring.kafka", KafkaProperties.class)
                .get();
    }
}
