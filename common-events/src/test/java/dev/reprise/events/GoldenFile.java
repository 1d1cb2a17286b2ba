package dev.reprise.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A record as it was published once, kept as readable JSON. Golden files are never changed, only added.
record GoldenFile(String name, String topic, String key, Map<String, String> headers, JsonNode value) {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonMapper JSON = JsonMapper.shared();

    static List<GoldenFile> all() {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().map(GoldenFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenFile read(Path file) {
        JsonNode root = JSON.readTree(file);
        Map<String, String> headers = new TreeMap<>();
        root.get("headers").forEachEntry((name, value) -> headers.put(name, value.stringValue()));
        String name = file.getFileName().toString().replace(".json", "");
        return new GoldenFile(
                name, root.get("topic").stringValue(), root.get("key").stringValue(), headers, root.get("value"));
    }

    String header(String header) {
        return requireNonNull(headers.get(header));
    }

    ConsumerRecord<String, byte[]> received() {
        return received(JSON.writeValueAsBytes(value));
    }

    ConsumerRecord<String, byte[]> received(byte[] bytes) {
        RecordHeaders recordHeaders = new RecordHeaders();
        headers.forEach((header, text) -> recordHeaders.add(header, text.getBytes(UTF_8)));
        return new ConsumerRecord<>(
                topic, 3, 42L, 0L, TimestampType.CREATE_TIME, 0, 0, key, bytes, recordHeaders, Optional.empty());
    }

    GoldenFile withHeader(String header, String text) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(header, text);
        return new GoldenFile(name, topic, key, changed, value);
    }

    GoldenFile withoutHeader(String header) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.remove(header);
        return new GoldenFile(name, topic, key, changed, value);
    }

    GoldenFile at(String otherTopic, String otherKey) {
        return new GoldenFile(name, otherTopic, otherKey, headers, value);
    }

    GoldenFile withValue(JsonNode changed) {
        return new GoldenFile(name, topic, key, headers, changed);
    }

    @Override
    public String toString() {
        return name;
    }
}
