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
import tools.jackson.databind.JsonNode;

/// Records that are no events: parked by their key, seen to be, and discarded. (Replays of this system pass
/// them over.)
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
    void they_are_parked_by_their_key_and_counted_until_they_are_discarded(Topic topic) {
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
            JsonNode parked = Api.items(parked(service, key).expect(200).json()).getFirst();
            assertThat(parked.path("events").asInt()).isEqualTo(records.size());
            assertThat(parked.path("lastOffset").asLong()).isEqualTo(last.offset());
            assertThat(parked.path("stoppedBy").path("offset").asLong())
                    .isEqualTo(records.getFirst().offset());
            assertThat(parked.path("stoppedBy").path("reason").asString()).isNotBlank();
            assertThat(parked.toString() + system.log(service)).doesNotContain("a private text");
            assertUp(service);
            discard(service, key, true);
            assertThat(parked(service, key).status()).isEqualTo(404);
        }
    }

    @Test
    void other_keys_of_the_same_partition_go_on() {
        UUID postId = api.post("ada", "Between bad records").id();
        api.awaitCount(postId, 0);
        int partition = topics.records(Topic.POSTS, List.of(postId)).getFirst().partition();
        String key = Ids.next().toString();
        for (Topic topic : List.of(Topic.POSTS, Topic.COMMENTS, Topic.MODERATION)) {
            undecodable(topic, key).forEach(record -> topics.publish(in(partition, record)));
        }
        UUID commentId = api.comment("bob", postId, "fine").id();

        api.awaitCount(postId, 1);

        undecodable(Topic.COMMENTS, key).forEach(record -> topics.publish(in(partition, record)));
        api.awaitVersion(commentId, 2);
        api.editing("bob", commentId, "an orange").ifMatch("\"2\"").send().expect(200);
        api.awaitCount(postId, 0);
        for (String service : List.of(RunningSystem.COMMENT, RunningSystem.QUERY, RunningSystem.MODERATION)) {
            assertUp(service);
            discard(service, key, true);
        }
    }

    @Test
    void what_comes_later_under_the_key_waits_and_goes_on_when_the_bad_record_is_discarded() {
        UUID postId = api.post("ada", "Before").id();
        api.awaitCount(postId, 0);
        topics.publish(new ProducerRecord<>("posts", postId.toString(), new byte[] {0, -1}));
        Answer retitled =
                api.retitling("ada", postId, "After").ifMatch("\"1\"").send().expect(200);
        UUID other = api.post("ada", "Beside").id();
        api.awaitCount(other, 0);

        for (String service : List.of(RunningSystem.COMMENT, RunningSystem.QUERY)) {
            patiently()
                    .until(() -> Api.items(parked(service, postId.toString()).json())
                                    .getFirst()
                                    .path("events")
                                    .asInt()
                            == 2);
        }
        assertThat(api.read("/posts/" + postId).send().json().path("title").asString())
                .isEqualTo("Before");
        Answer rehearsed = Call.json("POST", api.url(RunningSystem.QUERY, "/parked/" + postId + "/rehearsal"), "")
                .send()
                .expect(200);
        assertThat(rehearsed.text()).contains("\"result\":\"fails\"");
        redriven(postId);

        discard(RunningSystem.COMMENT, postId.toString(), false);
        discard(RunningSystem.QUERY, postId.toString(), false);

        api.read("/posts/" + postId + "?wait=10000")
                .seeing(retitled.token())
                .send()
                .expect(200);
        assertThat(api.read("/posts/" + postId).send().json().path("title").asString())
                .isEqualTo("After");
        assertThat(Call.get(api.url(RunningSystem.QUERY, "/parked/redrives?limit=1"))
                        .send()
                        .expect(200)
                        .text())
                .contains("made by a test", postId.toString());
    }

    @Test
    void what_is_asked_of_parked_keys_is_refused_with_a_code_when_it_makes_no_sense() {
        String at = api.url(RunningSystem.QUERY, "/parked/" + Ids.next());
        assertThat(Call.json("POST", at + "/discard", "{\"reason\":\"x\"}")
                        .send()
                        .text())
                .contains("parked-not-found");
        assertThat(Call.json("POST", at + "/discard", "{\"reason\":\"  \"}")
                        .send()
                        .text())
                .contains("reason-required");
        assertThat(Call.json("POST", at + "/discard", "{\"why\":\"x\"}").send().text())
                .contains("unknown-field");
        assertThat(Call.json("POST", at + "/redrive", "{\"eventsPerSecond\":0}")
                        .send()
                        .text())
                .contains("invalid-rate");
        assertThat(Call.get(api.url(RunningSystem.QUERY, "/parked?cursor=x"))
                        .send()
                        .text())
                .contains("invalid-cursor");
        assertThat(Call.get(api.url(RunningSystem.POST, "/parked")).send().status())
                .isEqualTo(404);
    }

    /// A redrive of what is still poison stops at it again, and says so.
    private void redriven(UUID key) {
        String id = Api.items(Call.json("POST", api.url(RunningSystem.QUERY, "/parked/" + key + "/redrive"), "{}")
                        .send()
                        .expect(202)
                        .json())
                .getFirst()
                .path("id")
                .asString();
        patiently()
                .until(() -> Call.get(api.url(RunningSystem.QUERY, "/parked/redrives/" + id))
                        .send()
                        .text()
                        .contains("\"state\":\"stopped\""));
    }

    private Answer parked(String service, String key) {
        return Call.get(api.url(service, "/parked/" + key)).send();
    }

    /// Discards and waits for the key to go on.
    private void discard(String service, String key, boolean all) {
        String body = "{\"reason\":\"made by a test\",\"all\":" + all + "}";
        patiently()
                .until(() -> parked(service, key).status() == 404
                        || Call.json("POST", api.url(service, "/parked/" + key + "/discard"), body)
                                        .send()
                                        .status()
                                == 202);
        patiently().until(() -> parked(service, key).status() == 404);
    }

    private static ProducerRecord<String, byte[]> in(int partition, ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(record.topic(), partition, record.key(), record.value(), record.headers());
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
                    && line.contains("subscription=\"" + stores.subscription(service) + "\"")) {
                Matcher value = Pattern.compile("} (\\S+)$").matcher(line);
                return value.find() ? (long) Double.parseDouble(value.group(1)) : -1;
            }
        }
        return -1;
    }

    private void assertUp(String service) {
        patiently()
                .until(() -> Call.get(api.url(service, "/actuator/health"))
                        .send()
                        .json()
                        .path("status")
                        .asString()
                        .equals("UP"));
    }
}
