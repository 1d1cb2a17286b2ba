package dev.reprise.starter.topics;

import dev.reprise.events.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates topics that are absent, and finds what would lose or reorder the history of those that are there.
final class TopicCheck {

    private static final Map<String, String> SETTINGS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1");

    private final Admin admin;

    TopicCheck(Admin admin) {
        this.admin = admin;
    }

    /// Creates what is absent, with the broker's default replication.
    void createAbsent(Collection<Topic> topics) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        List<NewTopic> absent = topics.stream()
                .filter(topic -> !present.contains(topic.wireName()))
                .map(topic -> new NewTopic(topic.wireName(), Optional.of(Topic.PARTITIONS), Optional.empty())
                        .configs(SETTINGS))
                .toList();
        for (var created : admin.createTopics(absent).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
                // Another service was faster; the check looks at what it made.
            }
        }
    }

    /// What is wrong with these topics, a sentence a fault; empty when history is whole.
    List<String> faults(Collection<Topic> topics) throws ExecutionException, InterruptedException {
        List<String> names = topics.stream().map(Topic::wireName).sorted().toList();
        Collection<TopicDescription> descriptions =
                admin.describeTopics(names).allTopicNames().get().values();
        List<String> faults = new ArrayList<>();
        for (TopicDescription topic : descriptions) {
            int partitions = topic.partitions().size();
            if (partitions != Topic.PARTITIONS) {
                faults.add(
                        "topic %s has %d partitions instead of %d, so keys have moved: recreate it and restore its events"
                                .formatted(topic.name(), partitions, Topic.PARTITIONS));
            }
        }
        faults.addAll(wrongSettings(names));
        faults.addAll(truncated(descriptions));
        return faults;
    }

    private List<String> wrongSettings(List<String> names) throws ExecutionException, InterruptedException {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        List<String> faults = new ArrayList<>();
        admin.describeConfigs(resources)
                .all()
                .get()
                .forEach((topic, config) -> SETTINGS.forEach((setting, wanted) -> {
                    String actual = config.get(setting).value();
                    if (!wanted.equals(actual)) {
                        faults.add("topic %s has %s=%s, which loses history: set it to %s"
                                .formatted(topic.name(), setting, actual, wanted));
                    }
                }));
        return faults;
    }

    private List<String> truncated(Collection<TopicDescription> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        topics.forEach(topic -> topic.partitions()
                .forEach(partition ->
                        wanted.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.earliest())));
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .filter(partition -> partition.getValue().offset() != 0)
                .map(partition ->
                        "partition %s begins at offset %d instead of 0, so its first events are gone: restore the topic"
                                .formatted(
                                        partition.getKey(), partition.getValue().offset()))
                .sorted()
                .toList();
    }
}
