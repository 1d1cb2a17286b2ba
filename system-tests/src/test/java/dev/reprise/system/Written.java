package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/// What the whole system has written: the topics' ends and the documents of the services that take writes.
record Written(Map<String, Long> ends, Map<String, String> documents) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    /// The state once nothing moves any more.
    static Written settled(Topics topics, Stores stores) {
        AtomicReference<Written> last = new AtomicReference<>(new Written(Map.of(), Map.of()));
        patiently().pollInterval(BETWEEN_LOOKS).until(() -> {
            Written now = look(topics, stores);
            return now.equals(last.getAndSet(now));
        });
        return last.get();
    }

    private static Written look(Topics topics, Stores stores) {
        Map<String, String> documents = new HashMap<>();
        for (String service :
                List.of(RunningSystem.POST, RunningSystem.COMMENT, RunningSystem.TASK, RunningSystem.MODERATION)) {
            stores.contents(service).forEach((id, document) -> documents.put(service + "/" + id, document));
        }
        return new Written(topics.ends(), documents);
    }

    /// Which partitions and documents differ.
    List<String> differences(Written other) {
        List<String> differences = new ArrayList<>();
        differences.addAll(differing(ends, other.ends));
        differences.addAll(differing(documents, other.documents));
        return differences;
    }

    private static <V> List<String> differing(Map<String, V> one, Map<String, V> other) {
        TreeSet<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(one.get(key), other.get(key)))
                .map(key -> key + ": " + one.get(key) + " became " + other.get(key))
                .toList();
    }
}
