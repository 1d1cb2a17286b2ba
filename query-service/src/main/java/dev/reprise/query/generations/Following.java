package dev.reprise.query.generations;

import dev.reprise.events.Topic;
import dev.reprise.query.model.ModelCollections;
import dev.reprise.query.model.ModelStore;
import dev.reprise.query.model.WorkingSet;
import dev.reprise.starter.consumer.BatchHandler;
import dev.reprise.starter.consumer.Checkpoints;
import dev.reprise.starter.consumer.ConsumerLoop;
import dev.reprise.starter.consumer.ConsumerLoops;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.consumer.Subscription;
import java.util.List;
import java.util.Set;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// Keeps generations at the head of the topics: a batch is loaded, folded in memory and stored in bulk. A batch
/// that was stored in part is simply applied again. Instances share the partitions of each generation; used by
/// one thread.
@Component
public class Following {

    /// What the read model is folded from.
    public static final Set<Topic> TOPICS = Set.of(Topic.POSTS, Topic.COMMENTS, Topic.TASKS);

    /// When what is kept at the head starts: after the consumer loops.
    public static final int PHASE = ConsumerLoop.PHASE + 1;

    private static final String NAME = "query-service-g";

    private final ConsumerLoops loops;
    private final MongoTemplate mongo;
    private final Versions versions;
    private final News news;

    public Following(ConsumerLoops loops, MongoTemplate mongo, Versions versions, News news) {
        this.loops = loops;
        this.mongo = mongo;
        this.versions = versions;
        this.news = news;
    }

    /// How far a generation has been folded, by whichever instance.
    public Checkpoints checkpoints(int generation) {
        return loops.checkpoints(NAME + generation);
    }

    /// Follows these generations and no others.
    void follow(Set<Integer> generations) {
        Set<String> names =
                Set.copyOf(generations.stream().map(number -> NAME + number).toList());
        loops.names().stream()
                .filter(name -> name.startsWith(NAME) && !names.contains(name))
                .forEach(loops::remove);
        for (int generation : generations) {
            if (!loops.names().contains(NAME + generation)) {
                ModelCollections collections = ModelCollections.of(mongo, generation);
                collections.createIndexes();
                ModelStore model = new ModelStore(collections);
                loops.add(new Subscription(NAME + generation, TOPICS, new Folding(generation, model)));
            }
        }
    }

    void end() {
        loops.names().stream().filter(name -> name.startsWith(NAME)).forEach(loops::remove);
    }

    /// The name under which a generation is followed, and parks what it can't fold.
    public static String subscription(int generation) {
        return NAME + generation;
    }

    /// Folds batches into one generation.
    private final class Folding implements BatchHandler {
        private final int generation;
        private final ModelStore model;

        Folding(int generation, ModelStore model) {
            this.generation = generation;
            this.model = model;
        }

        @Override
        public void handle(List<ReceivedEvent> batch) {
            model.store(folded(batch));
            for (ReceivedEvent received : batch) {
                // What other instances store is counted when it is announced; of what this one stores, nobody has to
                // wait.
                if (versions.areOf(generation)) {
                    versions.changed(
                            generation,
                            received.event().data(),
                            received.event().sequence());
                }
                news.of(received.event().subject());
            }
        }

        @Override
        public boolean rehearse(List<ReceivedEvent> batch) {
            folded(batch);
            return true;
        }

        private WorkingSet folded(List<ReceivedEvent> batch) {
            WorkingSet working = model.load(
                    batch.stream().map(received -> received.event().data()).toList());
            for (ReceivedEvent received : batch) {
                working.apply(received.event().data(), received.event().sequence(), received.offset());
            }
            return working;
        }
    }
}
