package dev.reprise.query.model;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.reprise.query.model.RandomHistory.Placed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Whatever the batches, the order between topics, the duplicates, and the moments at which the process dies:
/// the stored model equals a plain fold. `-Dreprise.seed=N` runs one seed again.
class ProjectionConvergesTest {

    private static final int HISTORIES = 25;
    private static final int EVENTS = 400;

    private static MongoServer server;
    private static MongoClient client;

    @BeforeAll
    static void startStore() {
        server = new MongoServer(new MemoryBackend());
        client = MongoClients.create(server.bindAndGetConnectionString());
    }

    @AfterAll
    static void stopStore() {
        client.close();
        server.shutdownNow();
    }

    static LongStream seeds() {
        Long seed = Long.getLong("reprise.seed");
        return seed == null ? new Random().longs(HISTORIES) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_stored_model_equals_a_plain_fold(long seed) {
        Random random = new Random(seed);
        MongoDatabase database = client.getDatabase("seed" + Long.toUnsignedString(seed));
        ModelCollections collections = ModelCollections.of(new MongoTemplate(client, database.getName()), 1);
        ModelStore model = new ModelStore(collections);
        List<List<Placed>> partitions = new RandomHistory(random, EVENTS).partitions();

        project(partitions, model, random);

        PlainFold fold = new PlainFold();
        partitions.forEach(partition -> partition.forEach(placed -> fold.apply(placed.event(), placed.sequence())));
        new StoredModel(collections).requireEqual(fold);
        database.drop();
    }

    /// Reads the partitions in random batches, each in its order; dies now and then between the steps of a
    /// write, and then goes on from the last checkpoint.
    private static void project(List<List<Placed>> partitions, ModelStore model, Random random) {
        Map<Integer, Integer> checkpoints = new HashMap<>();
        Map<Integer, Integer> positions = new HashMap<>();
        while (positions.size() < partitions.size() || !atEnd(partitions, positions)) {
            List<Placed> batch = poll(partitions, positions, random);
            WorkingSet working = model.load(batch.stream().map(Placed::event).toList());
            batch.forEach(placed -> working.apply(placed.event(), placed.sequence(), placed.offset()));
            List<Runnable> steps = model.steps(working, _ -> {});
            boolean dies = random.nextInt(4) == 0;
            steps.subList(0, dies ? random.nextInt(steps.size()) : steps.size()).forEach(Runnable::run);
            if (dies) {
                positions.replaceAll((partition, _) -> checkpoints.getOrDefault(partition, 0));
            } else {
                checkpoints.putAll(positions);
            }
        }
    }

    private static boolean atEnd(List<List<Placed>> partitions, Map<Integer, Integer> positions) {
        return positions.entrySet().stream()
                .allMatch(position ->
                        position.getValue() == partitions.get(position.getKey()).size());
    }

    private static List<Placed> poll(List<List<Placed>> partitions, Map<Integer, Integer> positions, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        List<Placed> batch = new ArrayList<>();
        for (int partition : order) {
            int from = positions.getOrDefault(partition, 0);
            int to = Math.min(partitions.get(partition).size(), from + random.nextInt(20));
            batch.addAll(partitions.get(partition).subList(from, to));
            positions.put(partition, to);
        }
        return batch;
    }
}
