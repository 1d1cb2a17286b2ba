package dev.reprise.starter.lease;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Does something again and again in a thread of its own, with a pause between rounds. A round that fails is logged and
/// the next one comes all the same; an outage of the store or the broker is expected now and then.
public final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration LAST_ROUND = Duration.ofSeconds(10);

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private final ScheduledExecutorService thread;
    private @Nullable ScheduledFuture<?> scheduled;
    private volatile boolean running;

    public Rounds(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    public void start() {
        running = true;
        scheduled = thread.scheduleWithFixedDelay(this::one, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether it was started and not stopped.
    public boolean isRunning() {
        return running;
    }

    private void one() {
        try {
            round.run();
        } catch (MongoException | DataAccessException | KafkaException e) {
            LOG.debug("{}: the store or the broker is away", name, e);
        } catch (RuntimeException e) {
            LOG.warn("{} failed, will try again", name, e);
        }
    }

    /// Interrupts the round at hand and waits for its end, ten seconds at most. For good.
    public void stop() {
        running = false;
        if (scheduled != null) {
            scheduled.cancel(true);
        }
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} does not end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
