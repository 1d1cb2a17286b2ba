/// Work that one instance of a service does at a time, and goes on with when another one died.
@NullMarked
package dev.reprise.starter.lease;

import org.jspecify.annotations.NullMarked;
