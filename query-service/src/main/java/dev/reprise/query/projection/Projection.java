package dev.reprise.query.projection;

import dev.reprise.events.Topic;
import dev.reprise.query.model.ReadModel;
import dev.reprise.query.model.WorkingSet;
import dev.reprise.query.visibility.Visibility;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.consumer.Subscription;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Keeps the live read model at the head of the topics: a batch is loaded, folded in memory and stored in bulk. A batch
/// that was stored in part is simply applied again.
@Configuration(proxyBeanMethods = false)
class Projection {

    @Bean
    Subscription liveModel(ReadModel model, Visibility visibility) {
        return new Subscription(
                "query-service",
                Set.of(Topic.POSTS, Topic.COMMENTS, Topic.TASKS),
                batch -> apply(batch, model, visibility));
    }

    private static void apply(List<ReceivedEvent> batch, ReadModel model, Visibility visibility) {
        WorkingSet working = model.load(
                batch.stream().map(received -> received.event().data()).toList());
        for (ReceivedEvent received : batch) {
            working.apply(received.event().data(), received.event().sequence(), received.offset());
        }
        model.store(working);
        batch.forEach(received -> visibility.applied(received.event().subject()));
    }
}
