package dev.reprise.starter.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Lets no service serve half a database. The start waits some seconds for a store that does
/// not answer; each attempt takes as long as the client gives the store, three seconds.
public final class RestoreGuard implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreGuard.class);

    /// A service that is told to stop meanwhile does so only afterwards.
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final RestoredDatabase database;
    private final String service;
    private final Duration patience;
    private volatile boolean running;

    public RestoreGuard(MongoTemplate mongo, String service) {
        this(mongo, service, PATIENCE);
    }

    RestoreGuard(MongoTemplate mongo, String service, Duration patience) {
        this.patience = patience;
        this.database = new RestoredDatabase(mongo);
        this.service = service;
    }

    /// @throws RestoreException when the database holds a restore that has not finished, or the store does not answer
    @Override
    public void start() {
        running = true;
        Optional<Instant> unfinished = unfinishedSince();
        if (unfinished.isPresent()) {
            throw RestoreException.failed(
                    "The database holds half a restore, which began at %s.".formatted(unfinished.get()),
                    "When no restore is at work any more, restore again: ./reprise restore %s, or start this service once with --reprise.restore=empty"
                            .formatted(service));
        }
    }

    private Optional<Instant> unfinishedSince() {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return database.unfinishedSince();
            } catch (DataAccessResourceFailureException e) {
                if (System.nanoTime() > end) {
                    throw RestoreException.failed(
                            "The store does not answer, so it can't be told whether the database is whole.",
                            "Start the store, then this service.",
                            e);
                }
                LOG.warn("the start waits for the store, which does not answer yet: {}", e.getMessage());
            }
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before everything that reads or writes the database.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
