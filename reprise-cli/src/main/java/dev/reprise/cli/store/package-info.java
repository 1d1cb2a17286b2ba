/// The embedded store: MongoDB's wire protocol in front of one H2 MVStore file for each service.
///
/// It is mongo-java-server with five things mended, each by a thin subclass or wrapper:
///
/// - **An acknowledged write is in the file.** [GroupCommit] writes all changes to the file before their
///   replies leave; writers that arrive together share one write. The operating system has the bytes then, so
///   killing this process loses nothing. They are not forced to the disk (no fsync per commit): a power cut may
///   take the last moments.
/// - **Ordered commands stop at their first error** and report how many statements succeeded ([Statements]).
/// - **Lookups by `_id` with more conditions, and ranges and sorting by `_id`, walk the ordered map** instead
///   of the whole collection ([IdWalk]).
/// - **Documents are never changed in place**: a reader sees one before or after an update, never in between
/// ([StoreCollection]).
/// - **Documents are kept as BSON** ([BsonDocumentType]) and found by `_id` without a second map ([IdIndex]): fewer
/// bytes for each commit.
///
/// What it can't do, and real MongoDB can: sessions and transactions, change streams, pipeline updates,
/// secondary indexes (accepted, not used: such queries scan; unique ones are enforced), partial and TTL
/// indexes, text search, renaming a collection, authentication, replication. A scan of a large collection takes
/// as long as the collection is large. Sizes in `collStats` are 0.
@NullMarked
package dev.reprise.cli.store;

import org.jspecify.annotations.NullMarked;
