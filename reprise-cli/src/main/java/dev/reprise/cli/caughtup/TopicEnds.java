package dev.reprise.cli.caughtup;

import dev.reprise.events.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Where the topics end, asked anew each time.
public record TopicEnds(Admin admin) {

    /// The next offset of every partition of every topic.
    public Map<TopicPartition, Long> now() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Arrays.stream(Topic.values())
                .flatMap(topic -> topic.partitions().stream())
                .forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
