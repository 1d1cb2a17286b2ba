/// Parked events over HTTP, for operators.
@NullMarked
package dev.reprise.starter.redrive;

import org.jspecify.annotations.NullMarked;
