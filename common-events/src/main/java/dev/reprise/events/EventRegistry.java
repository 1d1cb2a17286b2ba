package dev.reprise.events;

import static dev.reprise.events.UndecodableEventException.Reason.UNKNOWN_TYPE;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every wire name that can be written or read, with the upcasters that lift older versions. Immutable.
///
/// To add an event or a version, see `docs/adding-an-event.md`.
public final class EventRegistry {

    /// How one wire name is read: the current type, and the upcasters to apply to its data, first to last.
    record Reading(EventType type, List<Upcaster> upcasters) {}

    private final Map<Class<? extends DomainEvent>, EventType> types;
    private final Map<String, Reading> readings;

    private EventRegistry(Map<Class<? extends DomainEvent>, EventType> types, Map<String, Reading> readings) {
        this.types = Map.copyOf(types);
        this.readings = Map.copyOf(readings);
    }

    /// The contract as published.
    public static EventRegistry published() {
        return publishing().build();
    }

    static Builder publishing() {
        return new Builder()
                .event("PostCreated", 1, Topic.POSTS, PostCreated.class)
                .event("PostUpdated", 1, Topic.POSTS, PostUpdated.class)
                .event("PostDeleted", 1, Topic.POSTS, PostDeleted.class)
                .event("CommentCreated", 1, Topic.COMMENTS, CommentCreated.class)
                .event("CommentUpdated", 1, Topic.COMMENTS, CommentUpdated.class)
                .event("CommentDeleted", 1, Topic.COMMENTS, CommentDeleted.class)
                .event("CommentModerated", 1, Topic.MODERATION, CommentModerated.class)
                .event("TaskCreated", 1, Topic.TASKS, TaskCreated.class)
                .event("TaskUpdated", 1, Topic.TASKS, TaskUpdated.class);
    }

    /// The current types, in no particular order.
    public Collection<EventType> types() {
        return types.values();
    }

    /// Every wire name that can be read: the current ones and the older ones that an upcaster lifts.
    public Collection<String> readableNames() {
        return readings.keySet();
    }

    /// The type that events of this class are written as.
    ///
    /// @throws IllegalArgumentException for a class that was never registered
    public EventType typeOf(DomainEvent event) {
        EventType type = types.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass() + " has no wire name");
        }
        return type;
    }

    Reading reading(String wireName) {
        Reading reading = readings.get(wireName);
        if (reading == null) {
            throw new UndecodableEventException(UNKNOWN_TYPE, "no event is named '" + printable(wireName) + "'");
        }
        return reading;
    }

    private static String printable(String text) {
        String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    /// Collects types and upcasters; refuses two types of one name or class.
    static final class Builder {
        private final Map<Class<? extends DomainEvent>, EventType> types = new HashMap<>();
        private final Map<String, Map<Integer, Upcaster>> upcasters = new HashMap<>();

        Builder event(String name, int version, Topic topic, Class<? extends DomainEvent> dataClass) {
            boolean named = types.values().stream().anyMatch(type -> type.name().equals(name));
            if (named || types.put(dataClass, new EventType(name, version, topic, dataClass)) != null) {
                throw new IllegalArgumentException(name + " or " + dataClass + " is registered twice");
            }
            return this;
        }

        /// Reads `name` of `version` by lifting it to `version + 1`, and on from there.
        Builder upcaster(String name, int version, Upcaster upcaster) {
            if (upcasters.computeIfAbsent(name, _ -> new HashMap<>()).put(version, upcaster) != null) {
                throw new IllegalArgumentException(EventType.wireName(name, version) + " has two upcasters");
            }
            return this;
        }

        EventRegistry build() {
            Map<String, Reading> readings = new HashMap<>();
            for (EventType type : types.values()) {
                Map<Integer, Upcaster> steps = upcasters.getOrDefault(type.name(), Map.of());
                List<Upcaster> path = new ArrayList<>();
                readings.put(type.wireName(), new Reading(type, List.of()));
                for (int version = type.version() - 1; steps.containsKey(version); version--) {
                    path.addFirst(steps.get(version));
                    readings.put(EventType.wireName(type.name(), version), new Reading(type, List.copyOf(path)));
                }
                if (path.size() != steps.size()) {
                    throw new IllegalArgumentException("the upcasters of " + type.name() + " leave a gap");
                }
            }
            return new EventRegistry(types, readings);
        }
    }
}
