package dev.reprise.moderation.screening;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Topic;
import dev.reprise.moderation.authors.Pasts;
import dev.reprise.moderation.inforce.Policies;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.consumer.Subscription;
import dev.reprise.starter.restore.Restoration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What this service keeps and what it listens to.
@Configuration(proxyBeanMethods = false)
class ScreeningConfiguration {

    private static final String COLLECTION = "screenings";

    @Bean
    AggregateStore<Screening> screenings(AggregateStores stores) {
        return stores.open(COLLECTION, Screening.class);
    }

    /// A comment's event that was screened before the restore is known by the verdict it caused: it is not screened
    /// again. Who wrote it, what is held and that it is gone is told by the comment's own events.
    @Bean
    Restoration<Screening> restoredScreenings() {
        return Restoration.of(
                        COLLECTION,
                        Topic.MODERATION,
                        CommentModerated.class,
                        verdict -> Screening.first(verdict, 0),
                        CommentModerated.class,
                        (Screening screening, CommentModerated verdict) ->
                                screening.after(verdict, screening.commentSequence()))
                .hearing(Topic.COMMENTS, CommentModerated.class, Screening::heard)
                .told(CommentEvent.class, Screening::told);
    }

    @Bean
    Subscription screening(Screener screener, AggregateStore<Screening> screenings, Policies policies, Pasts pasts) {
        return new Subscription(
                "moderation-service",
                Set.of(Topic.COMMENTS),
                new ScreeningBatch(screener, screenings, policies, pasts));
    }
}
