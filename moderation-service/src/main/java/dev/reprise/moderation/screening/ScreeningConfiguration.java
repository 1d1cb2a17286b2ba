package dev.reprise.moderation.screening;

import dev.reprise.events.Topic;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.consumer.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What this service keeps and what it listens to.
@Configuration(proxyBeanMethods = false)
class ScreeningConfiguration {

    @Bean
    Policy policy() {
        return Policy.initial();
    }

    @Bean
    AggregateStore<Screening> screenings(AggregateStores stores) {
        return stores.open("screenings", Screening.class);
    }

    @Bean
    Subscription screening(Screener screener) {
        return Subscription.perKey("moderation-service", Set.of(Topic.COMMENTS), screener::screen);
    }
}
