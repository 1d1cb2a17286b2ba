package dev.reprise.starter.topics;

import dev.reprise.events.Topic;
import dev.reprise.events.TopicCheck;
import dev.reprise.events.TopicState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/// Looks at topics, and creates or changes none. Thread-safe.
public final class TopicInspection {

    private static final int LIMIT_MILLISECONDS = 10_000;

    private final Map<String, Object> connection;

    /// @param connection the settings of a Kafka admin client
    public TopicInspection(Map<String, Object> connection) {
        this.connection = new HashMap<>(connection);
        this.connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLISECONDS);
        this.connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLISECONDS / 2);
    }

    /// Returns when all of these topics are there, and are whole histories.
    ///
    /// @throws TopicHistoryException when one is not
    /// @throws KafkaException when the broker does not say so within ten seconds
    public void requireWhole(Collection<Topic> topics) throws InterruptedException {
        try (Admin admin = Admin.create(connection)) {
            List<String> faults = new TopicCheck(admin)
                    .look(topics).stream().flatMap(TopicInspection::faults).toList();
            if (!faults.isEmpty()) {
                throw new TopicHistoryException(faults);
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the broker does not tell of its topics: " + e.getCause(), e.getCause());
        }
    }

    private static Stream<String> faults(TopicState state) {
        return state.isAbsent()
                ? Stream.of("topic %s is absent: restore it, or name the broker that holds it"
                        .formatted(state.topic().wireName()))
                : state.faults().stream().map(TopicState.Fault::toString);
    }
}
