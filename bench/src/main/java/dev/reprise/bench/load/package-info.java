/// Load on a service over HTTP, as much as it takes.
@NullMarked
package dev.reprise.bench.load;

import org.jspecify.annotations.NullMarked;
