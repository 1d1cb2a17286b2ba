package dev.reprise.starter.topics;

import dev.reprise.events.TopicState;
import java.util.List;

/// Tells the topics that a database goes with from others of their names: one that was deleted and made anew, or
/// another broker's, has other events at the offsets and sequences that the database knows.
@FunctionalInterface
public interface KnownTopics {

    /// Remembers topics that were never seen before.
    ///
    /// @param present topics that are there
    /// @return one for each that is not the topic it was
    /// @throws org.springframework.dao.DataAccessException when the store is away
    List<TopicState.Fault> recognise(List<TopicState> present);
}
