package dev.reprise.events;

import static dev.reprise.events.UndecodableEventException.Reason.MALFORMED_DATA;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Whatever a record holds: decoding gives an event that is written and read as itself again, or names what
/// is wrong.
///
/// The first character of an input chooses a record that was published; each further line changes it. See
/// [Changed].
class EventCodecFuzzTest {

    private static final EventCodec CODEC = new EventCodec(EventRegistry.publishing()
            .upcaster("TaskCreated", 0, data -> {
                data.set("name", data.remove("title"));
                return data.put("status", "new");
            })
            .build());

    private static final List<GoldenFile> PUBLISHED = published();

    /// All that is ever said of data that can't be read: nothing that stands in it.
    private static final Pattern NOTHING_QUOTED = Pattern.compile("the record has no value|the value is null"
            + "|the value is not a JSON object|the value is not the JSON of [A-Z][A-Za-z]+\\.v[01]");

    private static List<GoldenFile> published() {
        List<GoldenFile> all = new ArrayList<>(GoldenFile.all());
        all.add(GoldenFile.read(Path.of("src/test/resources/golden-v0/TaskCreated.v0.json")));
        return all;
    }

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "15m")
    void a_record_is_an_event_or_undecodable(byte[] input) {
        String[] lines = new String(input, ISO_8859_1).split("\n", -1);
        int chosen = lines[0].isEmpty() ? 0 : lines[0].charAt(0) % PUBLISHED.size();
        Changed changed = new Changed(PUBLISHED.get(chosen));
        for (int line = 1; line < lines.length; line++) {
            changed.change(lines[line]);
        }
        EventEnvelope event;
        try {
            event = CODEC.decode(changed.received());
        } catch (UndecodableEventException e) {
            assertThat(lines).as("a record as it was published").hasSizeGreaterThan(1);
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(150);
            if (e.reason() == MALFORMED_DATA) {
                assertThat(e).hasNoCause().message().matches(NOTHING_QUOTED);
            }
            return;
        }
        ProducerRecord<String, byte[]> sent = EventCodec.toRecord(CODEC.encode(event));
        assertThat(sent.topic()).isEqualTo(changed.topic);
        assertThat(sent.key()).isEqualTo(changed.key);
        assertThat(CODEC.decode(recordOf(sent.topic(), sent.key(), sent.headers(), sent.value())))
                .isEqualTo(event);
    }

    private static ConsumerRecord<String, byte[]> recordOf(
            String topic, @Nullable String key, Headers headers, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic, 3, 42L, 0L, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }

    /// A published record with changes. A change is `=ITEXT`, where the I-th header, from `a`, becomes the
    /// text; `+ITEXT` for another header of that name; `-I` without it; `.ITEXT` where the I-th member of
    /// the data becomes the text, whatever that is; `vTEXT` for the whole value, `kTEXT` for the key,
    /// `tTEXT` for the topic; `n` for no value.
    private static final class Changed {
        private String topic;
        private String key;
        private final RecordHeaders headers = new RecordHeaders();
        private final List<String> names;
        private final Map<String, String> members = new LinkedHashMap<>();
        private @Nullable String whole;
        private boolean absent;

        Changed(GoldenFile golden) {
            topic = golden.topic();
            key = golden.key();
            names = List.copyOf(golden.headers().keySet());
            golden.headers().forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
            golden.value().forEachEntry((name, value) -> members.put(name, asBytes(value.toString())));
        }

        /// Everything here is bytes, each of them a character.
        private static String asBytes(String text) {
            return new String(text.getBytes(UTF_8), ISO_8859_1);
        }

        void change(String line) {
            if (line.isEmpty()) {
                return;
            }
            String text = line.substring(1);
            switch (line.charAt(0)) {
                case '=' -> header(text, true);
                case '+' -> header(text, false);
                case '-' -> headers.remove(chosen(text, names));
                case '.' -> members.put(chosen(text, List.copyOf(members.keySet())), rest(text));
                case 'v' -> whole = text;
                case 'k' -> key = text;
                case 't' -> topic = text;
                case 'n' -> absent = true;
                default -> headers.add(line, null);
            }
        }

        private void header(String text, boolean instead) {
            String name = chosen(text, names);
            if (instead) {
                headers.remove(name);
            }
            headers.add(name, rest(text).getBytes(ISO_8859_1));
        }

        private static String chosen(String text, List<String> names) {
            return names.get(text.isEmpty() ? 0 : Math.floorMod(text.charAt(0) - 'a', names.size()));
        }

        private static String rest(String text) {
            return text.isEmpty() ? "" : text.substring(1);
        }

        ConsumerRecord<String, byte[]> received() {
            return recordOf(topic, key, headers, absent ? null : value().getBytes(ISO_8859_1));
        }

        private String value() {
            if (whole != null) {
                return whole;
            }
            return members.entrySet().stream()
                    .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }
}
