/// Reads topics into a service's own database: at least once, idempotent by sequence, position kept beside the data.
@NullMarked
package dev.reprise.starter.consumer;

import org.jspecify.annotations.NullMarked;
