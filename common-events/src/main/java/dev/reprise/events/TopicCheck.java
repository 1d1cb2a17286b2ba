package dev.reprise.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Creates topics that are absent, and looks whether those that are there keep their history whole and in order.
/// Every call asks the broker; a broker that does not answer is an [ExecutionException], as the admin client has it.
public final class TopicCheck {

    private final Admin admin;

    /// @param admin stays the caller's to close
    public TopicCheck(Admin admin) {
        this.admin = admin;
    }

    /// Creates what is absent, with the broker's default replication.
    public void createAbsent(Collection<Topic> topics) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        List<NewTopic> absent = topics.stream()
                .filter(topic -> !present.contains(topic.wireName()))
                .map(topic -> new NewTopic(topic.wireName(), Optional.of(Topic.PARTITIONS), Optional.empty())
                        .configs(TopicState.REQUIRED_SETTINGS))
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

    /// These topics as they are now, in the order of [Topic]. One that was created a moment ago may still be absent.
    public List<TopicState> look(Collection<Topic> topics) throws ExecutionException, InterruptedException {
        List<TopicState> states = new ArrayList<>();
        for (Topic topic : topics.stream().sorted().toList()) {
            TopicDescription found = description(topic);
            states.add(found == null ? TopicState.absent(topic) : state(topic, found));
        }
        return states;
    }

    private @Nullable TopicDescription description(Topic topic) throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(List.of(topic.wireName()))
                    .allTopicNames()
                    .get()
                    .get(topic.wireName());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    private TopicState state(Topic topic, TopicDescription found) throws ExecutionException, InterruptedException {
        return new TopicState(
                topic, found.topicId().toString(), found.partitions().size(), settings(topic), beginnings(found));
    }

    private Map<String, String> settings(Topic topic) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.wireName());
        Map<String, String> settings = new HashMap<>();
        for (Config config :
                admin.describeConfigs(List.of(resource)).all().get().values()) {
            for (ConfigEntry entry : config.entries()) {
                if (TopicState.REQUIRED_SETTINGS.containsKey(entry.name())) {
                    settings.put(entry.name(), String.valueOf(entry.value()));
                }
            }
        }
        return settings;
    }

    private Map<Integer, Long> beginnings(TopicDescription topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicPartitionInfo partition : topic.partitions()) {
            wanted.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.earliest());
        }
        Map<Integer, Long> beginnings = new HashMap<>();
        admin.listOffsets(wanted)
                .all()
                .get()
                .forEach((partition, beginning) -> beginnings.put(partition.partition(), beginning.offset()));
        return beginnings;
    }
}
