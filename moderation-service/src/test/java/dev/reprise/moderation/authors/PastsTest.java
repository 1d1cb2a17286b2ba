package dev.reprise.moderation.authors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import dev.reprise.moderation.policy.Past;
import dev.reprise.moderation.policy.Past.Entry;
import dev.reprise.starter.store.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PastsTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final TestStore store = TestStore.fresh();
    private final Pasts pasts = new Pasts(store.mongo());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_was_noted_is_known_and_noting_it_again_changes_nothing() {
        Entry first = entry(1);
        Entry second = entry(2);
        pasts.note(Map.of("ada", List.of(first), "a.$b", List.of(second)));
        pasts.note(Map.of("ada", List.of(first, second)));
        List<Document> kept = kept();

        pasts.note(Map.of("ada", List.of(second, first), "a.$b", List.of(second)));

        assertThat(pasts.of("ada")).isEqualTo(new Past(List.of(first, second), List.of(first, second)));
        assertThat(pasts.of("a.$b").recent()).containsExactly(second);
        assertThat(pasts.of("nobody")).isEqualTo(Past.NONE);
        assertThat(kept()).isEqualTo(kept);
    }

    @Test
    void what_was_stored_by_the_mapping_of_spring_data_is_still_known() {
        Past past = new Past(List.of(entry(1)), List.of(entry(2), entry(3)));
        Document older = new Document("_id", "ada").append("edition", 7L);
        store.mongo().getConverter().write(past, older);
        store.mongo().insert(older, "pasts");

        assertThat(pasts.of("ada")).isEqualTo(past);
        assertThat(PastDocument.of(past)).isEqualTo(without(older, "_id", "edition"));
    }

    @Test
    void nothing_is_lost_when_many_note_at_the_same_time() throws Exception {
        List<Entry> entries = IntStream.range(0, 96).mapToObj(PastsTest::entry).toList();
        List<Future<?>> notes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < entries.size(); i += 12) {
                List<Entry> some = entries.subList(i, i + 12);
                notes.add(threads.submit(() -> {
                    Pasts instance = new Pasts(store.mongo());
                    some.forEach(entry -> instance.note(Map.of("ada", List.of(entry), "bob", List.of(entry))));
                }));
            }
        }
        for (Future<?> note : notes) {
            note.get();
        }

        assertThat(pasts.of("ada").recent()).containsExactlyElementsOf(entries);
        assertThat(pasts.of("bob").recent()).containsExactlyElementsOf(entries);
    }

    private List<Document> kept() {
        return store.mongo().findAll(Document.class, "pasts");
    }

    private static Document without(Document document, String... fields) {
        Document less = new Document(document);
        List.of(fields).forEach(less::remove);
        return less;
    }

    private static Entry entry(int second) {
        return new Entry(Ids.next(), 1, NOON.plusSeconds(second), "digest " + second);
    }
}
