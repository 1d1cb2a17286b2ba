package dev.reprise.starter.boot;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.consumer.ConsumerLoops;
import dev.reprise.starter.consumer.ConsumersEndpoint;
import dev.reprise.starter.consumer.Subscription;
import dev.reprise.starter.history.History;
import dev.reprise.starter.outbox.OutboxRelay;
import dev.reprise.starter.restore.WhileServing;
import dev.reprise.starter.topics.StoredTopics;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/// Outbox relay, consumer loops and topic checks. A service adds `Subscription` beans and names what it publishes.
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration"
        })
@EnableConfigurationProperties(RepriseProperties.class)
class EventsAutoConfiguration {

    /// Whole milliseconds: the precision in which times are stored and published.
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec(EventRegistry.published());
    }

    @Bean
    History history(ConsumerFactory<String, byte[]> consumers, EventCodec codec) {
        return new History(consumers, codec);
    }

    @Bean
    @WhileServing
    TopicGuard topicGuard(
            RepriseProperties settings,
            ObjectProvider<Subscription> subscriptions,
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            MongoTemplate mongo) {
        return new TopicGuard(admin(kafka, connection), () -> topics(settings, subscriptions), new StoredTopics(mongo));
    }

    /// The settings of a Kafka admin client.
    static Map<String, Object> admin(KafkaProperties kafka, KafkaConnectionDetails connection) {
        Map<String, Object> admin = kafka.buildAdminProperties();
        admin.put("bootstrap.servers", connection.getAdmin().getBootstrapServers());
        return admin;
    }

    private static Set<Topic> topics(RepriseProperties settings, ObjectProvider<Subscription> subscriptions) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        topics.addAll(settings.publishes());
        topics.addAll(settings.reads());
        subscriptions.forEach(subscription -> topics.addAll(subscription.topics()));
        return topics;
    }

    @Bean
    @WhileServing
    OutboxRelay outboxHealthIndicator(
            MongoTemplate mongo,
            KafkaTemplate<String, byte[]> kafka,
            TopicGuard topics,
            RepriseProperties settings,
            MeterRegistry meters) {
        return new OutboxRelay(mongo, kafka, topics, settings.outboxSweep(), meters);
    }

    @Bean
    AggregateStores aggregateStores(
            MongoTemplate mongo,
            OutboxRelay relay,
            EventCodec codec,
            @Value("${spring.application.name}") String service) {
        return new AggregateStores(mongo, relay, codec, "/" + service);
    }

    @Bean
    @WhileServing
    ConsumerLoops consumersHealthIndicator(
            ObjectProvider<Subscription> subscriptions,
            ConsumerFactory<String, byte[]> consumers,
            MongoTemplate mongo,
            Clock clock,
            EventCodec codec,
            TopicGuard topics,
            MeterRegistry meters) {
        return new ConsumerLoops(subscriptions.stream().toList(), consumers, mongo, clock, codec, topics, meters);
    }

    @Bean
    ConsumersEndpoint consumersEndpoint(ConsumerLoops loops, OutboxRelay relay) {
        return new ConsumersEndpoint(loops, relay);
    }
}
