package dev.reprise.events;

/// A version of `TaskCreated` that was never published, to see what becomes of events that an upcaster has to lift.
/// It names the task's name `title`, and no status.
public final class OlderTasks {

    public static final String TYPE = "TaskCreated.v0";

    private OlderTasks() {}

    /// The contract as published, and this version.
    public static EventCodec codec(Upcaster upcaster) {
        return new EventCodec(
                EventRegistry.publishing().upcaster("TaskCreated", 0, upcaster).build());
    }
}
