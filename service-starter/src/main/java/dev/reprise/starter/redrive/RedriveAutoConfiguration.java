package dev.reprise.starter.redrive;

import dev.reprise.events.EventCodec;
import dev.reprise.starter.consumer.ConsumerLoops;
import dev.reprise.starter.consumer.Subscription;
import dev.reprise.starter.parking.Orders;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parking.RedriveStore;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;

/// `/parked`, in services that read topics.
@AutoConfiguration(afterName = "dev.reprise.starter.boot.EventsAutoConfiguration")
@ConditionalOnWebApplication
@Conditional(RedriveAutoConfiguration.Reads.class)
class RedriveAutoConfiguration {

    /// Through a `Subscription` bean, or else `reprise.reads` says what.
    static final class Reads extends AnyNestedCondition {

        Reads() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(Subscription.class)
        static final class BySubscription {}

        @ConditionalOnProperty("reprise.reads")
        static final class BySetting {}
    }

    @Bean
    ParkedController parkedController(
            MongoTemplate mongo,
            Clock clock,
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec,
            ConsumerLoops loops) {
        ParkedKeyStore keys = new ParkedKeyStore(mongo);
        RedriveStore redrives = new RedriveStore(mongo);
        return new ParkedController(
                keys, redrives, new Orders(keys, redrives, clock), new Rehearsing(consumers, codec, loops));
    }
}
