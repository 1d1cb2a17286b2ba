package dev.reprise.task.tracking;

import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.web.ProblemDecorator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrackingConfiguration {

    @Bean
    AggregateStore<Task> tasks(AggregateStores stores) {
        return stores.open("tasks", Task.class);
    }

    @Bean
    TaskUpdates taskUpdates(AggregateStore<Task> tasks, Clock clock) {
        return new TaskUpdates(tasks, clock);
    }

    /// Every answer of this service says whether it succeeded.
    @Bean
    ProblemDecorator unsuccessful() {
        return problem -> problem.setProperty("success", false);
    }
}
