package dev.reprise.query.generations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.query.model.ModelCollections;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class RetirementTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
    private static final TopicPartition PARTITION = new TopicPartition("posts", 3);

    private final Database database = new Database();
    private final MongoTemplate mongo = database.mongo();
    private final PointerStore pointers = new PointerStore(mongo);
    private final Following following = UnreadTopics.following(mongo);
    private final Retirement retirement = new Retirement(pointers, following, mongo, Clock.systemUTC());

    @BeforeEach
    void threeGenerations() {
        pointers.read(NOW);
        for (int generation = 1; generation <= 3; generation++) {
            ModelCollections.of(mongo, generation).all().forEach(all -> all.insertOne(new Document("_id", "a")));
            following.checkpoints(generation).save(Map.of(PARTITION, 5L));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_generation_that_nobody_knows_is_dropped_with_its_checkpoints_but_not_at_once() {
        retirement.retire(NOW);
        retirement.retire(NOW.plus(Retirement.GRACE).minusMillis(1));
        assertThat(present()).containsExactlyInAnyOrder(1, 2, 3);

        retirement.retire(NOW.plus(Retirement.GRACE));

        assertThat(present()).containsExactly(1);
        assertThat(following.checkpoints(2).load(List.of(PARTITION))).containsEntry(PARTITION, 0L);
        assertThat(following.checkpoints(1).load(List.of(PARTITION))).containsEntry(PARTITION, 5L);
    }

    @Test
    void one_that_becomes_known_meanwhile_stays() {
        retirement.retire(NOW);
        assertThat(Objects.requireNonNull(pointers.claim(UUID.randomUUID(), NOW))
                        .generation())
                .isEqualTo(2);

        retirement.retire(NOW.plus(Retirement.GRACE));

        assertThat(present()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void the_generation_before_is_given_up_when_its_time_is_over() {
        UUID replay = UUID.randomUUID();
        pointers.claim(replay, NOW);
        Instant until = NOW.plusSeconds(3_600);
        pointers.cutOver(new Switch(NOW, "ada", Switch.Kind.CUTOVER, 1, 2, replay, null), until);

        retirement.retire(until.minusMillis(1));
        assertThat(pointers.read(NOW).previous()).isNotNull();
        retirement.retire(until);
        assertThat(pointers.read(NOW).previous()).isNull();
        retirement.retire(until);
        retirement.retire(until.plus(Retirement.GRACE));

        assertThat(present()).containsExactly(2);
    }

    private Set<Integer> present() {
        return Set.copyOf(mongo.getCollectionNames().stream()
                .flatMapToInt(name -> ModelCollections.generationOf(name).stream())
                .boxed()
                .toList());
    }
}
