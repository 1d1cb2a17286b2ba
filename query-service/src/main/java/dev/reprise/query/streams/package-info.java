/// Live streams: what readers see change, as server-sent events that can be resumed.
@NullMarked
package dev.reprise.query.streams;

import org.jspecify.annotations.NullMarked;
