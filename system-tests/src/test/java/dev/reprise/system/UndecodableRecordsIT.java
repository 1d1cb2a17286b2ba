package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Records that are no events: passed over, and seen to be.
@ExtendWith(OneSystem.class)
class UndecodableRecordsIT {

    private static final String COUNT = "reprise_consumer_undecodable_total";
    private static final String LAST_OFFSET = "reprise_consumer_undecodable_last_offset";

    private final RunningSystem system;
    private final Api api;
    private final Topics topics;
    private final Stores stores;

    UndecodableRecordsIT(RunningSystem system, Api api, Topics topics, Stores stores) {
        this.system = system;
        this.api = api;
        this.topics = topics;
        this.stores = stores;
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void they_are_passed_over_counted_and_logged_and_everything_goes_on(Topic topic) {
        String key = Ids.next().toString();
        List<RecordMetadata> records = new ArrayList<>();
        for (ProducerRecord<String, byte[]> record : undecodable(topic, key)) {
            records.add(topics.publish(record));
        }
        RecordMetadata last = records.getLast();

        for (String service : readersOf(topic)) {
            stores.awaitConsumed(service, last);
            assertThat(metric(service, COUNT, last)).as(service).isGreaterThanOrEqualTo(records.size());
            assertThat(metric(service, LAST_OFFSET, last)).as(service).isEqualTo(last.offset());
            String log = system.log(service);
            records.forEach(record -> assertThat(log)
                    .contains("%s passes over %s-%d@%d"
                            .formatted(service, record.topic(), record.partition(), record.offset())));
            assertThat(log).doesNotContain("a private text");
        }
        assertAllUp();
    }

    @Test
    void keys_of_the_same_partition_go_on() {
        UUID postId = api.post("ada", "Between bad records").id();
        for (Topic topic : List.of(Topic.POSTS, Topic.COMMENTS, Topic.MODERATION)) {
            undecodable(topic, postId.toString()).forEach(topics::publish);
        }
        UUID commentId = api.comment("bob", postId, "fine").id();

        api.awaitCount(postId, 1);

        undecodable(Topic.COMMENTS, postId.toString()).forEach(topics::publish);
        api.awaitVersion(commentId, 2);
        api.editing("bob", commentId, "an orange").ifMatch("\"2\"").send().expect(200);
        api.awaitCount(postId, 0);
        assertAllUp();
    }

    /// All of one key, so that they share a partition.
    private static List<ProducerRecord<String, byte[]>> undecodable(Topic topic, String key) {
        String id = Ids.next().toString();
        byte[] garbage = {0, -1, 17, 127, -128};
        byte[] truncated =
                "{\"postId\":\"%s\",\"title\":\"a private text".formatted(id).getBytes(UTF_8);
        return List.of(
                new ProducerRecord<>(topic.wireName(), key, garbage),
                new ProducerRecord<>(topic.wireName(), key, "{}".getBytes(UTF_8)),
                new ProducerRecord<>(topic.wireName(), key, null),
                event(topic, key, key, "PostRenamed.v1", "{}".getBytes(UTF_8)),
                event(topic, key, key, "PostCreated.v999", "{}".getBytes(UTF_8)),
                event(topic, key, key, "PostCreated.v1", garbage),
                event(topic, key, key, "PostCreated.v1", truncated),
                event(topic, key, key, "PostCreated.v1", "{\"title\":{\"$ne\":null}}".getBytes(UTF_8)),
                event(topic, key, id, "PostCreated.v1", post(id).getBytes(UTF_8)),
                event(topic, key, "not an id", "PostCreated.v1", post(key).getBytes(UTF_8)));
    }

    private static String post(String id) {
        return """
            {"postId":"%s","title":"a private text","body":"","authorId":"ada","createdAt":"2026-01-01T00:00:00Z"}\
            """.formatted(id);
    }

    private static ProducerRecord<String, byte[]> event(
            Topic topic, String key, String subject, String type, byte[] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.wireName(), key, value);
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", Ids.next().toString(),
                        "ce_type", type,
                        "ce_source", "/system-tests",
                        "ce_subject", subject,
                        "ce_sequence", "1",
                        "ce_time", "2026-01-01T00:00:00Z",
                        "ce_correlationid", Ids.next().toString(),
                        "content-type", "application/json")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    private static List<String> readersOf(Topic topic) {
        return switch (topic) {
            case POSTS -> List.of(RunningSystem.COMMENT, RunningSystem.QUERY);
            case COMMENTS -> List.of(RunningSystem.MODERATION, RunningSystem.QUERY);
            case MODERATION -> List.of(RunningSystem.COMMENT);
            case TASKS -> List.of(RunningSystem.QUERY);
        };
    }

    /// The value of a metric for the record's topic and partition; -1 when there is none.
    private long metric(String service, String name, RecordMetadata record) {
        String text = Call.get(api.url(service, "/actuator/prometheus"))
                .send()
                .expect(200)
                .text();
        for (String line : text.lines().toList()) {
            if (line.startsWith(name + "{")
                    && line.contains("topic=\"" + record.topic() + "\"")
                    && line.contains("partition=\"" + record.partition() + "\"")
                    && line.contains("subscription=\"" + service + "\"")) {
                Matcher value = Pattern.compile("} (\\S+)$").matcher(line);
                return value.find() ? (long) Double.parseDouble(value.group(1)) : -1;
            }
        }
        return -1;
    }

    private void assertAllUp() {
        for (String service : RunningSystem.SERVICES) {
            patiently()
                    .until(() -> Call.get(api.url(service, "/actuator/health"))
                            .send()
                            .text()
                            .contains("\"status\":\"UP\""));
            Answer health =
                    Call.get(api.url(service, "/actuator/health")).send().expect(200);
            assertThat(health.json().path("status").asString()).isEqualTo("UP");
        }
    }
}
