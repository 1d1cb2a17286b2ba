package dev.reprise.starter.consumer;

import dev.reprise.events.EventEnvelope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Spreads a batch over virtual threads, one for each key of each topic, so that many small writes wait for the store
/// together and the events of one key still come in order.
final class KeyParallel implements BatchHandler {

    private static final int MOST_AT_ONCE = 32;

    private record Lane(String topic, UUID key) {}

    private final EventHandler handler;

    KeyParallel(EventHandler handler) {
        this.handler = handler;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        Map<Lane, List<EventEnvelope>> lanes = new LinkedHashMap<>();
        for (ReceivedEvent received : events) {
            Lane lane = new Lane(received.topic(), received.event().data().key());
            lanes.computeIfAbsent(lane, _ -> new ArrayList<>()).add(received.event());
        }
        if (lanes.size() == 1) {
            lanes.values().forEach(lane -> lane.forEach(handler::handle));
        } else {
            handleTogether(lanes.values());
        }
    }

    private void handleTogether(Collection<List<EventEnvelope>> lanes) {
        Semaphore places = new Semaphore(MOST_AT_ONCE);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<EventEnvelope> lane : lanes) {
                running.add(threads.submit(() -> {
                    places.acquireUninterruptibly();
                    try {
                        lane.forEach(handler::handle);
                    } finally {
                        places.release();
                    }
                }));
            }
        }
        throwFirstFailure(running);
    }

    private static void throwFirstFailure(List<Future<?>> finished) {
        RuntimeException first = null;
        for (Future<?> lane : finished) {
            try {
                lane.get();
            } catch (ExecutionException e) {
                RuntimeException failure =
                        e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while events were applied", e);
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
