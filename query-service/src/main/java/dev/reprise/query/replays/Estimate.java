package dev.reprise.query.replays;

import java.util.List;

/// What a replay would take. An estimate: nothing has been started.
///
/// @param events that stand on the topics now
/// @param seconds until the head is reached, with nobody writing meanwhile
/// @param bytes of documents that the new generation takes beside the live one
/// @param basis where the figures come from
record Estimate(long events, long seconds, long bytes, String basis, List<Part> partitions) {

    /// @param end the offset up to which it would be folded
    record Part(String topic, int partition, long events, long end) {}
}
