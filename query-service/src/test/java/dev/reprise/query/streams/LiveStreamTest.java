package dev.reprise.query.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.query.streams.LiveStream.Beginning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    private static final Beginning NOW = new Beginning("now", false, List.of());

    @Test
    void it_says_where_it_begins_and_beats_when_there_is_nothing_to_say() throws InterruptedException {
        LiveStream stream = new LiveStream(null, 10, Duration.ofMillis(20));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread writer = written(stream, out, NOW);
        await().until(() -> out.toString(UTF_8).contains("id: later"));
        stream.end();
        writer.join();
        assertThat(out.toString(UTF_8)).startsWith("retry: 1000\n: \nid: now\n\n: \nid: later\n\n");
    }

    @Test
    void what_was_missed_comes_before_what_is_new_and_what_was_overtaken_not_at_all() throws InterruptedException {
        LiveStream stream = new LiveStream(null, 10, Duration.ofMinutes(1));
        StreamMessage overtaken = message("overtaken");
        overtaken.overtake();
        stream.offer(message("new"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread writer = written(stream, out, new Beginning("then", false, List.of(message("missed"), overtaken)));
        await().until(() -> out.toString(UTF_8).contains("new"));
        stream.end();
        writer.join();
        assertThat(out.toString(UTF_8)).containsSubsequence("missed", "new").doesNotContain("overtaken");
    }

    @Test
    void a_reader_who_can_t_go_on_is_told_to_load_anew() throws InterruptedException {
        LiveStream stream = new LiveStream(null, 10, Duration.ofMinutes(1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread writer = written(stream, out, new Beginning("now", true, List.of()));
        await().until(() -> out.toString(UTF_8).contains("event: reset\n"));
        stream.end();
        writer.join();
        assertThat(writer.isAlive()).isFalse();
    }

    @Test
    void a_reader_who_does_not_read_is_dropped() throws IOException, InterruptedException {
        LiveStream stream = new LiveStream(null, 3, Duration.ofMinutes(1));
        try (PipedOutputStream full = new PipedOutputStream();
                PipedInputStream unread = new PipedInputStream(full, 16)) {
            Thread writer = written(stream, full, NOW);
            await().until(() -> unread.available() == 16);
            for (int i = 0; i < 20 && writer.isAlive(); i++) {
                stream.offer(message("number " + i));
            }
            assertThat(writer.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static Thread written(LiveStream stream, OutputStream out, Beginning beginning) {
        return Thread.ofVirtual().start(() -> {
            try {
                stream.write(out, beginning, () -> "later");
            } catch (IOException e) {
                // The reader is gone.
            }
        });
    }

    private static StreamMessage message(String text) {
        return new StreamMessage(UUID.randomUUID(), UUID.randomUUID(), 0, 0, "id", "comment", "\"" + text + "\"");
    }
}
