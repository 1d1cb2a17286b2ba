package dev.reprise.bench;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/// Kafka clients with the settings of the services, read from where the services have them.
final class ServiceKafka {

    private final KafkaProperties settings;

    ServiceKafka(String broker) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "bench",
                        Map.of(
                                "spring.application.name",
                                "bench",
                                "spring.kafka.bootstrap-servers",
                                broker,
                                "spring.kafka.consumer.group-id",
                                "bench")));
        new YamlPropertySourceLoader()
                .load("services", new ClassPathResource("service-defaults.yml"))
                .forEach(environment.getPropertySources()::addLast);
        settings = Binder.get(environment)
                .bind("spring.kafka", KafkaProperties.class)
                .get();
    }

    KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(settings.buildProducerProperties());
    }

    /// To be assigned partitions; it commits nothing.
    KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(settings.buildConsumerProperties());
    }
}
