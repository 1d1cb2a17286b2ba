/// Lets people read their own writes.
@NullMarked
package dev.reprise.query.visibility;

import org.jspecify.annotations.NullMarked;
