package dev.reprise.system.campaign;

import dev.reprise.events.Topic;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What is left when everything has come to rest.
///
/// @param told every record of the topics, each partition's in order
/// @param kept every aggregate of the services that own posts, comments and tasks
/// @param model the read model that is live
/// @param rebuilds what each replay of the run found
record Remains(List<Told> told, Map<Topic, Map<UUID, Kept>> kept, Model model, List<Rebuild> rebuilds) {

    /// An aggregate in its owner's store.
    ///
    /// @param waiting events that were not published
    record Kept(long version, int waiting) {}

    /// How a replay ended.
    ///
    /// @param what tells it from others
    /// @param differences how many documents were not what the live model had
    record Rebuild(String what, String state, long compared, long differences) {}
}
