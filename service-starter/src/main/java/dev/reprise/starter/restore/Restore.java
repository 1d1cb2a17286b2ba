package dev.reprise.starter.restore;

import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.history.History;
import dev.reprise.starter.topics.TopicHistoryException;
import dev.reprise.starter.topics.TopicInspection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Rebuilds a service's database from the topics, as they stand when it begins: partition by partition, so that memory
/// holds the aggregates of one. Nothing is written before all refusals have been thought of. Should the process
/// die after that, the database stays marked, is served by nobody, and is restored again.
///
/// The service itself must not run.
public final class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);
    private static final int BATCH = 200;
    private static final int NAMED = 20;

    private final List<Restoration<?>> restorations;
    private final RestoredDatabase database;
    private final History history;
    private final TopicInspection inspection;
    private final Clock clock;

    public Restore(
            List<Restoration<?>> restorations,
            MongoTemplate mongo,
            History history,
            TopicInspection inspection,
            Clock clock) {
        this.restorations = List.copyOf(restorations);
        this.database = new RestoredDatabase(mongo);
        this.history = history;
        this.inspection = inspection;
        this.clock = clock;
    }

    /// Restores everything.
    ///
    /// @param replace whether a database that holds something is deleted; one that holds nothing but an unfinished
    ///     restore always is
    /// @param progress is told now and then how far it is, by the same thread
    /// @throws RestoreException when it is refused or fails
    /// @throws TopicHistoryException when a topic is absent or not whole; nothing was changed then
    public RestoreCounts run(boolean replace, Consumer<RestoreProgress> progress) throws InterruptedException {
        Map<TopicPartition, Long> ends = inspected();
        refuse(replace, ends);
        long unpublished = restorations.stream()
                .mapToLong(restoration -> database.unpublished(restoration.collection()))
                .sum();
        UUID restore = Ids.next();
        database.begin(restore, clock.instant());
        Stretches stretches = new Stretches(history, ends, progress);
        RestoreCounts counts = RestoreCounts.unpublished(unpublished);
        for (Restoration<?> restoration : restorations) {
            for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
                counts = counts.plus(restored(restoration, partition, stretches, restore));
            }
        }
        database.finish(restore);
        return counts.plus(stretches.counts());
    }

    private Map<TopicPartition, Long> inspected() throws InterruptedException {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        restorations.forEach(restoration -> topics.addAll(restoration.topics()));
        if (topics.isEmpty()) {
            throw RestoreException.failed(
                    "This service keeps nothing that could be restored from topics.",
                    "A read model is played again: ./reprise replay start");
        }
        try {
            inspection.requireWhole(topics);
            return history.ends(History.partitions(topics));
        } catch (KafkaException e) {
            throw RestoreException.failed(
                    "The broker can't be asked for the topics %s: %s".formatted(names(topics), e.getMessage()),
                    "Start the broker, or let this service use Describe, DescribeConfigs and Read on these topics.",
                    e);
        }
    }

    private void refuse(boolean replace, Map<TopicPartition, Long> ends) {
        if (database.isEmpty()) {
            return;
        }
        if (!replace && database.unfinishedSince().isEmpty()) {
            throw RestoreException.conflict(
                    "The database is not empty.",
                    "To delete everything in it and restore: ./reprise restore NAME --replace,"
                            + " or start the service with --reprise.restore=replace");
        }
        for (Restoration<?> restoration : restorations) {
            if (length(ends, History.partitions(Set.of(restoration.topic()))) == 0) {
                throw RestoreException.conflict(
                        "The topic %s holds no events, but the database is not empty: it would only be deleted."
                                .formatted(restoration.topic().wireName()),
                        "Restore the topic first, or ask the broker that holds it.");
            }
        }
    }

    private <S> RestoreCounts restored(Restoration<S> restoration, int partition, Stretches stretches, UUID restore)
            throws InterruptedException {
        PartitionFold<S> fold = new PartitionFold<>(restoration);
        stretches.read(new TopicPartition(restoration.topic().wireName(), partition), fold::own);
        if (restoration.causes() != null) {
            stretches.read(new TopicPartition(restoration.causes().topic().wireName(), partition), fold::cause);
        }
        database.requireOwn(restore);
        long written = write(restoration.collection(), fold);
        name("an event in between is missing of", fold.gappy());
        name("the first event is missing, so this is left out:", fold.headless());
        name("what caused the last change is missing of", fold.unexplained());
        return new RestoreCounts(
                written,
                0,
                fold.repeated(),
                0,
                fold.gappy().size(),
                fold.headless().size(),
                fold.unexplained().size(),
                0);
    }

    private <S> long write(String collection, PartitionFold<S> fold) {
        long written = 0;
        List<Aggregate<S>> batch = new ArrayList<>(BATCH);
        for (Iterator<Aggregate<S>> left = fold.aggregates().iterator(); left.hasNext(); ) {
            batch.add(left.next());
            if (batch.size() == BATCH || !left.hasNext()) {
                database.insert(collection, batch);
                written += batch.size();
                batch.clear();
            }
        }
        return written;
    }

    private static void name(String fault, Set<UUID> subjects) {
        subjects.stream().limit(NAMED).forEach(subject -> LOG.warn("{} {}", fault, subject));
    }

    private static long length(Map<TopicPartition, Long> ends, Collection<TopicPartition> partitions) {
        return partitions.stream()
                .mapToLong(partition -> ends.getOrDefault(partition, 0L))
                .sum();
    }

    private static List<String> names(Set<Topic> topics) {
        return topics.stream().map(Topic::wireName).toList();
    }
}
