/// The write side: an aggregate and the event of its change are one atomic document write.
@NullMarked
package dev.reprise.starter.aggregate;

import org.jspecify.annotations.NullMarked;
