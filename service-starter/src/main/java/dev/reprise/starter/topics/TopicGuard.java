package dev.reprise.starter.topics;

import dev.reprise.events.Topic;
import dev.reprise.events.TopicCheck;
import dev.reprise.events.TopicState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/// Lets nothing be published or consumed before the service's topics are known to be whole histories.
///
/// A broker that answers with a wrong topic, or with another one than the service's database goes with, stops the
/// service's start. A broker that does not answer does not: commands are accepted, their events wait, and the
/// check goes on in the background until it passes. One that refuses to answer (no rights, no replicas) is asked
/// again as well, and is a [#fault] meanwhile.
public final class TopicGuard implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicGuard.class);
    private static final String CREATED_A_MOMENT_AGO =
            "the topics {} were created a moment ago and are not known everywhere yet";
    private static final int FIRST_ATTEMPT_MILLISECONDS = 10_000;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Map<String, Object> connection;
    private final Supplier<Set<Topic>> used;
    private final KnownTopics known;
    private final CountDownLatch checked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable TopicHistoryException fault;
    private volatile boolean running;

    /// @param connection the settings of a Kafka admin client
    /// @param used all topics that this service publishes to or reads; asked for when the guard starts
    /// @param known which topics the service's database goes with
    public TopicGuard(Map<String, Object> connection, Supplier<Set<Topic>> used, KnownTopics known) {
        this.connection = new java.util.HashMap<>(connection);
        this.connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, FIRST_ATTEMPT_MILLISECONDS);
        this.connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, FIRST_ATTEMPT_MILLISECONDS / 2);
        this.used = used;
        this.known = known;
    }

    /// Returns once the topics have been found whole; a service that stops first interrupts its waiting threads.
    public void awaitChecked() throws InterruptedException {
        checked.await();
    }

    /// What is wrong with the topics, or why the broker won't say; the service then publishes and consumes nothing.
    public @Nullable TopicHistoryException fault() {
        return fault;
    }

    /// @throws TopicHistoryException when the broker answers and a topic's history is not whole
    @Override
    public void start() {
        running = true;
        Set<Topic> topics = Set.copyOf(used.get());
        if (topics.isEmpty() || attempt(topics)) {
            checked.countDown();
            return;
        }
        Thread.ofVirtual().name("topic-guard").start(() -> keepTrying(topics));
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before everything that publishes or consumes.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void keepTrying(Set<Topic> topics) {
        try {
            while (!stopped.await(BETWEEN_ATTEMPTS.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
                if (attempt(topics)) {
                    LOG.info("the broker answers; the topics {} are whole", topics);
                    checked.countDown();
                    return;
                }
            }
        } catch (TopicHistoryException e) {
            fault = e;
            LOG.error("nothing is published or consumed:\n{}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TopicHistoryException refusal(Set<Topic> topics, @Nullable Throwable cause) {
        return new TopicHistoryException(List.of(
                "the broker refuses to say whether the topics %s are whole (%s): let this service use Create, Describe and DescribeConfigs on them"
                        .formatted(topics.stream().map(Topic::wireName).sorted().toList(), cause)));
    }

    private boolean attempt(Set<Topic> topics) {
        try (Admin admin = Admin.create(connection)) {
            TopicCheck check = new TopicCheck(admin);
            check.createAbsent(topics);
            List<TopicState> states = check.look(topics);
            fault = null;
            if (states.stream().anyMatch(TopicState::isAbsent)) {
                LOG.info(CREATED_A_MOMENT_AGO, topics);
                return false;
            }
            List<TopicState.Fault> faults =
                    states.stream().flatMap(state -> state.faults().stream()).toList();
            List<TopicState.Fault> all = faults.isEmpty() ? known.recognise(states) : faults;
            if (!all.isEmpty()) {
                throw new TopicHistoryException(
                        all.stream().map(TopicState.Fault::toString).toList());
            }
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                LOG.info(CREATED_A_MOMENT_AGO, topics);
            } else {
                LOG.warn("the broker does not answer for the topics {} yet: {}", topics, String.valueOf(e.getCause()));
            }
            fault = e.getCause() instanceof RetriableException ? null : refusal(topics, e.getCause());
            return false;
        } catch (DataAccessException e) {
            LOG.warn("the store can't be asked yet which topics it goes with: {}", e.toString());
            return false;
        } catch (KafkaException e) {
            // No client could be made, as when the broker's name does not resolve while its container is down.
            LOG.warn("the broker can't be reached for the topics {} yet", topics, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
