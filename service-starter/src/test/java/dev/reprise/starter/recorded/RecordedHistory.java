package dev.reprise.starter.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.ReceivedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The four topics of a system as they once stood, read from the class path's `recorded` folder. Each recording is
/// a history of its own, from the first record on; their offsets have nothing to do with each other.
///
/// @param name the recording's file name without its extension
/// @param records each partition's in their order, those of different partitions by time
public record RecordedHistory(String name, List<ConsumerRecord<String, byte[]>> records) {

    private static final EventCodec CODEC = new EventCodec(EventRegistry.published());
    private static final String EXTENSION = ".ndjson.gz";

    /// Every recording there is, by name, which is by age.
    public static List<RecordedHistory> all() {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:recorded/*" + EXTENSION);
            if (files.length == 0) {
                throw new IllegalStateException("there is no recording on the class path");
            }
            return Arrays.stream(files)
                    .map(RecordedHistory::read)
                    .sorted(Comparator.comparing(RecordedHistory::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedHistory read(Resource file) {
        String name = String.valueOf(file.getFilename()).replace(EXTENSION, "");
        try (InputStream compressed = file.getInputStream()) {
            return read(name, compressed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RecordedHistory read(String name, InputStream compressed) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(compressed), UTF_8))) {
            return new RecordedHistory(
                    name,
                    lines.lines().map(line -> RecordLine.parse(line).received()).toList());
        }
    }

    /// The events of these topics in the order of [#records], which is one in which a consumer may meet them.
    public List<ReceivedEvent> events(Topic first, Topic... others) {
        Set<String> wanted =
                EnumSet.of(first, others).stream().map(Topic::wireName).collect(Collectors.toSet());
        return records.stream()
                .filter(received -> wanted.contains(received.topic()))
                .map(received -> new ReceivedEvent(
                        received.topic(), received.partition(), received.offset(), CODEC.decode(received)))
                .toList();
    }
}
