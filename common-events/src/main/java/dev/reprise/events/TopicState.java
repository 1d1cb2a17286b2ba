package dev.reprise.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/// What a topic is like on the broker, as far as its history depends on it. Immutable.
///
/// @param id the broker's own id of it, another one when a topic of that name is made anew; empty when it is absent
/// @param partitions how many there are; 0 when the topic is absent
/// @param settings the actual values of [#REQUIRED_SETTINGS]
/// @param beginnings the first offset of each partition
public record TopicState(
        Topic topic, String id, int partitions, Map<String, String> settings, Map<Integer, Long> beginnings) {

    /// What every topic has to be set to, so that nothing is ever deleted or thinned out.
    public static final Map<String, String> REQUIRED_SETTINGS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1");

    /// Something that loses or reorders history.
    ///
    /// @param what names the topic and what is wrong with it
    /// @param mend what to do about it
    public record Fault(String what, String mend) {
        @Override
        public String toString() {
            return what + ": " + mend;
        }
    }

    public TopicState {
        settings = Map.copyOf(settings);
        beginnings = Map.copyOf(beginnings);
    }

    static TopicState absent(Topic topic) {
        return new TopicState(topic, "", 0, Map.of(), Map.of());
    }

    public boolean isAbsent() {
        return partitions == 0;
    }

    /// Empty when the history is whole and will stay so.
    public List<Fault> faults() {
        String name = topic.wireName();
        if (isAbsent()) {
            return List.of(new Fault("topic " + name + " is absent", "start a service that uses it, which creates it"));
        }
        List<Fault> faults = new ArrayList<>();
        if (partitions != Topic.PARTITIONS) {
            faults.add(new Fault(
                    "topic %s has %d partitions instead of %d, so keys have moved"
                            .formatted(name, partitions, Topic.PARTITIONS),
                    "recreate it and restore its events"));
        }
        new TreeMap<>(REQUIRED_SETTINGS).forEach((setting, wanted) -> {
            String actual = settings.getOrDefault(setting, "");
            if (!wanted.equals(actual)) {
                faults.add(new Fault(
                        "topic %s has %s=%s, which loses history".formatted(name, setting, actual),
                        "set it to %s (kafka-configs.sh --alter --topic %s --add-config %s=%s)"
                                .formatted(wanted, name, setting, wanted)));
            }
        });
        new TreeMap<>(beginnings).forEach((partition, beginning) -> {
            if (beginning != 0) {
                faults.add(new Fault(
                        "partition %s-%d begins at offset %d instead of 0, so its first events are gone"
                                .formatted(name, partition, beginning),
                        "restore the topic"));
            }
        });
        return List.copyOf(faults);
    }
}
