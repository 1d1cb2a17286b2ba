package dev.reprise.task.tracking;

import dev.reprise.events.TaskEvent;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.restore.Restoration;
import dev.reprise.starter.web.ProblemDecorator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrackingConfiguration {

    private static final String COLLECTION = "tasks";

    @Bean
    AggregateStore<Task> tasks(AggregateStores stores) {
        return stores.open(COLLECTION, Task.class);
    }

    @Bean
    Restoration<Task> restoredTasks() {
        return Restoration.of(COLLECTION, Topic.TASKS, TaskCreated.class, Task::opened, TaskEvent.class, Task::after);
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
