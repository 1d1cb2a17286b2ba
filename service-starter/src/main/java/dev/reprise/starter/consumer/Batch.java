package dev.reprise.starter.consumer;

import dev.reprise.starter.parking.Lane;
import dev.reprise.starter.parking.Poison;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one poll brought, on its way into the store. It is tried as a whole; where that fails it is halved until
/// the lanes that fail stand alone, all others being applied by then. Those are tried again, event by event and
/// each counting its own failures, until they succeed or are parked. What is done is not given to the handler
/// again, except by the halving, which handlers have to bear anyway.
///
/// Keeps its counts over outages: an outage counts as no attempt. Used by one thread.
final class Batch {

    /// How often an event is tried before its key is parked.
    static final int ATTEMPTS = 5;

    private final BatchHandler handler;
    private final ParkedKeys parked;
    private final Clock clock;
    private final Map<Lane, List<Arrival>> open = new LinkedHashMap<>();
    private final Map<Lane, Poison> failing = new HashMap<>();
    private boolean isQueued;

    Batch(List<Arrival> arrivals, BatchHandler handler, ParkedKeys parked, Clock clock) {
        this.handler = handler;
        this.parked = parked;
        this.clock = clock;
        for (Arrival arrival : arrivals) {
            open.computeIfAbsent(arrival.lane(), _ -> new ArrayList<>()).add(arrival);
        }
    }

    /// Goes on once with what is left.
    ///
    /// @return whether everything is applied, queued or parked, and stored; otherwise it is to be tried again
    /// @throws RuntimeException in an outage of the store, or when no more keys can be parked; nothing is lost
    boolean advance() {
        if (!isQueued) {
            queueBehindParked();
        }
        List<Lane> again = List.copyOf(failing.keySet());
        applyTogether(
                open.keySet().stream().filter(lane -> !again.contains(lane)).toList());
        for (Lane lane : again) {
            if (!isPoison(lane)) {
                applyAlone(lane);
            }
            parkWhenPoison(lane);
        }
        return open.isEmpty();
    }

    /// How many events failed and are to be tried again.
    int failing() {
        return failing.size();
    }

    /// Why the first of them failed.
    String reason() {
        return failing.values().stream().map(Poison::reason).findFirst().orElse("");
    }

    private void queueBehindParked() {
        for (Lane lane : List.copyOf(open.keySet())) {
            replace(lane, parked.queue(lane, left(lane)));
        }
        isQueued = true;
    }

    private List<Arrival> left(Lane lane) {
        return open.getOrDefault(lane, List.of());
    }

    private void replace(Lane lane, List<Arrival> left) {
        if (left.isEmpty()) {
            open.remove(lane);
            failing.remove(lane);
        } else {
            open.put(lane, left);
        }
    }

    private void applyTogether(List<Lane> lanes) {
        List<ReceivedEvent> events = decodable(lanes);
        if (lanes.size() > 1 && !events.isEmpty() && handle(events) != null) {
            applyTogether(lanes.subList(0, lanes.size() / 2));
            applyTogether(lanes.subList(lanes.size() / 2, lanes.size()));
        } else if (lanes.size() > 1) {
            lanes.forEach(this::passDecodable);
        } else if (!lanes.isEmpty()) {
            applyLane(lanes.getFirst(), events);
        }
    }

    private void applyLane(Lane lane, List<ReceivedEvent> events) {
        if (events.isEmpty()) {
            passDecodable(lane);
            return;
        }
        Throwable failure = handle(events);
        if (failure == null) {
            passDecodable(lane);
        } else if (events.size() == 1) {
            failed(lane, failure);
        } else {
            applyAlone(lane);
        }
    }

    /// Applies a lane event by event, up to the first that fails.
    private void applyAlone(Lane lane) {
        List<ReceivedEvent> events = decodable(List.of(lane));
        for (ReceivedEvent event : events) {
            Throwable failure = handle(List.of(event));
            if (failure != null) {
                failed(lane, failure);
                return;
            }
            failing.remove(lane);
            replace(lane, left(lane).subList(1, left(lane).size()));
        }
        passDecodable(lane);
    }

    /// The lanes' events up to the first that can't be decoded, each partition's in its order.
    private List<ReceivedEvent> decodable(List<Lane> lanes) {
        List<ReceivedEvent> events = new ArrayList<>();
        for (Lane lane : lanes) {
            left(lane).stream()
                    .map(Arrival::event)
                    .takeWhile(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .forEach(events::add);
        }
        events.sort(Comparator.comparing(ReceivedEvent::topic)
                .thenComparingInt(ReceivedEvent::partition)
                .thenComparingLong(ReceivedEvent::offset));
        return events;
    }

    /// A lane's decodable events are applied; what follows is poison at once, since decoding again changes
    /// nothing.
    private void passDecodable(Lane lane) {
        failing.remove(lane);
        List<Arrival> left = left(lane).stream()
                .dropWhile(arrival -> arrival.event() != null)
                .toList();
        replace(lane, left);
        if (!left.isEmpty()) {
            Arrival first = left.getFirst();
            parked.park(lane, poison(first, String.valueOf(first.undecodable()), clock.instant(), 1), left);
            replace(lane, List.of());
        }
    }

    private void failed(Lane lane, Throwable failure) {
        Arrival first = left(lane).getFirst();
        Poison before = failing.get(lane);
        failing.put(
                lane,
                before == null
                        ? poison(first, failure.toString(), clock.instant(), 1)
                        : poison(first, failure.toString(), before.firstFailure(), before.attempts() + 1));
    }

    private boolean isPoison(Lane lane) {
        Poison poison = failing.get(lane);
        return poison != null && poison.attempts() >= ATTEMPTS;
    }

    private void parkWhenPoison(Lane lane) {
        Poison poison = failing.get(lane);
        if (poison != null && isPoison(lane)) {
            parked.park(lane, poison, left(lane));
            replace(lane, List.of());
        }
    }

    private static Poison poison(Arrival arrival, String reason, Instant firstFailure, int attempts) {
        return new Poison(arrival.pointer(), reason, firstFailure, attempts);
    }

    private @Nullable Throwable handle(List<ReceivedEvent> events) {
        return Failures.caught(() -> handler.handle(events));
    }
}
