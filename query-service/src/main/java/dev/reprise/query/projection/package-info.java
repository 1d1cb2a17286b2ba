/// Applies the topics to the read model, as they come.
@NullMarked
package dev.reprise.query.projection;

import org.jspecify.annotations.NullMarked;
