package dev.reprise.task.tracking;

import dev.reprise.events.TaskEvent;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.recorded.ModelDigest;
import dev.reprise.starter.recorded.RecordedHistory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a restored database of this service would hold after each recorded history.
class RecordedHistoryTest {

    private record Folded(long version, Task state) {}

    @Test
    void tasks_fold_from_every_recorded_history_as_they_always_did() {
        ModelDigest digest = new ModelDigest();
        for (RecordedHistory history : RecordedHistory.all()) {
            Map<String, Folded> tasks = new HashMap<>();
            for (ReceivedEvent received : history.events(Topic.TASKS)) {
                TaskEvent event = (TaskEvent) received.event().data();
                tasks.compute(
                        event.taskId().toString(),
                        (_, before) -> after(before, event, received.event().sequence()));
            }
            digest.add(history, "tasks", tasks);
        }
        digest.assertUnchanged();
    }

    private static @Nullable Folded after(@Nullable Folded before, TaskEvent event, long sequence) {
        if (before != null && sequence <= before.version()) {
            return before;
        }
        if (event instanceof TaskCreated created) {
            return new Folded(sequence, Task.opened(created));
        }
        return before == null ? null : new Folded(sequence, before.state().after(event));
    }
}
