package dev.reprise.events;

/// One event's name on the wire. It is chosen here, never derived from a class, and never reused or renamed.
///
/// @param name past tense, e.g. `PostCreated`
/// @param version the schema's current version; older ones are lifted to it by an [Upcaster]
/// @param topic where it is published
/// @param dataClass the record of the current version
public record EventType(String name, int version, Topic topic, Class<? extends DomainEvent> dataClass) {

    /// What stands in `ce_type`, e.g. `PostCreated.v1`.
    public String wireName() {
        return wireName(name, version);
    }

    static String wireName(String name, int version) {
        return name + ".v" + version;
    }
}
