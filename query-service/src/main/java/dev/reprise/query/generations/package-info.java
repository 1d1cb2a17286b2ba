/// Which generations of the read model there are, which one is served, and who keeps them at the head of the topics.
@NullMarked
package dev.reprise.query.generations;

import org.jspecify.annotations.NullMarked;
