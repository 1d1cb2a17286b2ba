/// Recorded histories: records of real topics, kept for ever, on which every build tries its projections; and the
/// checked-in digests of what comes out.
@NullMarked
package dev.reprise.starter.recorded;

import org.jspecify.annotations.NullMarked;
