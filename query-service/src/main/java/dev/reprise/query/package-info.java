/// The read model: what front ends read, folded from all topics.
@NullMarked
package dev.reprise.query;

import org.jspecify.annotations.NullMarked;
