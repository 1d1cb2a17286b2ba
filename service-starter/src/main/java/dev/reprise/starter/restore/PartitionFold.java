package dev.reprise.starter.restore;

import dev.reprise.events.EventEnvelope;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.restore.Restoration.Causes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The aggregates of one partition while they are folded: first from their own events, then from what caused those.
/// An event that stands on its topic again changes nothing. Not thread-safe.
public final class PartitionFold<S> {

    private static final class Folded<S> {
        private long version;
        private S state;
        private @Nullable UUID cause;

        Folded(S state) {
            this.state = state;
        }
    }

    private final Restoration<S> restoration;
    private final Map<UUID, Folded<S>> aggregates = new HashMap<>();
    private final Set<UUID> gappy = new HashSet<>();
    private final Set<UUID> headless = new HashSet<>();
    private long repeated;

    public PartitionFold(Restoration<S> restoration) {
        this.restoration = restoration;
    }

    /// The next event of the aggregates' own topic.
    public void own(EventEnvelope event) {
        UUID id = event.subject();
        Folded<S> folded = aggregates.get(id);
        if (folded == null) {
            restoration
                    .opened()
                    .apply(event.data())
                    .ifPresentOrElse(
                            state -> {
                                Folded<S> opened = new Folded<>(state);
                                aggregates.put(id, opened);
                                reach(opened, event);
                            },
                            () -> headless.add(id));
        } else if (event.sequence() <= folded.version) {
            repeated++;
        } else {
            folded.state = restoration.after().apply(folded.state, event.data());
            reach(folded, event);
        }
    }

    private void reach(Folded<S> folded, EventEnvelope event) {
        if (event.sequence() != folded.version + 1) {
            gappy.add(event.subject());
        }
        folded.version = event.sequence();
        Causes<S> causes = restoration.causes();
        if (causes != null && event.causationId() != null && causes.effects().isInstance(event.data())) {
            folded.cause = event.causationId();
        }
    }

    /// An event of the causes' topic; only after all [#own] ones.
    public void cause(EventEnvelope event) {
        Folded<S> folded = aggregates.get(event.subject());
        Causes<S> causes = restoration.causes();
        if (folded == null || causes == null) {
            return;
        }
        folded.state = causes.told().apply(folded.state, event.data());
        if (event.id().equals(folded.cause)) {
            folded.state = causes.heard().apply(folded.state, event.sequence());
            folded.cause = null;
        }
    }

    /// The aggregates as they are to be stored.
    public Stream<Aggregate<S>> aggregates() {
        return aggregates.entrySet().stream()
                .map(folded -> new Aggregate<>(
                        folded.getKey(),
                        folded.getValue().version,
                        folded.getValue().version,
                        folded.getValue().state));
    }

    /// Aggregates that lack an event in between.
    Set<UUID> gappy() {
        return gappy;
    }

    /// Aggregates that are left out because their first event is missing.
    Set<UUID> headless() {
        return headless;
    }

    /// Aggregates whose last effect has a cause that stands nowhere: it would take effect again.
    Set<UUID> unexplained() {
        Set<UUID> unexplained = new HashSet<>();
        aggregates.forEach((id, folded) -> {
            if (folded.cause != null) {
                unexplained.add(id);
            }
        });
        return unexplained;
    }

    /// How many events stood there again.
    long repeated() {
        return repeated;
    }
}
