package dev.reprise.query.changes;

import com.mongodb.MongoException;
import dev.reprise.query.generations.Following;
import dev.reprise.query.generations.Generations;
import dev.reprise.query.generations.News;
import dev.reprise.starter.history.History;
import dev.reprise.starter.history.HistoryReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Follows the topics beside the projections, all partitions on every instance, and tells of each event once readers
/// can see it: cached pages give way, streams speak. It begins a little before the head, so that who was
/// connected a moment ago can be told what came since. Without a consumer group, and it changes nothing.
@Component
class ChangeFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    /// How many events of each partition are told again after a start.
    private static final long RECENT = 200;

    private static final int MOST_WAITING = 5_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final History history;
    private final Generations generations;
    private final Following following;
    private final Announcing announcing;
    private final Semaphore stored;
    private volatile boolean running;
    private @Nullable Thread thread;

    ChangeFeed(History history, Generations generations, Following following, Announcing announcing, News news) {
        this.history = history;
        this.generations = generations;
        this.following = following;
        this.announcing = announcing;
        this.stored = news.subscribe();
    }

    private void run() {
        while (running) {
            try (HistoryReader reader = history.follower()) {
                follow(reader);
            } catch (InterruptException | InterruptedException e) {
                running = false;
            } catch (MongoException | DataAccessException | KafkaException e) {
                LOG.warn("changes are followed again in {}: {}", AFTER_OUTAGE, e.toString());
                pause();
            } catch (RuntimeException e) {
                LOG.error("changes are followed again in {}", AFTER_OUTAGE, e);
                pause();
            }
        }
        announcing.end();
    }

    private void pause() {
        announcing.end();
        try {
            Thread.sleep(AFTER_OUTAGE);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void follow(HistoryReader reader) throws InterruptedException {
        List<TopicPartition> all = History.partitions(Following.TOPICS);
        Map<TopicPartition, Long> from = new HashMap<>(history.beginnings(all));
        history.ends(all).forEach((partition, end) -> from.merge(partition, end - RECENT, Math::max));
        reader.follow(from);
        announcing.beginAt(from);
        Backlog backlog = new Backlog();
        while (running) {
            int live = generations.live().generation();
            announcing.of(live, () -> following.checkpoints(live).load(all));
            if (backlog.size() < MOST_WAITING) {
                backlog.add(reader.next(backlog.size() == 0 ? POLL : Duration.ZERO));
            }
            stored.drainPermits();
            if (backlog.size() > 0 && !announcing.isKnownVisible(backlog)) {
                boolean _ = stored.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
            announcing.announce(backlog);
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("changes").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread last = thread;
        if (last != null) {
            last.interrupt();
            try {
                last.join(LONGEST_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Starts after the generations are known and stops before them.
    @Override
    public int getPhase() {
        return Following.PHASE + 1;
    }
}
