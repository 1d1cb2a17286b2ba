package dev.reprise.query.generations;

import dev.reprise.query.model.ModelCollections;
import dev.reprise.query.model.ReadModel;
import dev.reprise.starter.lease.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// The generations as this instance knows them. It looks at the pointer five times a second, and before it answers
/// when it could not for [#STALE]; so all instances serve the new generation [#REFRESH] after a switch. Thread-safe.
@Component
public class Generations implements SmartLifecycle {

    /// How long an instance may go on serving what it last knew to be live.
    public static final Duration STALE = Duration.ofSeconds(2);

    static final Duration REFRESH = Duration.ofMillis(200);

    private record Seen(Pointer pointer, long at) {}

    private final PointerStore pointers;
    private final Following following;
    private final MongoTemplate mongo;
    private final Clock clock;
    private final ConcurrentHashMap<Integer, ReadModel> models = new ConcurrentHashMap<>();
    private final Rounds refreshing = new Rounds("generations", REFRESH, this::follow);
    private volatile @Nullable Seen seen;

    Generations(PointerStore pointers, Following following, MongoTemplate mongo, Clock clock) {
        this.pointers = pointers;
        this.following = following;
        this.mongo = mongo;
        this.clock = clock;
    }

    /// The pointer as this instance last saw it, at most [#STALE] ago.
    public Pointer pointer() {
        Seen last = seen;
        return last == null || System.nanoTime() - last.at() > STALE.toNanos() ? refresh() : last.pointer();
    }

    /// Looks at the pointer now, and follows what it says.
    public Pointer refresh() {
        long at = System.nanoTime();
        Pointer pointer = pointers.read(clock.instant());
        seen = new Seen(pointer, at);
        models.keySet().retainAll(pointer.known());
        return pointer;
    }

    /// What is served.
    public ReadModel live() {
        return model(pointer().live());
    }

    /// Another generation; empty when there is none of that number, or none any more.
    public Optional<ReadModel> of(int generation) {
        return pointer().known().contains(generation) ? Optional.of(model(generation)) : Optional.empty();
    }

    private ReadModel model(int generation) {
        return models.computeIfAbsent(generation, number -> new ReadModel(ModelCollections.of(mongo, number)));
    }

    private void follow() {
        following.follow(refresh().followed());
    }

    @Override
    public void start() {
        refreshing.start();
    }

    @Override
    public void stop() {
        refreshing.stop();
        following.end();
    }

    @Override
    public boolean isRunning() {
        return refreshing.isRunning();
    }

    /// Starts after the consumer loops and stops before them.
    @Override
    public int getPhase() {
        return Following.PHASE;
    }
}
