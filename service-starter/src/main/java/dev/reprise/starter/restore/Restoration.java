package dev.reprise.starter.restore;

import dev.reprise.events.DomainEvent;
import dev.reprise.events.Topic;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How one kind of a service's aggregates is folded from the events that it has published. Declared as a bean, beside
/// the aggregates' store. Its functions are pure.
///
/// @param collection where the aggregates stand
/// @param topic the topic of their own events, whose sequences are their versions
/// @param opened the state after a first event; empty for an event that can't be one
/// @param after the state after a later event
/// @param causes what else the state keeps; absent when it is the fold of its own events alone
public record Restoration<S>(
        String collection,
        Topic topic,
        Function<DomainEvent, Optional<S>> opened,
        BiFunction<S, DomainEvent, S> after,
        @Nullable Causes<S> causes) {

    /// A state that knows how far its service has heard of the same subject on another topic, so that an event that
    /// comes again has no second effect. That number stands in no event; but an own event names its cause, and
    /// the cause has a sequence.
    ///
    /// @param topic the causes' topic; its keys are those of the aggregates' topic, so that partitions correspond
    /// @param effects the own events that are such an effect; others may have causes of other kinds
    /// @param heard the state that has heard up to that sequence
    /// @param told what any event of the causes' topic adds to the state of its subject; has to be idempotent
    public record Causes<S>(
            Topic topic,
            Class<? extends DomainEvent> effects,
            BiFunction<S, Long, S> heard,
            BiFunction<S, DomainEvent, S> told) {}

    /// @param first the event that opens an aggregate
    /// @param any all events of the topic
    public static <S, E extends DomainEvent, F extends E> Restoration<S> of(
            String collection,
            Topic topic,
            Class<F> first,
            Function<F, S> opened,
            Class<E> any,
            BiFunction<S, E, S> after) {
        return new Restoration<>(
                collection,
                topic,
                event -> first.isInstance(event) ? Optional.of(opened.apply(first.cast(event))) : Optional.empty(),
                (state, event) -> after.apply(state, any.cast(event)),
                null);
    }

    /// The same for a state that keeps how far it has heard on another topic.
    public Restoration<S> hearing(Topic other, Class<? extends DomainEvent> effects, BiFunction<S, Long, S> heard) {
        return new Restoration<>(
                collection, topic, opened, after, new Causes<>(other, effects, heard, (state, _) -> state));
    }

    /// The same for a state that also keeps what the events of that other topic say of its subject.
    ///
    /// @param any all events of the other topic
    /// @param told is given all of a subject's, in their order, duplicates included
    public <E extends DomainEvent> Restoration<S> told(Class<E> any, BiFunction<S, E, S> told) {
        if (causes == null) {
            throw new IllegalStateException("there is no other topic to be told by");
        }
        Causes<S> telling = new Causes<>(
                causes.topic(), causes.effects(), causes.heard(), (state, event) -> told.apply(state, any.cast(event)));
        return new Restoration<>(collection, topic, opened, after, telling);
    }

    /// All topics that are read.
    Set<Topic> topics() {
        return causes == null ? EnumSet.of(topic) : EnumSet.of(topic, causes.topic());
    }
}
