package dev.reprise.cli.caughtup;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.ServiceClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/// What the services have read and published, as they say themselves.
///
/// @param services by name
public record Projections(Map<String, ServiceClient> services) {
    static final String QUERY = "query-service";

    /// Everything that is behind these ends. Cheap, and no word about outboxes.
    ///
    /// @throws CommandFailure when a service doesn't answer
    List<Behind> lagging(Map<TopicPartition, Long> ends) throws InterruptedException {
        return behind(ends, false);
    }

    /// Everything that is behind these ends, or has something to publish that is not on a topic yet. To find that out,
    /// services may have to look at all they have.
    ///
    /// @throws CommandFailure when a service doesn't answer
    List<Behind> behind(Map<TopicPartition, Long> ends) throws InterruptedException {
        return behind(ends, true);
    }

    private List<Behind> behind(Map<TopicPartition, Long> ends, boolean outboxes) throws InterruptedException {
        List<Behind> behind = new ArrayList<>();
        for (Map.Entry<String, ServiceClient> service : services.entrySet()) {
            String name = service.getKey();
            if (name.equals(QUERY)) {
                behind.addAll(model(asked(service.getValue(), "/model"), ends));
            } else {
                JsonNode consumers = asked(service.getValue(), "/actuator/consumers?outbox=" + outboxes);
                behind.addAll(positions(name, consumers, ends));
                behind.addAll(outboxes ? outbox(name, consumers) : List.of());
            }
        }
        return behind;
    }

    private static JsonNode asked(ServiceClient service, String path) throws InterruptedException {
        Answer answer = service.get(path);
        if (!answer.isSuccess()) {
            throw new CommandFailure(
                    answer.failure().exitCode(), answer.asked() + " was answered with " + answer.status() + ".");
        }
        return answer.body();
    }

    private static List<Behind> model(JsonNode model, Map<TopicPartition, Long> ends) {
        if (model.path("partitions").isEmpty()) {
            return List.of(Behind.because(QUERY, "it doesn't say how far its model has come"));
        }
        return lags(QUERY, model.path("partitions"), "position", ends, "").toList();
    }

    private static List<Behind> positions(String service, JsonNode consumers, Map<TopicPartition, Long> ends) {
        List<Behind> behind = new ArrayList<>();
        for (JsonNode subscription : consumers.path("subscriptions")) {
            String state = subscription.path("state").asString("");
            lags(service, subscription.path("positions"), "next", ends, state).forEach(behind::add);
        }
        return behind;
    }

    private static List<Behind> outbox(String service, JsonNode consumers) {
        if (!consumers.path("outbox").has("waiting")) {
            return List.of(Behind.because(service, "it doesn't say how far it has come"));
        }
        long waiting = consumers.path("outbox").path("waiting").asLong(0);
        return waiting == 0
                ? List.of()
                : List.of(Behind.because(service, "events of " + waiting + " aggregates are not published yet"));
    }

    private static Stream<Behind> lags(
            String who, JsonNode positions, String field, Map<TopicPartition, Long> ends, String state) {
        return positions.valueStream().flatMap(each -> {
            TopicPartition partition = new TopicPartition(
                    each.path("topic").asString(""), each.path("partition").asInt(0));
            long position = each.path(field).asLong(0);
            long end = ends.getOrDefault(partition, 0L);
            return position >= end
                    ? Stream.empty()
                    : Stream.of(Behind.lag(who, partition.toString(), position, end, state));
        });
    }
}
