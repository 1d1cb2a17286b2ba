package dev.reprise.moderation.queue;

import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A subscription of its own, so that screening never waits for it.
@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

    @Bean
    Subscription queued(QueueProjection projection) {
        return Subscription.perKey(
                "moderation-service-queue", Set.of(Topic.POSTS, Topic.MODERATION), projection::apply);
    }
}
