package dev.reprise.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.reprise.events.TaskEvent.TaskCreated;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every version ever published can still be read, and what is written today is what the golden files and schemas say.
class GoldenFilesTest {

    private static final EventRegistry REGISTRY = EventRegistry.published();
    private static final EventCodec CODEC = new EventCodec(REGISTRY);
    private static final JsonMapper JSON = JsonMapper.shared();

    static List<GoldenFile> goldenFiles() {
        return GoldenFile.all();
    }

    static Stream<GoldenFile> currentGoldenFiles() {
        List<String> current =
                REGISTRY.types().stream().map(EventType::wireName).toList();
        return GoldenFile.all().stream().filter(file -> current.contains(file.name()));
    }

    @Test
    void every_readable_wire_name_has_a_golden_file() {
        assertThat(goldenFiles())
                .extracting(GoldenFile::name)
                .containsExactlyInAnyOrderElementsOf(REGISTRY.readableNames());
    }

    @Test
    void every_event_of_the_sealed_hierarchy_has_a_wire_name() {
        assertThat(leaves(DomainEvent.class))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(REGISTRY.types().stream()
                        .<Class<?>>map(EventType::dataClass)
                        .toList());
    }

    private static List<Class<?>> leaves(Class<?> type) {
        if (type.isRecord()) {
            return List.of(type);
        }
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(sub -> leaves(sub).stream())
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void a_golden_file_still_reads(GoldenFile file) {
        EventEnvelope event = CODEC.decode(file.received());

        assertThat(event.id()).hasToString(file.header("ce_id"));
        assertThat(event.sequence()).hasToString(file.header("ce_sequence"));
        assertThat(event.time()).hasToString(file.header("ce_time"));
        assertThat(event.data().key()).hasToString(file.key());
        assertThat(event.subject()).hasToString(file.header("ce_subject"));
    }

    @ParameterizedTest
    @MethodSource("currentGoldenFiles")
    void what_was_read_is_written_as_it_stood(GoldenFile file) {
        ProducerRecord<String, byte[]> sent = EventCodec.toRecord(CODEC.encode(CODEC.decode(file.received())));

        Map<String, String> headers = new TreeMap<>();
        sent.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        assertThat(sent.topic()).isEqualTo(file.topic());
        assertThat(sent.key()).isEqualTo(file.key());
        assertThat(headers).isEqualTo(file.headers());
        assertThat(JSON.readTree(sent.value())).isEqualTo(file.value());
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void a_golden_file_is_valid_by_its_schema(GoldenFile file) throws IOException {
        assertThat(violations(file.name(), file.value())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void a_schema_refuses_data_without_its_ids_and_times(GoldenFile file) throws IOException {
        assertThat(violations(file.name(), JSON.createObjectNode())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("currentGoldenFiles")
    void a_schema_names_exactly_the_fields_of_its_record(GoldenFile file) throws IOException {
        Class<?> data = CODEC.decode(file.received()).data().getClass();

        assertThat(schemaJson(file.name()).get("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(data.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void unknown_fields_and_headers_are_ignored(GoldenFile file) {
        ObjectNode wider = ((ObjectNode) file.value().deepCopy()).put("addedLater", true);

        assertThat(CODEC.decode(
                        file.withValue(wider).withHeader("ce_addedlater", "x").received()))
                .isEqualTo(CODEC.decode(file.received()));
    }

    @Test
    void a_v0_event_is_lifted_to_the_current_record() {
        EventRegistry withV0 = EventRegistry.publishing()
                .upcaster("TaskCreated", 0, data -> {
                    data.set("name", data.remove("title"));
                    return data.put("status", "new");
                })
                .build();
        GoldenFile v0 = GoldenFile.read(Path.of("src/test/resources/golden-v0/TaskCreated.v0.json"));

        assertThat(new EventCodec(withV0).decode(v0.received()).data())
                .isEqualTo(new TaskCreated(
                        Ids.parse(v0.key()).orElseThrow(),
                        "Write the minutes",
                        null,
                        TaskStatus.NEW,
                        java.time.Instant.parse("2026-05-04T09:30:00.125Z"),
                        null));
    }

    private static List<?> violations(String name, JsonNode data) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaJson(name));
        return schema.validate(
                data.toString(),
                com.networknt.schema.InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static JsonNode schemaJson(String name) throws IOException {
        try (InputStream schema = EventRegistry.class.getResourceAsStream("/schemas/" + name + ".json")) {
            assertThat(schema).as("schema of " + name).isNotNull();
            return JSON.readTree(schema);
        }
    }
}
