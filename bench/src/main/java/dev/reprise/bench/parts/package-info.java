/// Starts what a measurement needs: the whole system as `./reprise up` does, or some of its parts with the same flags.
@NullMarked
package dev.reprise.bench.parts;

import org.jspecify.annotations.NullMarked;
