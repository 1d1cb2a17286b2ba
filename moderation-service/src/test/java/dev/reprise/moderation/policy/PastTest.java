package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.NOON;
import static dev.reprise.moderation.policy.Comments.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import dev.reprise.moderation.policy.Past.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastTest {

    @Test
    void however_entries_come_and_come_again_the_past_is_the_same() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        List<UUID> comments = IntStream.range(0, 250).mapToObj(_ -> Ids.next()).toList();
        List<Entry> entries = new ArrayList<>();
        for (UUID comment : comments) {
            for (int revision = 1; revision <= 1 + random.nextInt(3); revision++) {
                entries.add(entry(comment, revision, NOON.plusSeconds(random.nextInt(200_000)), "text " + revision));
            }
        }
        Collections.shuffle(entries, random);
        Past past = noted(entries);
        List<Entry> again = new ArrayList<>(entries);
        again.addAll(entries.subList(50, 200));
        Collections.shuffle(again, random);

        assertThat(noted(again)).as("-Dreprise.seed=" + seed).isEqualTo(past);
        assertThat(past.first()).hasSize(Past.FIRST);
        assertThat(past.recent()).hasSizeLessThanOrEqualTo(Past.RECENT).isNotEmpty();
    }

    @Test
    void what_is_older_than_rules_look_back_is_forgotten() {
        Past past = noted(List.of(
                entry(Ids.next(), 1, NOON, "a"),
                entry(Ids.next(), 1, NOON.plus(Past.WINDOW).plus(Duration.ofMillis(1)), "b")));

        assertThat(past.recent()).hasSize(1);
        assertThat(past.first()).hasSize(2);
    }

    @Test
    void a_revision_that_is_told_of_twice_was_written_at_the_earlier_time() {
        UUID comment = Ids.next();
        Entry edit = entry(comment, 2, NOON, "a");
        Entry held = entry(comment, 2, NOON.plusSeconds(5), "a");

        assertThat(noted(List.of(held, edit)).recent()).containsExactly(edit);
        assertThat(noted(List.of(edit, held)).recent()).containsExactly(edit);
    }

    private static Past noted(List<Entry> entries) {
        Past past = Past.NONE;
        for (Entry entry : entries) {
            past = past.with(entry);
        }
        return past;
    }
}
