/// Tells, on every instance, what has changed in the model that is served, whichever instance changed it.
@NullMarked
package dev.reprise.query.changes;

import org.jspecify.annotations.NullMarked;
