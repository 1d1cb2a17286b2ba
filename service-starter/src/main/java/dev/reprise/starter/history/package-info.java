/// The topics read as history, from any offset to any other: for rebuilding what was folded from them.
@NullMarked
package dev.reprise.starter.history;

import org.jspecify.annotations.NullMarked;
