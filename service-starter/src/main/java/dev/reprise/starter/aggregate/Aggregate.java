package dev.reprise.starter.aggregate;

import java.util.UUID;

/// One aggregate as it was read.
///
/// @param version how many events it has published, at least 1; its `ETag` and the sequence of its last event
/// @param edition how often its document was written; tells a concurrent change from none
/// @param state what the service knows of it
public record Aggregate<S>(UUID id, long version, long edition, S state) {}
